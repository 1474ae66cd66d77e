// @ts-check
// An agent gets the texts that a person reads in the editor. It cannot use lists, modes and options, so text
// about them is removed or replaced. This test checks every text of the sources.
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');
const { toldToAgent } = require('../../nodes/CapillaryBadges/fields/tool');

const NODE = path.resolve(__dirname, '../../nodes/CapillaryBadges');
/** Folders whose texts become errors. methods/ fills the lists of the editor, which no agent sees. */
const FOLDERS = ['api', 'engine', 'errors', 'fields', 'resources'];

/** Properties whose text only the editor shows. */
const SHOWN_IN_EDITOR = ['action', 'description', 'displayName', 'name', 'placeholder'];
/** Files with texts of notices or of the credential, and the file that removes editor texts. */
const NOT_FOR_AGENTS = [
	'api/host.ts',
	'engine/clientFindings.ts',
	'engine/preview.ts',
	'fields/tool.ts',
];

const OF_THE_EDITOR =
	/\bpick\b|from the list|\[Item|(set|with) the option|'By (ID|Name)'|'From List'|choose under|remove the field|expression|'Calls per Minute'/i;

/** @param {ts.Node} node @returns {string | undefined} its text, with 7 for each inserted value */
function textOf(node) {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join('');
}

/** @param {ts.Node} node @returns {string[]} the sentences in it */
function sentencesIn(node) {
	const isShown = ts.isPropertyAssignment(node) && SHOWN_IN_EDITOR.includes(node.name.getText());
	if (isShown) return [];
	const text = textOf(node);
	/** @type {string[]} */
	const found = text?.includes(' ') ? [text] : [];
	ts.forEachChild(node, (child) => void found.push(...sentencesIn(child)));
	return found;
}

const TEXTS = FOLDERS.flatMap((folder) =>
	fs
		.readdirSync(path.join(NODE, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
		.filter((name) => name.endsWith('.ts') && !NOT_FOR_AGENTS.includes(name)),
).flatMap((file) => {
	const source = fs.readFileSync(path.join(NODE, file), 'utf8');
	const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
	return sentencesIn(parsed).map((text) => ({ file, text }));
});

test('texts for an agent contain nothing about the editor', () => {
	const ofEditor = TEXTS.filter(({ text }) => OF_THE_EDITOR.test(text));
	expect(ofEditor.length).toBeGreaterThan(15);

	const texts = ofEditor.map(({ file, text }) => ({ file, text: toldToAgent('', text).message }));
	expect(texts.filter(({ text }) => OF_THE_EDITOR.test(text))).toEqual([]);
});

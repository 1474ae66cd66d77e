// @ts-check
// An agent gets the texts that a person reads in the editor. What they say of lists, modes and options, which
// an agent cannot use, is left out or put in other words; so every text of the sources is looked at.
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');
const { toldToAgent } = require('../../nodes/CapillaryBadges/fields/tool');

const NODE = path.resolve(__dirname, '../../nodes/CapillaryBadges');
/** Folders whose texts become errors. methods/ fills the lists of the editor, which no agent sees. */
const FOLDERS = ['api', 'engine', 'errors', 'fields', 'resources'];

/** What is shown in the editor beside a field, or above the output of a run. */
const SHOWN_IN_EDITOR = ['action', 'description', 'displayName', 'name', 'placeholder'];
/** Files whose texts stand above the output or are about the credential, and the one that leaves them out. */
const NOT_FOR_AGENTS = [
	'api/host.ts',
	'engine/clientFindings.ts',
	'engine/preview.ts',
	'fields/tool.ts',
];

const OF_THE_EDITOR =
	/\bpick\b|from the list|\[Item|(set|with) the option|'By (ID|Name)'|'From List'|choose under|remove the field|expression|'Calls per Minute'/i;

/** @param {ts.Node} node @returns {string | undefined} its text; whatever is filled in is a 7 */
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

test('an agent is told nothing of the editor', () => {
	const ofEditor = TEXTS.filter(({ text }) => OF_THE_EDITOR.test(text));
	expect(ofEditor.length).toBeGreaterThan(15);

	const told = ofEditor.map(({ file, text }) => ({ file, text: toldToAgent('', text).message }));
	expect(told.filter(({ text }) => OF_THE_EDITOR.test(text))).toEqual([]);
});

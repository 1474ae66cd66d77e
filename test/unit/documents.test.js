// @ts-check
const fs = require('node:fs');
const path = require('node:path');

const { CHECKS } = require('../../tools/checks');
const { DOCUMENTS: documents, ROOT } = require('../../tools/checks/documents');

const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

/** @param {string} text a heading, whose anchor on GitHub is returned */
const anchor = (text) =>
	text
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');

/** @param {string} file @returns {string[]} */
function anchorsOf(file) {
	const text = fs.readFileSync(file, 'utf8');
	return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading));
}

/** @param {string} text @returns {string[]} the targets of its links and pictures */
const linksOf = (text) =>
	[...text.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(
		([, link, picture]) => link ?? picture,
	);

test('every picture is shown in a document', () => {
	const shown = documents.flatMap((name) =>
		linksOf(fs.readFileSync(path.join(ROOT, name), 'utf8')).map((link) => path.basename(link)),
	);
	expect(shown).toEqual(expect.arrayContaining(fs.readdirSync(path.join(ROOT, 'docs/images'))));
});

test.each([
	['CONTRIBUTING.md', 'nodes/CapillaryBadges/resources/customer/lookup.ts'],
	['test/README.md', 'test/engine/customer.lookup.test.ts'],
])('%s shows the code of %s as it is', (document, source) => {
	const text = fs.readFileSync(path.join(ROOT, document), 'utf8');
	const [, shown = ''] = /```ts\n(.*?)```/s.exec(text) ?? [];
	expect(shown).not.toBe('');
	expect(fs.readFileSync(path.join(ROOT, source), 'utf8')).toContain(shown);
});

describe.each(documents)('%s', (name) => {
	const file = path.join(ROOT, name);
	const text = fs.readFileSync(file, 'utf8');

	test('has no dead links', () => {
		const inside = linksOf(text).filter((link) => !/^[a-z]+:/.test(link));
		const dead = inside.filter((link) => {
			const [place, heading] = link.split('#');
			const target = path.resolve(path.dirname(file), place || path.basename(file));
			if (!fs.existsSync(target)) return true;
			return heading !== undefined && !anchorsOf(target).includes(heading);
		});
		expect(dead).toEqual([]);
	});

	test('names only commands that exist', () => {
		const run = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
		expect(run.filter((script) => !(script in scripts))).toEqual([]);
		const steps = [...text.matchAll(/npm test -- ([a-z][\w.-]*)/g)].map(([, step]) => step);
		expect(steps.filter((step) => CHECKS.every(({ name }) => name !== step))).toEqual([]);
	});
});

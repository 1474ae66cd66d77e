// @ts-check
// n8n sorts its node panel by these files:
// https://docs.n8n.io/connect/create-nodes/build-your-node/reference/codex-files/
const { name: packageName, n8n } = require('../../package.json');

/** The categories that n8n has for community nodes. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

const NODES = n8n.nodes.map((built) => {
	const source = built.replace(/^dist\/(.*)\.js$/, '../../$1');
	const [Node] = Object.values(require(source));
	return { type: new Node().description.name, codex: require(`${source}.json`) };
});

describe.each(NODES)('the codex of $type', ({ type, codex }) => {
	it('names the node', () => {
		expect(codex.node).toBe(`${packageName}.${type}`);
	});

	it('has categories that n8n knows, and no subcategories', () => {
		expect(codex.categories.length).toBeGreaterThan(0);
		for (const category of codex.categories) expect(CATEGORIES).toContain(category);
		expect(codex).not.toHaveProperty('subcategories');
	});
});

'use strict';

const { exampleFiles, exampleTable, exampleText, readExample } = require('../examples');

const PACKAGE = 'n8n-nodes-capillary-badges';
const NOTE = 'n8n-nodes-base.stickyNote';

test('examples/README.md lists each example once, with all cells filled', () => {
	const table = exampleTable();

	expect(table.map(({ file }) => file)).toEqual(exampleFiles());
	for (const { does, set, credentials } of table) {
		expect([does, set, credentials]).not.toContain('');
	}
});

describe.each(exampleFiles())('%s', (file) => {
	const { nodes, connections, pinData } = readExample(file);
	const notes = nodes.filter(({ type }) => type === NOTE);
	const names = nodes.map(({ name }) => name);

	test('says in notes what it does and what to set', () => {
		expect(notes.map(({ name }) => name)).toEqual(['What it does', 'What to set']);
		for (const { parameters } of notes) expect(parameters.content).toMatch(/^## \w.*\n\S/);
	});

	test('names only its own nodes', () => {
		const named = notes.flatMap(({ parameters }) =>
			[...parameters.content.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name),
		);
		expect(names).toEqual(expect.arrayContaining(named));
		expect(names).toEqual(expect.arrayContaining(Object.keys(pinData)));
		expect(names).toEqual(expect.arrayContaining(Object.keys(connections)));
	});

	test('uses the Capillary Badges node', () => {
		const types = nodes.map(({ type }) => type);
		expect(types.filter((type) => /\.capillaryBadges(Tool)?$/.test(type))).not.toEqual([]);
		expect(types.filter((type) => type.startsWith('n8n-nodes-capillary'))).toEqual(
			types.filter((type) => type.startsWith(`${PACKAGE}.`)),
		);
	});

	test('starts with one trigger, which has sample data unless it is manual or serves tools', () => {
		const [trigger, ...others] = nodes.filter(({ type }) => type.endsWith('Trigger'));
		expect(others).toEqual([]);
		const sample = pinData[trigger.name] ?? [];
		const needsNone = /\.(manualTrigger|mcpTrigger)$/.test(trigger.type);
		expect(sample.length > 0).toBe(!needsNone);
	});

	test('describes each tool for the agent', () => {
		for (const { name, parameters } of nodes.filter(({ type }) => type.endsWith('Tool'))) {
			expect(connections[name]).toMatchObject({ ai_tool: [[{ type: 'ai_tool' }]] });
			expect(parameters.descriptionType).toBe('manual');
			expect(parameters.toolDescription).toMatch(/^[A-Z][a-z]+ .*\. .*\.$/);
		}
	});

	test('contains no data of the n8n or the accounts that made it', () => {
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(exampleText(file)).not.toMatch(
			/instanceId|"(meta|shared)"|127\.0\.0\.1|localhost|sandbox/i,
		);
	});

	test('uses only example email addresses', () => {
		const addresses = exampleText(file).match(/[\w.]+@[\w.]+\w/g) ?? [];
		expect(addresses.filter((one) => !/@(\w+\.)?example\.com$/.test(one))).toEqual([]);
	});
});

import type { INode } from 'n8n-workflow';

import { isTool, nothingFound, toldToAgent } from '../../../nodes/CapillaryBadges/fields/tool';

describe('The node as the tool of an agent', () => {
	it.each([
		['n8n-nodes-capillary-badges.capillaryBadgesTool', true],
		['n8n-nodes-capillary-badges.capillaryBadges', false],
		['n8n-nodes-ToolBox.capillaryBadges', false],
	])('is told by its type: %s', (type, expected) => {
		expect(isTool({ type } as INode)).toBe(expected);
	});

	it('links what it says of nothing to the item that asked', () => {
		expect(nothingFound.pairedItem).toEqual({ item: 0 });
	});

	it('tells a failure and its remedy in one text', () => {
		expect(toldToAgent('It failed', 'Leave it.')).toBe('It failed\n\nDetails: Leave it.');
	});
});

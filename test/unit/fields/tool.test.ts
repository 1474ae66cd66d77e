import type { INode } from 'n8n-workflow';

import { isTool, nothingFound, toldToAgent } from '../../../nodes/CapillaryBadges/fields/tool';

describe('the node as the tool of an agent', () => {
	it.each([
		['n8n-nodes-capillary-badges.capillaryBadgesTool', true],
		['n8n-nodes-capillary-badges.capillaryBadges', false],
		['n8n-nodes-ToolBox.capillaryBadges', false],
	])('is recognized by its type: %s', (type, expected) => {
		expect(isTool({ type } as INode)).toBe(expected);
	});

	it('links an empty result to the first item', () => {
		expect(nothingFound.pairedItem).toEqual({ item: 0 });
	});

	it('puts an error and its description into the message', () => {
		expect(toldToAgent('It failed', 'Leave it.')).toEqual({
			message: 'It failed\n\nDetails: Leave it.',
			description: 'Leave it.',
		});
	});

	it.each([
		["'Badge' is empty [Item 0]", 'Fill it.', "'Badge' is empty", 'Fill it.'],
		[
			...["'Badge' is not a badge ID: 'Gold' [Item 0]"],
			'Pick it from the list, or enter its ID: 24 characters, digits and the letters a to f.',
			...["'Badge' is not a badge ID: 'Gold'"],
			'Use its ID: 24 characters, digits and the letters a to f.',
		],
		[
			...["'Badge' is not the name of a badge: 'Gol' [Item 0]"],
			"Similar names: 'Gold'. Correct the name, or pick it from the list.",
			...["'Badge' is not the name of a badge: 'Gol'", "Similar names: 'Gold'."],
		],
		[
			'It failed (814)',
			"Check the customer. To treat this as success, set the option 'If Already Done' to 'Count as Success'. Capillary request ID: 7.",
			...['It failed (814)', 'Check the customer. Capillary request ID: 7.'],
		],
		[
			...[
				'It failed (404)',
				'Pick the badge from the list, or check its ID in Capillary under Badges.',
			],
			...['It failed (404)', 'Check its ID in Capillary under Badges.'],
		],
		[
			...['It failed (404)', "Pick the group from the list under 'Badge Group'."],
			...['It failed (404)', 'Use the ID of one that exists.'],
		],
		[
			"'Customer' is not an email address: 'Maya' [Item 12]",
			"Enter an address like name@example.com, or choose under 'Customer Identifier' what the field contains.",
			...["'Customer' is not an email address: 'Maya'", 'Enter an address like name@example.com.'],
		],
	])('leaves out what concerns the editor: %s', (error, next, told, details) => {
		expect(toldToAgent(error, next)).toEqual({
			message: `${told}\n\nDetails: ${details}`,
			description: details,
		});
	});
});

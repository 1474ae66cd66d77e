import type { INode, NodeApiError } from 'n8n-workflow';

import { failureOf } from '../../../nodes/CapillaryBadges/engine/failure';
import {
	asError,
	asOutput,
	type ItemProgress,
	type ItemResult,
} from '../../../nodes/CapillaryBadges/engine/output';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { toldToAgent, withoutEditor } from '../../../nodes/CapillaryBadges/fields/tool';

const node = { name: 'Capillary Badges', type: 'capillaryBadges', typeVersion: 1 } as INode;
const refusal: Refusal = {
	cause: 'capillary',
	code: 814,
	status: 409,
	message: 'Active earn instance is not present.',
	requestId: 'r-77',
};
const failure = failureOf('revoke earned badge e of customer 1', refusal);
const failed: ItemResult = { status: 'failed', failure };
const notSent: ItemProgress = { status: 'notSent' };
const done = (id: string): ItemResult => ({ status: 'succeeded', output: [{ id }] });

describe('asOutput', () => {
	it('keeps the order, links each item, and gives a failed item exactly two keys', () => {
		const two: ItemResult = { status: 'succeeded', output: [{ id: 'a' }, { id: 'b' }] };
		const output = asOutput(node, [done('z'), failed, two]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 2].map((item) => ({ item })),
		);
		expect(output.map(({ json }) => Object.keys(json))).toEqual([
			['id'],
			['error', 'message'],
			['id'],
			['id'],
		]);
	});

	it('tells an agent nothing of the editor in a failed item', () => {
		const [item] = asOutput({ ...node, type: 'capillaryBadgesTool' }, [failed]);
		expect(failure.message).toContain('set the option');
		expect(Object.keys(item.json)).toEqual(['error', 'message']);
		expect(item.json.message).toBe(withoutEditor(failure.message));
	});
});

describe('asError', () => {
	it('is the first failure by item, and says which items were done', () => {
		const outcomes = [done('a'), done('b'), failed, done('c'), failed, notSent, notSent];
		const error = asError(node, outcomes);
		expect(error.name).toBe('NodeApiError');
		expect(error.context.itemIndex).toBe(2);
		expect(error.message).toMatch(/\(814\)$/);
		expect(error.description).toMatch(/3 of 7 items were done: 0 to 1, 3\. Not sent: 5 to 6\.$/);
	});

	it('says when no item was done', () => {
		expect(asError(node, [failed, notSent, notSent]).description).toMatch(
			/\. 0 of 3 items were done\. Not sent: 1 to 2\.$/,
		);
	});

	it('says which items were done in part', () => {
		const partly = { status: 'partial', done: 1, rows: 3 } as const;
		expect(asError(node, [partly, failed, notSent, partly]).description).toMatch(
			/ 0 of 4 items were done\. Done in part: 0 \(1 of 3\), 3 \(1 of 3\)\. Not sent: 2\.$/,
		);
	});

	it('says which items an earlier try may have done', () => {
		const earlier: ItemProgress = { status: 'earlierRun' };
		expect(asError(node, [failed, earlier, notSent, earlier]).description).toMatch(
			/ 0 of 4 items were done\. May have been done by an earlier try: 1, 3\. Not sent: 2\.$/,
		);
	});

	it('leaves out items that were not sent when there are none', () => {
		expect(asError(node, [failed, done('a')]).description).toMatch(
			/\. 1 of 2 items were done: 1\.$/,
		);
	});

	it("has the HTTP status and Capillary's message", () => {
		const error = asError(node, [failed]) as NodeApiError;
		expect(error.httpCode).toBe('409');
		expect(error.errorResponse).toEqual({
			message: 'Active earn instance is not present.',
			code: 814,
		});
		const lost: ItemResult = {
			status: 'failed',
			failure: failureOf('x', { cause: 'unanswered', message: 'lost' }),
		};
		expect((asError(node, [lost]) as NodeApiError).httpCode).toBeNull();
		expect((asError(node, [lost]) as NodeApiError).errorResponse).toEqual({ message: 'lost' });
	});

	it('says nothing about other items when there is only one', () => {
		expect(asError(node, [failed]).description).toBe(failure.message);
	});

	it('puts everything into the message for an agent, with a description that n8n does not add again', () => {
		const { message, description } = asError({ ...node, type: 'capillaryBadgesTool' }, [failed]);
		const said = asError(node, [failed]);
		expect({ message, description }).toEqual(toldToAgent(said.message, String(said.description)));
		expect(message).toContain(`Details: ${String(description)}`);
	});

	it('is a NodeOperationError when a field is wrong', () => {
		const input: ItemResult = {
			status: 'failed',
			failure: { error: "'Badge' is empty [Item 0]", message: 'Fill it.' },
		};
		const error = asError(node, [input]);
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toBe("'Badge' is empty [Item 0]");
		expect(error.description).toBe('Fill it.');
		expect(error.context.itemIndex).toBe(0);
	});
});

import { displayParameter, type INodeParameters } from 'n8n-workflow';

import { properties } from '../../../nodes/CapillaryBadges/resources';

const notices = properties.filter(({ name }) => name === 'requestIdNotice');

/** Whether the editor shows the notice, according to n8n's own rule. */
const isShown = (options: INodeParameters, operation = { resource: 'earn', operation: 'create' }) =>
	notices.some((notice) =>
		displayParameter({ ...operation, options }, notice, { typeVersion: 1 }, null),
	);

describe('the notice that Count as Success needs a Request ID', () => {
	it.each([
		['there is no Request ID', {}],
		['it is empty', { requestId: '' }],
	])('is shown when %s', (_, requestId) => {
		expect(isShown({ alreadyDone: 'success', ...requestId })).toBe(true);
	});

	it.each([
		['it has a value', { alreadyDone: 'success', requestId: 'order-1' }],
		['it has an expression', { alreadyDone: 'success', requestId: '={{ $json.order }}' }],
		['nothing counts as success', { alreadyDone: 'error' }],
		['no option was added', {}],
	])('is not shown when %s', (_, options) => {
		expect(isShown(options)).toBe(false);
	});

	it('is not shown for an operation without a Request ID', () => {
		const revoke = { resource: 'issue', operation: 'revoke' };
		expect(isShown({ alreadyDone: 'success' }, revoke)).toBe(false);
	});
});

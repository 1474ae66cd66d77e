import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { isAboutAccount, isAboutGrant } from '../../../nodes/CapillaryBadges/errors/sharedRefusals';

const refusal = (code: number | undefined, message = '', status = 400): Refusal => ({
	...{ cause: 'capillary', code, message, status },
});

describe('a refusal of a whole call', () => {
	it.each([
		[715, 'Badge meta id is mandatory'],
		[716, 'Owner type is mandatory'],
		[801, 'Only ISSUE_EARN type badge can be issued'],
		[803, 'Triggering module info is missing'],
		[809, 'Request with same requestId is not allowed'],
		[810, 'BadgeMeta needs to be claimed first'],
		[815, 'Badge is not live'],
		[816, 'Event date is not in duration of badge meta. Pass the issue event date.'],
		[1039, 'Only active badge can be issued'],
		[404, 'Passed badge is not found'],
		[400, "Invalid enum value: 'LOYALTY' for the field: 'ownerType'."],
	])('%s %s concerns the badge, the owner, the date or the request ID', (code, message) => {
		expect(isAboutGrant(refusal(code, message))).toBe(true);
		expect(isAboutAccount(refusal(code, message))).toBe(false);
	});

	it.each([
		[4000, 'Not authorized. Access is denied!', 403],
		[320001, 'Invalid client key and secret', 400],
		[400, "Content type 'text/plain' not supported", 415],
		[498, 'Token expired', 200],
	])('%s %s concerns the account or the form of the call', (code, message, status) => {
		expect(isAboutGrant(refusal(code, message, status))).toBe(true);
		expect(isAboutAccount(refusal(code, message, status))).toBe(true);
	});

	it.each([
		[811, 'Badge issue is mandatory before earn'],
		[1026, 'Customer with the specified ID is not found'],
		[1040, 'An active issue for the badge already exists.'],
		[8015, 'Customer not found for the given identifiers'],
		[404, "Customer doesn't have issue instance"],
		[400, 'JSON parse error: Numeric value (9223372036854775808) out of range of long'],
		[4711, 'something new'],
		[undefined, "issue doesn't belong to customer"],
	])('%s %s may concern one of the customers', (code, message) => {
		expect(isAboutGrant(refusal(code, message))).toBe(false);
	});
});

import { sanitizeName } from '../../../nodes/CapillaryBadges/errors/untrustedText';
import { customerBy, type Identifier } from '../../../nodes/CapillaryBadges/fields/customerForms';
import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import { itemWith } from './itemWith';
import { readRow } from './operation';

/** The value that an identifier is read as, or the error without the value at its end. */
function read(identifier: Identifier, typed: string): string {
	const result = customerBy(identifier, typed.trim());
	if (result.status === 'read') return result.value.value;
	const shown = `'${sanitizeName(typed.trim())}'`;
	return `refused: ${result.why.replace(`${shown} looks`, 'it looks').replace(`: ${shown}`, '')}`;
}

const LOST = 'refused: was shortened by a spreadsheet, so digits are lost';
const AMBIGUOUS = 'refused: can be read as different numbers';
const NO_MOBILE = 'refused: is not a mobile number';
const NO_ID = 'refused: is not a customer ID';

it.each([
	// As people and address books write it.
	['919876543210', '919876543210'],
	['+91 98765-43210', '919876543210'],
	['+91\u00a098765\u200b43210\u202c', '919876543210'],
	['(0049) 171 1234567', '491711234567'],
	['00919876543210', '919876543210'],
	['(+91) 98765 43210', '919876543210'],
	['+1 (415) 555-2671', '14155552671'],
	['+1.4155552671', '14155552671'],
	['06.12.34.56.78', '0612345678'],
	['06.12.34.56.00', '0612345600'],
	['98765.43210', '9876543210'],
	['09876543210', '09876543210'],
	['+44 (0)20 7946 0958', '442079460958'],
	['+44(0)2079460958', '442079460958'],
	['0044 (0) 20 7946 0958', '442079460958'],
	['44 (0)2079460958', '442079460958'],
	['+49 171 - 1234567', '491711234567'],
	// As spreadsheets and CSV files write it.
	['919876543210.0', '919876543210'],
	['919876543210,0', '919876543210'],
	['919876543210.00', '919876543210'],
	['+919876543210.0', '919876543210'],
	['9.1987654321E+11', '919876543210'],
	['9.19876543215E+11', '919876543215'],
	['9,1987654321E+11', '919876543210'],
	['9.1987654321e11', '919876543210'],
	['919,876,543,210', '919876543210'],
	['919,876,543,210.00', '919876543210'],
	['919.876.543.210', '919876543210'],
	['919.876.543.210,00', '919876543210'],
	['919 876 543 210,0', '919876543210'],
	["919'876'543'210", '919876543210'],
	['9,19,87,65,43,210', '919876543210'],
	["'919876543210", '919876543210'],
	['’+919876543210', '919876543210'],
	['=919876543210', '919876543210'],
	['(44) 7700–900.001', '447700900001'],
	['+44 7700 900.001', '447700900001'],
	['="919876543210"', '919876543210'],
	['"919876543210"', '919876543210'],
	['"+91 98765 43210"', '919876543210'],
	// With several readings.
	['919876543210.5', AMBIGUOUS],
	['+91 98765 43210.5', AMBIGUOUS],
	['+91 98765 43210.12', AMBIGUOUS],
	['+91 98765 43210.123', AMBIGUOUS],
	['(44) 7700–900.001.0', AMBIGUOUS],
	['919876543210.123', AMBIGUOUS],
	['9198765432.10', AMBIGUOUS],
	['1234567.0000', AMBIGUOUS],
	['919.876.543.210.0', AMBIGUOUS],
	['919.876.543.210.00', AMBIGUOUS],
	['+91 98765 43210.0', AMBIGUOUS],
	['98765 43210 (2)', AMBIGUOUS],
	['9876543210-1', AMBIGUOUS],
	['+91 98765 (0)43210', AMBIGUOUS],
	['(0)171 1234567', AMBIGUOUS],
	['-919876543210', AMBIGUOUS],
	['=91-9876543210', AMBIGUOUS],
	['=9876543210+91', AMBIGUOUS],
	['+0919876543210', AMBIGUOUS],
	['0009876543210', AMBIGUOUS],
	['9.19877E+11', LOST],
	['9.2E+11', LOST],
	['9E+11', LOST],
	['9.19876543215123E+15', LOST],
	// No mobile number.
	['98765.00', NO_MOBILE],
	['9876543210,9876543211', NO_MOBILE],
	['9876543210 9876543211', NO_MOBILE],
	['+91', NO_MOBILE],
	['98765 4321O', NO_MOBILE],
	['９１９８７６５４３２１０', NO_MOBILE],
	[
		'tom@example.com',
		`${NO_MOBILE}: it looks like an email address, but 'Customer Identifier' is 'Mobile'`,
	],
])('reads the mobile number %s as %s', (typed, value) => {
	expect(read('mobile', typed)).toBe(value);
});

it.each([
	['62090013', '62090013'],
	['62090013.0', '62090013'],
	['62090013,00', '62090013'],
	['62,090,013', '62090013'],
	['62,090,013.00', '62090013'],
	['6,20,90,013', '62090013'],
	['62.090.013', '62090013'],
	['62 090 013', '62090013'],
	['62,090', '62090'],
	["'62090013", '62090013'],
	['="62090013"', '62090013'],
	['=62090013', '62090013'],
	['6.2090013E+07', '62090013'],
	['9223372036854775807', '9223372036854775807'],
	['6.209E+07', LOST],
	['62,000', AMBIGUOUS],
	['62.090', AMBIGUOUS],
	['62090013.5', NO_ID],
	['62,09,0013', NO_ID],
	['-62090013', NO_ID],
	['0062090013', NO_ID],
	['=62090013+1', NO_ID],
	['62090013\u200b1', NO_ID],
	[
		'+91 98765 43210',
		`${NO_ID}: it looks like a mobile number, but 'Customer Identifier' is 'Customer ID'`,
	],
	[
		'tom@example.com',
		`${NO_ID}: it looks like an email address, but 'Customer Identifier' is 'Customer ID'`,
	],
])('reads the customer ID %s as %s', (typed, value) => {
	expect(read('customerId', typed)).toBe(value);
});

it.each([
	// A value that may be right is sent unchanged.
	['1234 5678 9012', '1234 5678 9012'],
	['0001234', '0001234'],
	['CARD-7/b', 'CARD-7/b'],
	['12345.0', '12345.0'],
	['1.5', '1.5'],
	['1234567890123456.0', '1234567890123456'],
	['123,456,789', '123456789'],
	["'0001234", '0001234'],
	['="0001234"', '0001234'],
	['"CARD-7"', 'CARD-7'],
	['1.23456789012E+11', '123456789012'],
	['1.23457E+11', LOST],
	['..', 'refused: is not a card number'],
	[
		'tom@example.com',
		"refused: is not a card number: it looks like an email address, but 'Customer Identifier' is 'Card Number'",
	],
])('reads the card number %s as %s', (typed, value) => {
	expect(read('cardNumber', typed)).toBe(value);
});

it.each([
	['ext 7/b', 'ext 7/b'],
	['tom@example.com', 'tom@example.com'],
	['123456.0', '123456.0'],
	['1,234', '1,234'],
	['1E5', '1E5'],
	["'tis", "'tis"],
	["'000123", '000123'],
	['="000123"', '000123'],
	['"ext 7"', 'ext 7'],
	['9.19877E+11', LOST],
	['.', 'refused: is not an external ID'],
	['x'.repeat(1001), 'refused: is longer than an external ID can be'],
])('reads the external ID %s as %s', (typed, value) => {
	expect(read('externalId', typed)).toBe(value);
});

it.each([
	['tom@example.com', 'tom@example.com'],
	["o'neil@example.com", "o'neil@example.com"],
	['"tom@example.com"', 'tom@example.com'],
	['to\u200bm@example.com', "refused: has an invisible zero-width space after 'to'"],
	['tom\u200d@example.com', "refused: has an invisible zero-width joiner after 'tom'"],
	['tom@exam\u00adple.com', "refused: has an invisible soft hyphen after 'tom@exam'"],
	['tom@\ufeffexample.com', "refused: has an invisible byte order mark after 'tom@'"],
	['<tom@example.com>', 'refused: is not an email address'],
	['tom@example.com, ann@example.com', 'refused: is not an email address'],
	['tom @example.com', 'refused: is not an email address'],
	[
		'62090013',
		"refused: is not an email address: it looks like a number, but 'Customer Identifier' is 'Email'",
	],
	[
		'+91 98765 43210',
		"refused: is not an email address: it looks like a mobile number, but 'Customer Identifier' is 'Email'",
	],
])('reads the email %j as %j', (typed, value) => {
	expect(read('email', typed)).toBe(value);
});

describe('IDs that Capillary makes', () => {
	const badge = '653ddb33b3cda7078c7c68e9';
	const customer = { customerIdentifier: 'customerId', customer: 62090013 };
	const row = (resource: string, operation: string, parameters: Record<string, unknown>) =>
		readRow(
			findOperation(resource, operation) as Operation,
			itemWith({ badge, ...customer, ...parameters }),
		);

	it.each([`'${badge}`, `"${badge}"`, `="${badge}"`, `\ufeff${badge.toUpperCase()} `])(
		'are read without quotation marks: %s',
		(typed) => {
			expect(row('badge', 'activate', { badge: typed })).toMatchObject({ badge });
			expect(row('earn', 'revoke', { revoke: 'one', earnedBadge: typed })).toMatchObject({
				target: { earnedBadge: badge },
			});
			expect(row('issue', 'revoke', { revoke: 'one', issueId: typed })).toMatchObject({
				target: { issueId: badge },
			});
		},
	);

	it.each([
		['236.0', '236'],
		["'236", '236'],
		['1E5', '1E5'],
	])('of enrolments may be numbers: %s', (typed, issueId) => {
		expect(row('issue', 'revoke', { revoke: 'one', issueId: typed })).toMatchObject({
			target: { issueId },
		});
	});

	it.each(['2.36E+11', '236.5', '1,236'])(
		'of enrolments are refused when digits are lost: %s',
		(typed) => {
			expect(() => row('issue', 'revoke', { revoke: 'one', issueId: typed })).toThrow(
				`'Enrolment' is not an enrolment ID: '${typed}'`,
			);
		},
	);
});

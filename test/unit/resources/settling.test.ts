import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { Outcome } from '../../../nodes/CapillaryBadges/engine/results';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import type { Response } from '../../../nodes/CapillaryBadges/api/call';
import { itemWith } from './itemWith';
import { callFor, readRow, settleRow } from './operation';

const badge = '653ddb33b3cda7078c7c68e9';
const otherBadge = '653ddb33b3cda7078c7c68ea';
const earnedBadge = '654cbea06bccde1274b6d3a2';
const person = { badge, customerIdentifier: 'customerId', customer: '12' };

function settle(
	[resource, name]: [string, string],
	parameters: Record<string, unknown>,
	data: unknown,
	warnings: Response['warnings'] = [],
): Outcome {
	const operation = findOperation(resource, name) as Operation;
	const row = readRow(operation, itemWith(parameters));
	return settleRow(operation, row, { data, warnings }, callFor(operation, [row]));
}

const notDone = { status: 'failed', refusal: { cause: 'unreadable' } };

describe('badge activate and deactivate', () => {
	const activate = (data: unknown) => settle(['badge', 'activate'], { badge }, data);

	it.each([
		['active in place of isActive', { id: badge, active: true }],
		['an ID in capitals', { id: badge.toUpperCase(), isActive: true }],
	])('accepts %s', (_, data) => {
		expect(activate(data)).toMatchObject({ status: 'succeeded', output: [{ isActive: true }] });
	});

	it.each([
		['another badge', { id: otherBadge, isActive: true }],
		['the state before', { id: badge, isActive: false }],
		['no state', { id: badge }],
		['nothing', {}],
		['a text', 'ok'],
	])('fails when the response has %s', (_, data) => {
		expect(activate(data)).toMatchObject(notDone);
	});

	it('outputs warnings', () => {
		const warning = { code: 1, message: 'Look out' };
		expect(
			settle(['badge', 'deactivate'], { badge }, { id: badge, isActive: false }, [warning]),
		).toEqual({
			status: 'succeeded',
			output: [{ id: badge, isActive: false, warnings: [warning] }],
		});
	});
});

describe('claim unclaim', () => {
	const claim = { badge, ownerType: 'Loyalty', referenceId: '7' };
	const unclaim = (data: unknown) =>
		settle(['claim', 'unclaim'], { ...claim, claimBy: 'owner' }, data);

	it.each([
		['a reference ID as a number', { ownerType: 'Loyalty', referenceId: 7, isActive: false }],
		[
			'an owner in the words of the guide',
			{ ownerType: 'Loyalty program', referenceId: '7', isActive: false },
		],
		[
			'the badge as well',
			{ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '7', active: false },
		],
	])('accepts %s', (_, data) => {
		expect(unclaim(data)).toEqual({
			status: 'succeeded',
			output: [{ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '7', isActive: false }],
		});
	});

	it.each([
		['another reference', { ownerType: 'Loyalty', referenceId: '8', isActive: false }],
		['another owner', { ownerType: 'Journeys', referenceId: '7', isActive: false }],
		[
			'another badge',
			{ badgeMetaId: otherBadge, ownerType: 'Loyalty', referenceId: '7', isActive: false },
		],
		['an active claim', { ownerType: 'Loyalty', referenceId: '7', isActive: true }],
		['no state', { badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '7' }],
		['null for the state', { ownerType: 'Loyalty', referenceId: '7', isActive: null }],
		['no owner', { referenceId: '7', isActive: false }],
		['nothing', {}],
	])('fails when the response has %s', (_, data) => {
		expect(unclaim(data)).toMatchObject(notDone);
	});
});

describe('earn revoke', () => {
	const parameters = { ...person, revoke: 'one', earnedBadge };
	const revoke = (data: unknown) => settle(['earn', 'revoke'], parameters, data);

	it.each([
		[
			'earnId and a customer ID as text',
			{ badgeMetaId: badge, customerId: '12', earnId: earnedBadge, isActive: false },
		],
		['active', { badgeMetaId: badge, customerId: 12, earnedBadgeId: earnedBadge, active: false }],
	])('accepts %s', (_, data) => {
		expect(revoke(data)).toEqual({
			status: 'succeeded',
			output: [{ badgeMetaId: badge, customerId: 12, earnedBadgeId: earnedBadge, isActive: false }],
		});
	});

	it.each([
		['another customer', { customerId: 13, earnedBadgeId: earnedBadge, isActive: false }],
		['another earned badge', { customerId: 12, earnedBadgeId: otherBadge, isActive: false }],
		[
			'a badge that is still active',
			{ customerId: 12, earnedBadgeId: earnedBadge, isActive: true },
		],
		['no state', { customerId: 12, earnedBadgeId: earnedBadge }],
		['a state that is not a boolean', { earnedBadgeId: earnedBadge, isActive: 'false' }],
		['nothing', {}],
	])('fails when the response has %s', (_, data) => {
		expect(revoke(data)).toMatchObject(notDone);
	});
});

describe('issue revoke', () => {
	const revoke = (data: object, more: Record<string, unknown> = { revoke: 'all' }) =>
		settle(['issue', 'revoke'], { ...person, ...more }, { badgeMetaId: badge, ...data });

	it('outputs each enrolment that was revoked', () => {
		const revokedIssuedBadges = [
			{ customerId: '12', issuedId: 'a1' },
			{ customerId: 13, issuedId: 'b1' },
			{ customerId: 12, issueId: 'a2', status: 'REVOKED' },
		];
		expect(revoke({ revokedIssuedBadges })).toEqual({
			status: 'succeeded',
			output: ['a1', 'a2'].map((issuedId) => ({
				badgeMetaId: badge,
				customerId: 12,
				issuedId,
				revoked: true,
			})),
		});
	});

	it.each([
		['leaves the customer out', { revokedIssuedBadges: [{ customerId: 13, issuedId: 'b1' }] }],
		['has an empty list', { revokedIssuedBadges: [] }],
		['has null for the list', { revokedIssuedBadges: null }],
		['names no enrolment', { revokedIssuedBadges: [{ customerId: 12, issuedId: null }] }],
		[
			'is about another badge',
			{ badgeMetaId: otherBadge, revokedIssuedBadges: [{ customerId: 12 }] },
		],
	])('fails when the response %s', (_, data) => {
		expect(revoke(data)).toMatchObject(notDone);
	});

	it('fails when one of several enrolments stays, and says which were revoked', () => {
		const revokedIssuedBadges = [
			{ customerId: 12, issuedId: 'a1' },
			{ customerId: 12, issuedId: 'a2', error: { code: 5, message: 'busy' } },
		];
		expect(revoke({ revokedIssuedBadges })).toMatchObject({
			status: 'failed',
			refusal: { code: 5, note: 'Other enrolments of the customer were revoked: a1.' },
		});
	});

	it('notices an error beside an ID', () => {
		const error = { errorCode: 404, errorMessage: "Customer doesn't have issue instance" };
		const revokedIssuedBadges = [{ customerId: 12, issuedId: 'a1', ...error }];
		expect(revoke({ revokedIssuedBadges })).toMatchObject({
			status: 'failed',
			refusal: { code: 404 },
		});
	});

	it('distinguishes two enrolments of one customer', () => {
		const revokedIssuedBadges = [
			{ customerId: 12, issuedId: 'a1' },
			{ customerId: 12, issuedId: null, error: { code: 404, message: 'no' } },
		];
		expect(revoke({ revokedIssuedBadges }, { revoke: 'one', issueId: 'a1' })).toMatchObject({
			status: 'succeeded',
			output: [{ issuedId: 'a1' }],
		});
		expect(revoke({ revokedIssuedBadges }, { revoke: 'one', issueId: 'a2' })).toMatchObject({
			status: 'failed',
			refusal: { code: 404 },
		});
	});
});

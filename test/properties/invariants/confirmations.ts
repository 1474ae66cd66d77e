import { isClaim } from './claimConfirmations';
import { fieldsOf, isId, isNothing, isSame } from './validResponses';
import {
	isGiven,
	isHeld,
	isImported,
	isOver,
	isRevokedEarn,
	isRevokedIssue,
} from './holdingConfirmations';
import { isLookup, isOfBadge, isSaid, type Claimed, type Confirmation, type Json } from './row';

/**
 * What confirms a row of an operation, named as in `badge activate`.
 *
 * @throws when the operation changes something and has no rule here
 */
export function confirmationOf(name: string): Confirmation {
	return (
		CONFIRMATIONS[name] ??
		((row) => {
			if (row.responses.every(({ changedBy }) => changedBy.length === 0)) return isRead(row);
			throw new Error(`confirmations.ts does not say what confirms '${name}'`);
		})
	);
}

/** What confirms a row, for operations that change something and for some that read. */
const CONFIRMATIONS: Record<string, Confirmation> = {
	'badge activate': isSwitched(true),
	'badge deactivate': isSwitched(false),
	...ofEntity('badge', 'badge', 'metaBasicDetails'),
	...ofEntity('badgeGroup', 'badgeGroup', 'badgeGroups'),
	...ofEntity('customField', 'customField', 'customFieldROList'),
	'badge getUsage': (row) =>
		isListed(row, 'fixedWindowCycles', ({ badgeMetaId }) =>
			[undefined, null, row.item.badge].includes(badgeMetaId as string),
		),
	'claim create': isClaim(true),
	'claim unclaim': isClaim(false),
	'claim getAll': (row) => isListed(row, 'claims', isOfBadge(row), 'ownership'),
	'customer lookup': ({ responses, output: [{ customerId }] }) =>
		responses.some(
			({ call, data }) => isLookup(call) && isSame(data, customerId) && Number(data) > 0,
		),
	'customer getBadge': (row) =>
		row.responses.some(({ data }) => isOfBadge(row)(fieldsOf(data)) && isShown(row, data)),
	'customer getBadges': (row) =>
		isListed(row, row.parameters.badgeType === 'EARNED_EVER' ? 'badges' : 'customerBadges'),
	'earn create': (row) =>
		isGiven(row, row.output[0].earnedBadgeId ?? row.output[0].issuedId, [
			'earnedBadgesList',
			'issuedBadges',
		]) || isHeld(row, row.output[0].earnedBadgeId),
	'earn import': (row) => isImported(row) || isHeld(row, row.output[0].earnedBadgeId),
	'earn getAll': (row) => isListed(row, 'earns', isOfBadge(row), 'earnDetails'),
	'earn revoke': (row) =>
		row.output.length > 0 &&
		row.output.every(({ earnedBadgeId: id }) => isRevokedEarn(row, id) || isOver(row, id)),
	'issue create': (row) =>
		isGiven(row, row.output[0].issuedId, ['issuedBadges']) || isHeld(row, row.output[0].issuedId),
	'issue getAll': (row) => isListed(row, 'issuals', isOfBadge(row), 'issualDetails'),
	'issue revoke': (row) =>
		row.output.length > 0 &&
		row.output.every(({ issuedId }) => isRevokedIssue(row, issuedId) || isOver(row, issuedId)),
	'webhook getAll': ({ responses, output }) =>
		responses.some(({ data }) =>
			Array.isArray(data) ? data.length >= output.length : isNothing(data) && output.length === 0,
		),
};

/** Every ID of the output was read in a response. */
function isRead({ output, responses }: Claimed): boolean {
	const texts = responses.map(({ data }) => JSON.stringify(data ?? null).toLowerCase());
	const names = (one: Json) => Object.keys(one).filter((name) => /^id$|Id$/.test(name));
	return output.every((one) =>
		names(one)
			.filter((name) => isId(one[name]))
			.every((name) => texts.some((text) => text.includes(asWord(one[name])))),
	);
}

function ofEntity(resource: string, field: string, list: string): Record<string, Confirmation> {
	const isIt = ({ item, output }: Claimed, { id }: Json) =>
		isSame(id, item[field]) && isSame(id, output[0].id);
	return {
		[`${resource} get`]: (row) =>
			row.responses.some(({ data }) => isIt(row, fieldsOf(data)) && isShown(row, data)),
		[`${resource} create`]: ({ item, output: [{ id }], responses }) =>
			responses.some(
				({ data }) => isSame(fieldsOf(data).id, id) && fieldsOf(data).name === item.name,
			),
		// The name confirms nothing before it was sent.
		[`${resource} update`]: (row) =>
			row.responses.some(
				({ data, changedBy }) =>
					changedBy.some(({ path, body }) => `${path} ${body}`.includes(String(row.item[field]))) &&
					isIt(row, fieldsOf(data)) &&
					fieldsOf(data).name === row.item.name,
			),
		[`${resource} getAll`]: (row) => isListed(row, list),
	};
}

/** With Simplify off, the output is Capillary's object. */
function isShown({ parameters, output: [one] }: Claimed, data: unknown): boolean {
	return parameters.simplify !== false || JSON.stringify(one) === JSON.stringify(data);
}

function isSwitched(on: boolean): Confirmation {
	return ({ item, responses }) =>
		responses.some(
			({ data }) => isSame(fieldsOf(data).id, item.badge) && isSaid(fieldsOf(data), on),
		);
}

/**
 * A response has the list with at least as many entries as the output, and every ID in the output
 * is in the list.
 */
function isListed(
	{ output, responses }: Claimed,
	name: string,
	matches: (data: Json) => boolean = () => true,
	within?: string,
): boolean {
	const lists = responses
		.map(({ data }) => fieldsOf(data))
		.filter(matches)
		.map((data) => (within === undefined ? data : fieldsOf(data[within]))[name])
		.filter((list) => list === null || Array.isArray(list)) as Array<unknown[] | null>;
	const entries = lists.flatMap((list) => list ?? []);
	const reported = new Set(entries.flatMap((entry) => Object.values(fieldsOf(entry)).map(asWord)));
	const isThere = (one: unknown) => !isId(one) || reported.has(asWord(one));
	const names = ['id', 'earnedBadgeId', 'issueId', 'referenceId', 'fixedWindowCycleReferenceId'];
	return (
		lists.length > 0 &&
		output.length <= entries.length &&
		output.every((one) => names.every((field) => isThere(one[field])))
	);
}

const asWord = (value: unknown) => String(isId(value) ? value : '').toLowerCase();

import { randomUUID } from 'node:crypto';

import { mandatory, problemBody, problems, Refusal, unreadable, type Check } from '../problems';
import type { SandboxState } from '../state';
import { BADGES, type ApiCall, type Endpoint } from './endpoint';
import { earnedView } from './giving';
import { customerIdOf, objectOf, textOf, timeOf } from './reading';

/** One badge that was earned elsewhere; times in epoch milliseconds. */
interface Import {
	badgeMetaId: string;
	customerId: string;
	eventOn: number;
	expiresOn: number;
}

/**
 * Enters badges that were earned before there was Capillary, each with its own answer, in the order
 * asked: https://docs.capillarytech.com/reference/import-earned-badges-of-customer
 */
export const importEarned: Endpoint = {
	method: 'POST',
	path: `${BADGES}/import/customerBadges`,
	needs: 'badges',
	handle(call) {
		if (call.body === undefined) throw new Refusal(problems.bodyMissing);
		if (!Array.isArray(call.body)) {
			throw unreadable('JSON parse error: Cannot deserialize value of type `java.util.ArrayList`');
		}
		const requestId = randomUUID();
		const body = call.body
			.map(readImport)
			.map((wanted, index) => answerTo(call, wanted, `${requestId}_${index + 1}`));
		return { status: 200, body };
	},
};

/** No claim and no enrolment is asked for: that was another system's business. */
const CHECKS: Array<Check<Partial<Import>, SandboxState>> = [
	{
		problem: problems.badgeIdMissing,
		fails: ({ badgeMetaId }) => badgeMetaId === undefined,
	},
	{
		problem: problems.importedBadgeUnknown,
		fails: ({ badgeMetaId = '' }, state) => !state.badges.has(badgeMetaId),
	},
	{
		problem: problems.customerIdMissing,
		fails: ({ customerId }) => customerId === undefined,
	},
	{
		problem: problems.customerNotFound,
		fails: ({ customerId = '' }, state) => !state.customers.has(customerId),
	},
	{
		problem: mandatory('earnEventDate'),
		fails: ({ eventOn }) => eventOn === undefined,
	},
	{
		problem: problems.eventInFuture,
		fails: ({ eventOn = 0 }, state) => eventOn > state.now(),
	},
	{
		problem: problems.expiryMissing,
		fails: ({ expiresOn }) => expiresOn === undefined,
	},
];

function readImport(entry: unknown): Partial<Import> {
	const fields = objectOf(entry);
	return {
		badgeMetaId: textOf(fields.badgeMetaId),
		customerId: customerIdOf(fields.customerId),
		eventOn: timeOf(fields, 'earnEventDate'),
		expiresOn: timeOf(fields, 'earnExpiresOn'),
	};
}

/** The envelope of one entry: what was entered, or the first thing that is wrong with it. */
function answerTo({ state, record }: ApiCall, wanted: Partial<Import>, requestId: string): unknown {
	const failed = CHECKS.find(({ fails }) => fails(wanted, state));
	if (failed) return problemBody(failed.problem);

	const { badgeMetaId, customerId, eventOn, expiresOn } = wanted as Import;
	const ownerType = 'Historical_Import';
	const earned = state.addEarned({ badgeMetaId, customerId, eventOn, expiresOn, ownerType });
	record({ change: 'imported', badgeMetaId, customerId, earnedBadgeId: earned.id });
	return { data: earnedView(earned, requestId), errors: null, warnings: null };
}

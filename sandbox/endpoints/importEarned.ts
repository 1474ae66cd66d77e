// Importing badges that customers earned before they were in Capillary.
import { randomUUID } from 'node:crypto';

import { problemBody, type Problem } from '../http/problem';
import { problems } from '../http/problems';
import { problemsIn, Refusal, unreadable, type Checks } from '../http/refusal';
import type { SandboxState } from '../data/state';
import { badgesEndpoint, type ApiCall } from './endpoint';
import { earnedView } from './earning';
import { customerIdOf, customerUnknown, entriesOf, objectOf, textOf, timeOf } from './reading';

/** A badge that was earned in another system. */
interface Import {
	badgeMetaId: string;
	customerId: string;
	eventOn: number;
	expiresOn: number;
}

/**
 * https://docs.capillarytech.com/reference/import-earned-badges-of-customer
 * Each entry has its own envelope, in the order of the request.
 */
export const importEarned = badgesEndpoint('POST', '/import/customerBadges', (call) => {
	if (call.body === undefined) throw new Refusal('bodyMissing');
	if (!Array.isArray(call.body)) {
		throw unreadable('JSON parse error: Cannot deserialize value of type `java.util.ArrayList`');
	}
	const requestId = randomUUID();
	const entries = entriesOf(call, call.body).map(readImport);
	const refusals = entries.map((wanted) => findProblem(call, wanted));
	const refused = refusals.find((problem) => problem !== undefined);
	if (refused && call.variants.refusals === 'whole') throw new Refusal(refused);
	const answered = call.variants.refusedImports === 'answered';
	const body = entries.flatMap((wanted, index) => {
		const problem = refusals[index];
		if (problem) return answered ? [problemBody(problem)] : [];
		return [addImported(call, wanted as Import, `${requestId}_${index + 1}`)];
	});
	return { status: 200, body };
});

/** An import needs no claim and no enrolment. */
const CHECKS: Checks<Partial<Import>, SandboxState> = {
	badgeIdMissing: ({ badgeMetaId }) => badgeMetaId === undefined,
	importedBadgeUnknown: ({ badgeMetaId = '' }, state) => !state.badges.has(badgeMetaId),
	customerIdMissing: ({ customerId }) => customerId === undefined,
	customerNotFound: ({ customerId = '' }, state) => !state.customers.has(customerId),
	eventDateMissing: ({ eventOn }) => eventOn === undefined,
	eventInFuture: ({ eventOn = 0 }, state) => eventOn > state.now(),
	expiryMissing: ({ expiresOn }) => expiresOn === undefined,
};

function readImport(entry: unknown): Partial<Import> {
	const fields = objectOf(entry);
	return {
		badgeMetaId: textOf(fields.badgeMetaId),
		customerId: customerIdOf(fields.customerId),
		eventOn: timeOf(fields, 'earnEventDate'),
		expiresOn: timeOf(fields, 'earnExpiresOn'),
	};
}

/** The first problem of an entry. */
function findProblem({ state, variants }: ApiCall, wanted: Partial<Import>): Problem | undefined {
	const [problem] = problemsIn(CHECKS, wanted, state);
	return problem === problems.customerNotFound ? customerUnknown(variants) : problem;
}

/** Adds the earned badge; returns its envelope. */
function addImported({ state, record }: ApiCall, wanted: Import, requestId: string): unknown {
	const { badgeMetaId, customerId } = wanted;
	const earned = state.addEarned({ ...wanted, ownerType: 'Historical_Import' });
	record({ change: 'imported', badgeMetaId, customerId, earnedBadgeId: earned.id });
	return { data: earnedView(earned, requestId), errors: null, warnings: null };
}

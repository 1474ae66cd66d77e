import { openEntry } from '../../api/envelope';
import type { Call, Response } from '../../api/call';
import { asIsoDate, isSameSecond } from '../../api/dates';
import { asNumber, asObject, sameId } from '../../api/values';
import {
	notConfirmed,
	succeeded,
	type Outcome,
	type Recovered,
	type RecoveryOf,
} from '../../engine/results';
import { customerBadgesIn } from '../shared/customerBadges';
import { earnedBadgeOutput } from './earnedBadge';

/** A badge that a customer earned in the past. The dates are ISO 8601 with offset. */
export interface PastEarn {
	badge: string;
	customerId: string;
	earnedOn: string;
	expiresOn: string;
}

type Entry = ReturnType<typeof entryOf>;

/** A row as the import takes it. */
export function entryOf({ badge, customerId, earnedOn, expiresOn }: PastEarn) {
	return {
		badgeMetaId: badge,
		customerId: asNumber(customerId),
		earnEventDateISO: earnedOn,
		earnExpiresOnISO: expiresOn,
	};
}

/** The outcome of a row by the response to an import. */
export function settleImport(row: PastEarn, response: Response, call: Call): Outcome {
	const sent = call.body as Entry[];
	const opened = (Array.isArray(response.data) ? response.data : []).map((entry) =>
		openEntry(entry, response),
	);
	const own = JSON.stringify(entryOf(row));
	const place = sent.findIndex((entry) => JSON.stringify(entry) === own);
	const ofEarner = [...sent.keys()].filter((index) => isSameEarner(sent[index], row));
	const alike = ofEarner.filter((index) => isOn(sent[index].earnExpiresOnISO, row.expiresOn));
	const done = opened.filter(
		(one) => one.status === 'succeeded' && isSameEarner(one.response.data, row),
	);
	// The entries may be in another order than asked; those for one customer and badge differ in their end.
	const mine =
		alike.length < ofEarner.length
			? done.filter((one) => one.status === 'succeeded' && endsAsAsked(one.response.data, row))
			: done;
	const atPlace = opened.length === sent.length ? opened[place] : undefined;
	const reply = mine.length === alike.length ? mine[alike.indexOf(place)] : atPlace;
	if (reply && reply.status === 'failed') return reply;
	if (!reply || !done.includes(reply)) {
		return notConfirmed(response, 'has no entry for this customer');
	}
	const output = earnedBadgeOutput(row, asObject(reply.response.data), {}, null);
	if (output.earnedBadgeId !== null) return succeeded(output);
	return notConfirmed(response, 'does not have the ID of the earned badge');
}

/** Whether an import whose response was lost was done, by what the customer holds. */
export function recoverImport(
	row: PastEarn,
	data: unknown,
	{ since, taken }: Pick<RecoveryOf, 'since' | 'taken'>,
): Recovered {
	const held = customerBadgesIn('earned', row.badge, data);
	if (!held) return { status: 'unknown' };
	const alike = held
		.filter(({ id }) => !taken.has(id))
		.filter(
			({ eventOn, expiresOn }) => isOn(eventOn, row.earnedOn) && isOn(expiresOn, row.expiresOn),
		)
		.map((one) => ({ one, on: Date.parse(one.madeOn ?? '') }));
	const imported = alike.filter(({ on }) => on >= since).sort((a, b) => a.on - b.on);
	if (imported.length > 0) {
		const [
			{
				one: { id, expiresOn },
			},
		] = imported;
		const output = earnedBadgeOutput(row, { earnedBadgeId: id, expiresOn }, {}, null);
		return { status: 'done', output };
	}
	// An entry can name no date but that on which the badge was earned.
	const isOlder = ({ on }: (typeof alike)[0]) =>
		on < since && !isSameSecond(on, Date.parse(row.earnedOn));
	return { status: alike.every(isOlder) ? 'notDone' : 'unknown' };
}

function isSameEarner(data: unknown, { badge, customerId }: PastEarn): boolean {
	const said = asObject(data);
	return sameId(said.badgeMetaId, badge) && sameId(said.customerId, customerId);
}

function endsAsAsked(data: unknown, { expiresOn }: PastEarn): boolean {
	const said = asObject(data);
	return isOn(asIsoDate(said.expiresOnISO) ?? asIsoDate(said.expiresOn), expiresOn);
}

/** Whether a date is the one that was sent; a missing date counts as a match. */
function isOn(date: string | null, sent: string): boolean {
	return date === null || isSameSecond(Date.parse(date), Date.parse(sent));
}

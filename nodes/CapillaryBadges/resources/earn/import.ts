import { openEntry } from '../../api/envelope';
import { BADGES_API } from '../../api/call';
import { asIsoDate, isSameSecond } from '../../api/dates';
import { asNumber, asObject, sameId } from '../../api/values';
import { defineOperation } from '../../engine/operation';
import { notConfirmed, succeeded } from '../../engine/results';
import { isAboutAccount } from '../../errors/sharedRefusals';
import { badgeField } from '../../fields/badge';
import { customerField, customerName } from '../../fields/customer';
import { dateField } from '../../fields/date';
import { badgeOfCustomer, customerBadgesIn } from '../shared/customerBadges';
import { findCustomerId } from '../shared/customerLookup';
import { earnedBadgeOutput } from './earnedBadge';

/** A badge that a customer earned in the past. The dates are ISO 8601 with offset. */
interface PastEarn {
	badge: string;
	customerId: string;
	earnedOn: string;
	expiresOn: string;
}

/**
 * POST /import/customerBadges (https://docs.capillarytech.com/reference/import-earned-badges-of-customer).
 * It takes no request ID: nothing tells a repeated import from a second one but reading what is there.
 */
export const importEarned = defineOperation({
	option: {
		name: 'Import',
		value: 'import',
		action: 'Import badge that customer earned in the past',
		description:
			'Record a badge that a customer earned in the past, such as in another system. Nobody is notified.',
	},
	fields: {
		badge: badgeField('The badge that the customer earned'),
		customer: customerField(),
		earnedOn: dateField({
			displayName: 'Earned On',
			name: 'earnEventDate',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'When the customer earned the badge',
		}),
		expiresOn: dateField({
			displayName: 'Expires On',
			name: 'earnExpiresOn',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'When the earned badge ends or ended for the customer',
		}),
	},
	validate({ earnedOn, expiresOn }, refuse) {
		if (Date.parse(expiresOn) > Date.parse(earnedOn)) return;
		refuse('expiresOn', "is not after 'Earned On'", 'Correct one of the two dates.');
	},
	describe: ({ badge, customer }) => `import badge ${badge} of ${customerName(customer)}`,
	lookUp: findCustomerId,
	batch: {
		maxEntries: 20,
		groupKey: () => '',
		dedupeKey: (row) => JSON.stringify(entryOf(row)),
		// Each row is an earned badge of its own, also one that equals another.
		isSeparate: () => true,
		// What the response to a call could not tell apart.
		sequenceKey: ({ badge, customerId, expiresOn }) =>
			JSON.stringify([badge, customerId, Date.parse(expiresOn)]),
		// Each entry names a badge and dates of its own.
		isShared: isAboutAccount,
		build: (rows) => ({
			method: 'POST',
			path: `${BADGES_API}/import/customerBadges`,
			body: rows.map(entryOf),
			once: true,
		}),
		settle(row, response, call) {
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
			// The answers may be out of the order asked; those for one customer and badge differ in their end.
			const mine =
				alike.length < ofEarner.length
					? done.filter((one) => one.status === 'succeeded' && endsAsAsked(one.response.data, row))
					: done;
			const atPlace = opened.length === sent.length ? opened[place] : undefined;
			const reply = mine.length === alike.length ? mine[alike.indexOf(place)] : atPlace;
			if (reply && reply.status === 'failed') return reply;
			if (!reply || !done.includes(reply)) {
				return notConfirmed(response, 'without an entry for this customer');
			}
			const output = earnedBadgeOutput(row, asObject(reply.response.data), {}, null);
			if (output.earnedBadgeId !== null) return succeeded(output);
			return notConfirmed(response, 'without the ID of the earned badge');
		},
	},
	repeat: {
		recover: {
			call: ({ badge, customerId }) =>
				badgeOfCustomer({ badge, customer: { identifier: 'customerId', value: customerId } }),
			settle(row, { data }, { since, taken }) {
				const held = customerBadgesIn('earned', row.badge, data);
				if (!held) return { status: 'unknown' };
				const alike = held
					.filter(({ id }) => !taken.has(id))
					.filter(
						({ eventOn, expiresOn }) =>
							isOn(eventOn, row.earnedOn) && isOn(expiresOn, row.expiresOn),
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
			},
			resend: (row) => row,
			idOf: ({ earnedBadgeId }) => String(earnedBadgeId),
		},
	},
});

type Entry = ReturnType<typeof entryOf>;

function entryOf({ badge, customerId, earnedOn, expiresOn }: PastEarn) {
	return {
		badgeMetaId: badge,
		customerId: asNumber(customerId),
		earnEventDateISO: earnedOn,
		earnExpiresOnISO: expiresOn,
	};
}

function isSameEarner(data: unknown, { badge, customerId }: PastEarn): boolean {
	const said = asObject(data);
	return sameId(said.badgeMetaId, badge) && sameId(said.customerId, customerId);
}

function endsAsAsked(data: unknown, { expiresOn }: PastEarn): boolean {
	const said = asObject(data);
	return isOn(asIsoDate(said.expiresOnISO) ?? asIsoDate(said.expiresOn), expiresOn);
}

/** Whether a date is the one that was sent; one that is not told may be. */
function isOn(date: string | null, sent: string): boolean {
	return date === null || isSameSecond(Date.parse(date), Date.parse(sent));
}

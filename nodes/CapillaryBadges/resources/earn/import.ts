import { badgeField, readBadge } from '../../fields/badge';
import { customerFields, nameOf } from '../../fields/customer';
import { optionsField } from '../../fields/options';
import { notConfirmed, type Operation } from '../../engine/operation';
import { BADGES_API } from '../../api/call';
import { openEntry } from '../../api/envelope';
import { isAboutAccount } from '../../errors/sharedRefusals';
import { asIsoDate, isSameSecond } from '../../api/dates';
import { badgeOfCustomer, customerBadgesIn } from '../shared/customerBadges';
import { customerLookup, readCustomerRow, type CustomerRow } from '../shared/customerLookup';
import { asNumber, asObject, sameId } from '../../api/values';
import { earnedBadgeOutput } from './earnedBadge';

interface PastEarn extends CustomerRow {
	badge: string;
	/** ISO 8601 with offset, as the date after it. */
	earnedOn: string;
	expiresOn: string;
}

/**
 * POST /import/customerBadges (https://docs.capillarytech.com/reference/import-earned-badges-of-customer).
 * It takes no request ID: nothing tells a repeated import from a second one but reading what is there.
 */
export const importEarned: Operation<PastEarn> = {
	option: {
		name: 'Import',
		value: 'import',
		action: 'Import badge that customer earned in the past',
		description:
			'Record a badge that a customer earned in the past, such as in another system. Nobody is notified.',
	},
	fields: [
		badgeField('The badge that the customer earned'),
		...customerFields,
		{
			displayName: 'Earned On',
			name: 'earnEventDate',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'When the customer earned the badge',
		},
		{
			displayName: 'Expires On',
			name: 'earnExpiresOn',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'When the earned badge ends or ended for the customer',
		},
		optionsField({ bulk: true }),
	],
	row(item) {
		const earnedOn = item.requiredDate('earnEventDate', 'Earned On');
		const expiresOn = item.requiredDate('earnExpiresOn', 'Expires On');
		if (Date.parse(expiresOn) <= Date.parse(earnedOn)) {
			item.refuse('Expires On', "is not after 'Earned On'", 'Correct one of the two dates.');
		}
		return { badge: readBadge(item), ...readCustomerRow(item), earnedOn, expiresOn };
	},
	task: ({ badge, customer }) => `import badge ${badge} of ${nameOf(customer)}`,
	read: customerLookup(),
	bulk: {
		together: () => '',
		entry: (row) => JSON.stringify(entryOf(row)),
		// Each entry names a badge and dates of its own.
		refusesAll: isAboutAccount,
		repeats: {
			// Each row is an earned badge of its own, also one that equals another.
			eachTime: () => true,
			// What the answer of a call could not tell apart.
			inTurn: ({ badge, customerId, expiresOn }) =>
				JSON.stringify([badge, customerId, Date.parse(expiresOn)]),
		},
	},
	call: (rows) => ({
		method: 'POST',
		path: `${BADGES_API}/import/customerBadges`,
		body: rows.map(entryOf),
		once: true,
	}),
	settle(row, answer, call) {
		const sent = call.body as Entry[];
		const opened = (Array.isArray(answer.data) ? answer.data : []).map((entry) =>
			openEntry(entry, answer),
		);
		const asked = JSON.stringify(entryOf(row));
		const place = sent.findIndex((entry) => JSON.stringify(entry) === asked);
		const ofEarner = [...sent.keys()].filter((index) => isSameEarner(sent[index], row));
		const alike = ofEarner.filter((index) => isOn(sent[index].earnExpiresOnISO, row.expiresOn));
		const done = opened.filter((one) => 'answer' in one && isSameEarner(one.answer.data, row));
		// The answers may be out of the order asked; those for one customer and badge differ in their end.
		const mine =
			alike.length < ofEarner.length
				? done.filter((one) => 'answer' in one && endsAsAsked(one.answer.data, row))
				: done;
		const atPlace = opened.length === sent.length ? opened[place] : undefined;
		const reply = mine.length === alike.length ? mine[alike.indexOf(place)] : atPlace;
		if (reply && 'refused' in reply) return reply;
		if (!reply || !done.includes(reply)) {
			return notConfirmed(answer, 'without an entry for this customer');
		}
		const output = earnedBadgeOutput(row, asObject(reply.answer.data), {}, null);
		if (output.earnedBadgeId !== null) return { done: [output] };
		return notConfirmed(answer, 'without the ID of the earned badge');
	},
	recover: {
		call: ({ badge, customerId }) =>
			badgeOfCustomer({ badge, customer: { identifier: 'customerId', value: customerId } }),
		settle(row, { data }, { since, taken }) {
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
		},
		again: (row) => row,
		idOf: ({ earnedBadgeId }) => String(earnedBadgeId),
	},
};

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
function isOn(told: string | null, sent: string): boolean {
	return told === null || isSameSecond(Date.parse(told), Date.parse(sent));
}

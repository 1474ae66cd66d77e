import { badgeField, readBadge } from '../../descriptions/badge';
import { customerFields, nameOf } from '../../descriptions/customer';
import { optionsField } from '../../descriptions/options';
import { notConfirmed, type Operation } from '../../engine/operation';
import { BADGES_API } from '../../transport/call';
import { openEntry } from '../../transport/envelope';
import { isAboutAccount } from '../../transport/sharedRefusals';
import { customerLookup, readCustomerRow, type CustomerRow } from '../identifyCustomer';
import { asNumber, asObject, sameId } from '../values';
import { earnedBadgeOutput } from './earnedBadge';

interface PastEarn extends CustomerRow {
	badge: string;
	/** ISO 8601 with offset, as the date after it. */
	earnedOn: string;
	expiresOn: string;
}

/**
 * POST /import/customerBadges (https://docs.capillarytech.com/reference/import-earned-badges-of-customer).
 * It takes no request ID, so nothing tells a repeated import from a second one.
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
		// A customer can have earned a badge several times, which the answers tell apart by their order only.
		const alike = [...sent.keys()].filter((index) => isSameEarner(sent[index], entryOf(row)));
		const done = opened.filter(
			(reply) => 'answer' in reply && isSameEarner(reply.answer.data, entryOf(row)),
		);
		const atPlace = opened.length === sent.length ? opened[place] : undefined;
		const reply = done.length === alike.length ? done[alike.indexOf(place)] : atPlace;
		if (reply && 'refused' in reply) return reply;
		if (!reply || !done.includes(reply)) {
			return notConfirmed(answer, 'without an entry for this customer');
		}
		const output = earnedBadgeOutput(row, asObject(reply.answer.data), {}, null);
		if (output.earnedBadgeId !== null) return { done: [output] };
		return notConfirmed(answer, 'without the ID of the earned badge');
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

function isSameEarner(data: unknown, { badgeMetaId, customerId }: Entry): boolean {
	const said = asObject(data);
	return sameId(said.badgeMetaId, badgeMetaId) && sameId(said.customerId, customerId);
}

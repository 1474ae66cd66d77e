// The last changes in words, for the page.
import type { Change, LedgerCall } from '../data/ledger';
import type { Sandbox } from '../sandbox';

/** The number of changes that the page shows. */
const MOST_SHOWN = 50;

/** A change in words. */
interface RecentChange {
	/** The time of day, such as 11:20:05. */
	at: string;
	what: string;
	/** How the caller signed in. */
	by: string;
}

const VERBS: Record<Change['change'], string> = {
	tokenIssued: 'Token issued',
	badgeCreated: 'created',
	badgeUpdated: 'updated',
	activated: 'activated',
	deactivated: 'deactivated',
	webHookAdded: 'Webhook added',
	webHookUpdated: 'Webhook updated',
	webHookDeleted: 'Webhook deleted',
	groupCreated: 'Badge group created',
	groupUpdated: 'Badge group updated',
	customFieldCreated: 'Custom field created',
	customFieldUpdated: 'Custom field updated',
	claimed: 'claimed for',
	claimRemoved: 'released from',
	earned: 'given to',
	imported: 'imported for',
	earnRevoked: 'revoked from',
	issued: 'enrolled for',
	issueRevoked: 'no longer enrolled for',
};

const SIGN_INS = { oAuth: 'OAuth', basic: 'Basic', none: 'nobody' };

/** The changes of calls, newest first. */
export function recentChanges({ ledger, state }: Sandbox): RecentChange[] {
	const changes = ledger.calls.flatMap((call) => call.changes.map((change) => ({ call, change })));
	return changes
		.filter(({ change }) => change.change !== 'tokenIssued')
		.slice(-MOST_SHOWN)
		.reverse()
		.map(({ call, change }) => ({
			at: timeOf(call),
			what: inWords(change, (id) => state.badges.get(id)?.name ?? id),
			by: SIGN_INS[call.authentication],
		}));
}

function timeOf({ finishedAt, startedAt }: LedgerCall): string {
	return new Date(finishedAt ?? startedAt).toISOString().slice(11, 19);
}

function inWords(change: Change, badgeName: (id: string) => string): string {
	const verb = VERBS[change.change];
	switch (change.change) {
		case 'badgeCreated':
		case 'badgeUpdated':
		case 'activated':
		case 'deactivated':
			return `Badge ${badgeName(change.badgeMetaId)} ${verb}`;
		case 'claimed':
		case 'claimRemoved':
			return `Badge ${badgeName(change.badgeMetaId)} ${verb} ${change.ownerType} ${change.referenceId}`;
		case 'earned':
		case 'imported':
		case 'earnRevoked':
			return `Badge ${badgeName(change.badgeMetaId)} ${verb} customer ${change.customerId}`;
		case 'issued':
		case 'issueRevoked':
			return `Customer ${change.customerId} ${verb} badge ${badgeName(change.badgeMetaId)}`;
		default:
			return verb;
	}
}

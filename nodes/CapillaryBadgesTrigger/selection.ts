import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { isBadgeId } from '../CapillaryBadges/descriptions/badge';
import { BADGE_EARNED, type CapillaryEvent } from './event';
import { expectedSecret } from './secret';

/** What the node's fields ask for. */
export interface Selection {
	events: string[];
	/** Badge IDs in lower case; none for all. */
	badges: string[];
}

const SHORTEST_SECRET = 16;

/** The events and badges that start the workflow. */
export function readSelection(context: IHookFunctions | IWebhookFunctions): Selection {
	const { chosen = [] } = context.getNodeParameter('badges', {}) as {
		chosen?: Array<{ badge: { value?: unknown } | string }>;
	};
	return {
		events: context.getNodeParameter('events', []) as string[],
		badges: chosen.map(({ badge }) =>
			String((typeof badge === 'object' ? badge?.value : badge) ?? '')
				.trim()
				.toLowerCase(),
		),
	};
}

/** Whether an event is one of those that start the workflow. */
export function isChosen({ events, badges }: Selection, event: CapillaryEvent): boolean {
	if (!events.includes(event.eventName)) return false;
	if (event.eventName !== BADGE_EARNED || badges.length === 0) return true;
	return badges.includes(String(event.data.badgeId).toLowerCase());
}

/**
 * Refuses fields with which nothing could ever start the workflow.
 *
 * @throws NodeOperationError that names the field
 */
export function checkFields(context: IHookFunctions): void {
	const { events, badges } = readSelection(context);
	const wrong = badges.find((badge) => !isBadgeId(badge));
	const isByHand = context.getNodeParameter('registration') === 'byHand';
	if (events.length === 0) refuse(context, "'Events' is empty. Choose at least one event");
	if (wrong !== undefined) {
		refuse(
			context,
			wrong === ''
				? "'Badges' has an entry without a badge. Pick one, or remove the entry"
				: `'Badges' holds '${wrong}', which is not a badge ID. Pick the badge from the list, or enter its ID: 24 characters, digits and the letters a to f`,
		);
	}
	if (!isByHand) return;
	const secret = expectedSecret(context);
	if (secret.length < SHORTEST_SECRET) {
		refuse(
			context,
			`'Secret' is shorter than ${SHORTEST_SECRET} characters. Make up a longer one, and enter the same in Capillary`,
		);
	}
	// Headers come with such letters in one of several encodings, and nothing says in which.
	if (!/^[\x20-\x7e]+$/.test(secret)) {
		refuse(
			context,
			"'Secret' has letters that a header cannot hold, such as é. Make up one of plain letters, digits and signs, and enter the same in Capillary",
		);
	}
}

/** Everything stands in the message, because n8n shows nothing else when a workflow is published. */
function refuse(context: IHookFunctions, message: string): never {
	throw new NodeOperationError(context.getNode(), message);
}

import {
	NodeOperationError,
	type IHookFunctions,
	type INodePropertyOptions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { isObjectId } from '../CapillaryBadges/fields/objectId';
import { EVENTS, IDENTIFIERS } from './choices';
import { BADGE_EARNED, type CapillaryEvent } from './event';
import { expectedSecret, whySecretUnfit } from './secret';

/** What starts the workflow. */
export interface Selection {
	events: string[];
	/** Badge IDs in lower case; none for all. */
	badges: string[];
}

type Context = IHookFunctions | IWebhookFunctions;

/** Characters of a wrong value that are shown. */
const SHOWN = 60;

/**
 * The events and badges that start the workflow.
 *
 * @throws NodeOperationError that names the field when an expression in it gives no choice
 */
export function readSelection(context: Context): Selection {
	const { chosen } = (context.getNodeParameter('badges', {}) ?? {}) as { chosen?: unknown };
	const badges = chosen ?? [];
	return {
		events: isNoneChosen(context)
			? EVENTS.map(({ value }) => value)
			: readChoices(context, 'events', 'Events', EVENTS),
		badges: (Array.isArray(badges) ? badges : [badges]).map(badgeIn),
	};
}

/** Whether the list of events was left empty by hand; an expression that gives nothing is refused. */
function isNoneChosen(context: Context): boolean {
	const { events } = context.getNode().parameters;
	return Array.isArray(events) && events.length === 0;
}

/**
 * Which identifiers Capillary adds to the customer ID.
 *
 * @throws NodeOperationError that names the field when an expression in it gives no choice
 */
export function readIdentifiers(context: IHookFunctions): string[] {
	const chosen = context.getNodeParameter('identifiers', []) as unknown;
	if (Array.isArray(chosen) && chosen.length === 0) return [];
	return readChoices(context, 'identifiers', 'Customer Identifiers', IDENTIFIERS);
}

/** Whether the output is cut down. @throws NodeOperationError when it is neither true nor false */
export function readSimplify(context: IWebhookFunctions): boolean {
	const value = String(context.getNodeParameter('simplify', true)).trim().toLowerCase();
	if (value === 'true' || value === 'false') return value === 'true';
	return refuse(context, "'Simplify' is neither true nor false. Switch it on or off");
}

/** A list of choices, or text with commas, as an expression may give it. Each counts once. */
function readChoices(
	context: Context,
	name: string,
	label: string,
	options: INodePropertyOptions[],
): string[] {
	const value = context.getNodeParameter(name, []) as unknown;
	const entries = Array.isArray(value) ? value : String(value ?? '').split(',');
	const names = entries.map((entry) => (typeof entry === 'string' ? entry.trim() : entry));
	if (names.length === 0 || names.includes('')) {
		refuse(context, `'${label}' is empty. Choose at least one, or check the expression in it`);
	}
	const choices = options.map((option) => option.value);
	const wrong = names.find((one) => !choices.includes(one as string));
	if (wrong !== undefined) {
		const shown =
			typeof wrong === 'string' ? `'${wrong.slice(0, SHOWN)}'` : 'a value that is not text';
		refuse(context, `'${label}' cannot be ${shown}. Use one or more of: ${choices.join(', ')}`);
	}
	return [...new Set(names)] as string[];
}

function badgeIn(entry: unknown): string {
	const { badge } = (entry ?? {}) as { badge?: { value?: unknown } | string | null };
	const value = typeof badge === 'object' ? badge?.value : badge;
	return String(value ?? '')
		.trim()
		.toLowerCase();
}

/** Whether an event is one of those that start the workflow. */
export function isChosen({ events, badges }: Selection, event: CapillaryEvent): boolean {
	if (!events.includes(event.eventName)) return false;
	if (event.eventName !== BADGE_EARNED || badges.length === 0) return true;
	return badges.includes(String(event.data.badgeId).toLowerCase());
}

/** Whether somebody adds the webhook in Capillary by hand. */
export function isByHand(context: IHookFunctions): boolean {
	return context.getNodeParameter('registration') === 'byHand';
}

/**
 * Refuses fields with which nothing could ever start the workflow.
 *
 * @throws NodeOperationError that names the field
 */
export async function checkFields(context: IHookFunctions): Promise<void> {
	const { badges } = readSelection(context);
	const wrong = badges.find((badge) => !isObjectId(badge));
	if (wrong !== undefined) {
		refuse(
			context,
			wrong === ''
				? "'Badges' has an entry without a badge. Pick one, or remove the entry"
				: `'Badges' has '${wrong.slice(0, SHOWN)}', which is not a badge ID. Pick the badge from the list, or enter its ID: 24 characters, digits and the letters a to f`,
		);
	}
	const registration = context.getNodeParameter('registration') as unknown;
	if (registration === 'automatic') {
		readIdentifiers(context);
		return;
	}
	if (registration !== 'byHand') {
		refuse(context, "'Registration' is neither automatic nor byHand. Choose one of them");
	}
	const why = whySecretUnfit(await expectedSecret(context));
	if (why) refuse(context, `'Secret' ${why}`);
}

/** The message has everything, because n8n shows nothing else when a workflow is published. */
function refuse(context: Context, message: string): never {
	throw new NodeOperationError(context.getNode(), message);
}

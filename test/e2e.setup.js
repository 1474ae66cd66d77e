const { sandbox } = require('./helpers/demo');

// Starting n8n, and installing its dependencies on a fresh machine, takes minutes.
jest.setTimeout(600_000);

// When projects share a globalSetup, jest runs it only for the first one.
if (process.env.E2E_N8N_VERSION !== /** @type {any} */ (globalThis).n8nVersion) {
	throw new Error('One n8n at a time: choose a single project with --selectProjects.');
}

// Every call to the sandbox must have the published form.
afterAll(async () => {
	expect(await sandbox.call('DELETE', '/sandbox/unpublished')).toEqual([]);
});

// Starting n8n, and installing what it needs on a fresh machine, takes minutes.
jest.setTimeout(600_000);

// Of projects that share a globalSetup, jest runs it for the first one only.
if (process.env.E2E_N8N_VERSION !== /** @type {any} */ (globalThis).n8nVersion) {
	throw new Error('One n8n at a time: choose a single project with --selectProjects.');
}

// Whatever n8n or a test sent to the sandbox is as Capillary has published it.
afterAll(async () => {
	const address = `${process.env.E2E_SANDBOX_URL}/sandbox/unpublished`;
	const answer = await fetch(address, { method: 'DELETE' });
	expect(await answer.json()).toEqual([]);
});

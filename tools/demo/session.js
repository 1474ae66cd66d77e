'use strict';

const { demoCredentials, demoWorkflows } = require('./entities');
const { ownerOf } = require('../n8n/owner');
const { N8nInstance } = require('../n8n/instance');
const { sandboxAccounts, startSandboxProcess } = require('../services/sandbox');
const { withProgress } = require('../bootstrap/progress');

/**
 * @typedef {object} DemoSession a running sandbox and a running n8n that is set up to use it
 * @property {import('../n8n/instance').RunningN8n} n8n
 * @property {Awaited<ReturnType<typeof startSandboxProcess>>} sandbox
 * @property {import('../n8n/owner').Owner} owner who can sign in to n8n
 * @property {() => Promise<void>} stop ends both
 */

/**
 * Starts a Capillary sandbox and a real n8n with the packed package, a ready credential for each way
 * to sign in, and the demo's workflows.
 * @param {object} options
 * @param {import('../n8n/install').N8nRuntime} options.runtime
 * @param {string} options.tarball the packed package
 * @param {string} options.userFolder n8n's own; what is in it stays
 * @param {{n8n: number, sandbox: number}} options.ports free ones
 * @param {(line: string) => void} options.onProgress
 * @param {NodeJS.ProcessEnv} [options.variables] n8n's settings beside the usual ones
 * @returns {Promise<DemoSession>}
 */
async function startDemoSession({ runtime, tarball, userFolder, ports, onProgress, variables }) {
	const sandbox = await startSandboxProcess(ports.sandbox);
	const owner = ownerOf(userFolder);
	const options = { runtime, userFolder, port: ports.n8n, owner, variables };
	const instance = await N8nInstance.create(options);
	await instance.installPackage(tarball);
	const importing = "Importing the demo's credentials and workflows";
	await withProgress(importing, onProgress, async () => {
		await instance.import({
			credentials: demoCredentials(sandbox.url, sandboxAccounts()),
			workflows: demoWorkflows(),
		});
	});
	const n8n = await withProgress('Starting n8n', onProgress, async () => await instance.start());
	const stop = async () => {
		await Promise.all([n8n.stop(), sandbox.stop()]);
	};
	return { n8n, sandbox, owner, stop };
}

module.exports = { startDemoSession };

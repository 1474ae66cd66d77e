'use strict';

// Starts the demo: a sandbox, and a real n8n that is set up to use it.
const { withProgress } = require('../bootstrap/progress');
const { N8nInstance } = require('../n8n/instance');
const { ownerOf } = require('../n8n/owner');
const { prepare } = require('../package/prepare');
const { freePort } = require('../services/freePort');
const { sandboxAccounts, startSandboxProcess } = require('../services/sandbox');
const { demoCredentials, demoWorkflows } = require('./entities');

/**
 * @typedef {object} DemoSession
 * @property {import('../n8n/instance').RunningN8n} n8n
 * @property {Awaited<ReturnType<typeof startSandboxProcess>>} sandbox
 * @property {{runtime: import('../n8n/install').N8nRuntime, tarball: string,
 *   owner: import('../n8n/owner').Owner}} setup for further n8n processes; plain data
 * @property {string} packageFolder the package in n8n's nodes folder
 * @property {() => Promise<void>} stop stops both
 *
 * @typedef {object} DemoOptions
 * @property {string} userFolder of n8n; its content stays
 * @property {(line: string) => void} onProgress
 * @property {import('../n8n/versions').N8nVersionName} [version] of n8n; the newest by default
 * @property {() => Promise<{n8n: number, sandbox: number}>} [choosePorts] any free ports by default
 * @property {NodeJS.ProcessEnv} [variables] n8n's settings besides the common ones
 * @property {(instance: N8nInstance) => void} [beforeStart] adds to n8n's user folder
 */

const anyPorts = async () => ({ n8n: await freePort(), sandbox: await freePort() });

/** @param {N8nInstance} instance @param {string} sandboxUrl @param {(line: string) => void} onProgress */
async function importDemo(instance, sandboxUrl, onProgress) {
	await withProgress("Importing the demo's credentials and workflows", onProgress, async () => {
		await instance.import({
			credentials: demoCredentials(sandboxUrl, sandboxAccounts()),
			workflows: demoWorkflows(),
		});
	});
}

/**
 * Builds and packs the package, installs n8n, and starts the sandbox and n8n with the package, a
 * credential for each way to sign in, and the demo's workflows.
 * @param {DemoOptions} options
 * @returns {Promise<DemoSession>}
 */
async function startDemoSession({ userFolder, onProgress, version, variables, ...options }) {
	const { runtime, tarball } = await prepare({ version, onProgress });
	const ports = await (options.choosePorts ?? anyPorts)();
	const sandbox = await startSandboxProcess(ports.sandbox);
	const owner = ownerOf(userFolder);
	const instance = await N8nInstance.create({
		...{ runtime, userFolder, port: ports.n8n, owner, variables },
	});
	const packageFolder = await instance.installPackage(tarball);
	await importDemo(instance, sandbox.url, onProgress);
	await instance.listPackage();
	options.beforeStart?.(instance);
	const n8n = await withProgress('Starting n8n', onProgress, async () => await instance.start());
	const stop = async () => {
		await Promise.all([n8n.stop(), sandbox.stop()]);
	};
	return { n8n, sandbox, setup: { runtime, tarball, owner }, packageFolder, stop };
}

module.exports = { importDemo, startDemoSession };

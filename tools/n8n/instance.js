'use strict';

// A real n8n with this package, in a user folder of its own. The user's ~/.n8n is never touched.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { lastLines, run, startChild } = require('../bootstrap/childProcess');
const { UserError } = require('../bootstrap/userError');
const { unpackPackage } = require('../package/build');
const { freePort, LOOPBACK } = require('../services/freePort');
const { waitUntilReady } = require('../services/waitUntilReady');
const { N8nClient } = require('./client');
const { n8nEnvironment, OWNER_NAME } = require('./environment');
const { name: PACKAGE, version } = require('../../package.json');

/**
 * @typedef {import('./install').N8nRuntime} N8nRuntime
 * @typedef {import('./owner').Owner} Owner
 * @typedef {{id: string, name: string} & Record<string, unknown>} Entity a workflow or a credential as
 *   n8n exports it. A credential's data is plain text, which n8n encrypts on import
 *
 * @typedef {object} N8nProcess
 * @property {string} url its address, without a slash at the end
 * @property {string} log the file with its output
 * @property {number} pid
 *
 * @typedef {N8nProcess & import('../services/waitUntilReady').ReadyProcess} RunningN8n
 *
 * @typedef {object} InstanceOptions
 * @property {N8nRuntime} runtime
 * @property {string} userFolder
 * @property {number} port a free one
 * @property {Owner} owner
 * @property {string[]} [command] of n8n; `start` by default
 * @property {NodeJS.ProcessEnv} [variables] added to the environment
 */

const LIST_PACKAGE = require.resolve('./listPackage');
const END_WITH_PARENT = require.resolve('../services/endWithParent');

class N8nInstance {
	/** @param {InstanceOptions} options @param {number} brokerPort */
	constructor({ runtime, userFolder, port, owner, command, variables }, brokerPort) {
		const { hashSync } = createRequire(runtime.n8n)('bcryptjs');
		this.runtime = runtime;
		this.userFolder = userFolder;
		this.owner = owner;
		this.command = command ?? ['start'];
		this.url = `http://${LOOPBACK}:${port}`;
		this.log = path.join(userFolder, 'n8n.log');
		const common = n8nEnvironment({
			userFolder,
			port,
			brokerPort,
			owner: { email: owner.email, passwordHash: hashSync(owner.password, 10) },
			modulesOff: runtime.version.modulesOff,
		});
		this.environment = { ...common, ...variables };
	}

	/** @param {InstanceOptions} options @returns {Promise<N8nInstance>} prepared, not started */
	static async create(options) {
		fs.mkdirSync(options.userFolder, { recursive: true });
		return new N8nInstance(options, await freePort());
	}

	/**
	 * Installs the package as n8n installs a community package: unpacked in the nodes folder, without
	 * development, peer and optional dependencies, and listed in that folder's package.json.
	 * @param {string} tarball
	 * @returns {Promise<string>} the package's folder
	 */
	async installPackage(tarball) {
		const nodes = path.join(this.userFolder, '.n8n', 'nodes');
		const place = path.join(nodes, 'node_modules', PACKAGE);
		await unpackPackage(tarball, place);
		const manifest = path.join(place, 'package.json');
		const { devDependencies, peerDependencies, optionalDependencies, ...shipped } = JSON.parse(
			fs.readFileSync(manifest, 'utf8'),
		);
		fs.writeFileSync(manifest, JSON.stringify(shipped, null, 2));
		const dependencies = { [PACKAGE]: shipped.version };
		const installed = { name: 'installed-nodes', private: true, dependencies };
		fs.writeFileSync(path.join(nodes, 'package.json'), JSON.stringify(installed, null, 2));
		return place;
	}

	/** Lists the package under Settings > Community nodes. The database exists after an import. */
	async listPackage() {
		const database = path.join(this.userFolder, '.n8n', 'database.sqlite');
		const args = [LIST_PACKAGE, this.runtime.n8n, database, PACKAGE, version];
		const { code, output } = await run(this.runtime.node, args, { env: this.environment });
		if (code !== 0) throw new UserError(`The package was not listed:\n${lastLines(output)}`);
	}

	/**
	 * Imports with n8n's own commands, which replace what has the same ID. What was imported before
	 * is not imported again, so a person's changes stay.
	 * @param {{credentials?: Entity[], workflows?: Entity[]}} entities
	 */
	async import({ credentials = [], workflows = [] }) {
		await this.#importOne('credentials', credentials);
		await this.#importOne('workflow', workflows);
	}

	/** @param {'credentials' | 'workflow'} kind @param {Entity[]} entities */
	async #importOne(kind, entities) {
		if (entities.length === 0) return;
		const text = JSON.stringify(entities);
		const hash = createHash('sha256').update(text).digest('hex');
		const imported = path.join(this.userFolder, `imported-${kind}`);
		if (fs.existsSync(imported) && fs.readFileSync(imported, 'utf8') === hash) return;
		const file = path.join(this.userFolder, `import-${kind}.json`);
		fs.writeFileSync(file, text, { mode: 0o600 });
		const args = [this.runtime.n8n, `import:${kind}`, `--input=${file}`];
		const { code, output } = await run(this.runtime.node, args, { env: this.environment });
		fs.rmSync(file);
		// The command exits with 0 after some failures. Only success prints the number.
		if (code !== 0 || !output.includes(`Successfully imported ${entities.length} `)) {
			throw new UserError(`n8n did not import the ${kind}:\n${lastLines(output)}`);
		}
		fs.writeFileSync(imported, hash);
	}

	/** Starts n8n and waits until it serves. @returns {Promise<RunningN8n>} */
	async start() {
		const output = fs.openSync(this.log, 'w');
		const args = ['--require', END_WITH_PARENT, this.runtime.n8n, ...this.command];
		const child = startChild(this.runtime.node, args, {
			env: this.environment,
			stdio: ['pipe', output, output],
		});
		fs.closeSync(output);
		const ready = await waitUntilReady(child, {
			name: 'n8n',
			log: this.log,
			isReady: async () => await this.#isReady(),
			printed: () => fs.readFileSync(this.log, 'utf8'),
		});
		if (!this.runtime.version.ownerByEnvironment) {
			await N8nClient.signUp(this.url, { ...this.owner, ...OWNER_NAME });
		}
		return { url: this.url, log: this.log, pid: child.pid ?? 0, ...ready };
	}

	/** @returns {Promise<boolean>} whether it serves */
	async #isReady() {
		// The readiness check covers the database only: the main process passes it before it serves.
		const place = this.command[0] === 'start' ? '/rest/settings' : '/healthz/readiness';
		const answer = await fetch(this.url + place).catch(() => undefined);
		return answer?.ok === true && /json/.test(answer.headers.get('content-type') ?? '');
	}
}

module.exports = { N8nInstance };

'use strict';

// An npm registry on this machine. It serves what npm asks for: the versions of a package, and the
// tarball of one. It is also the proxy that keeps n8n from other hosts: it refuses each, and notes which.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { unpackPackage } = require('../../../tools/package/build');
const { run } = require('../../../tools/bootstrap/childProcess');
const { LOOPBACK } = require('../../../tools/services/freePort');

/** Higher than any version of the package. */
const NEWER = '99.0.0';

/**
 * @typedef {{name: string, version: string}} Manifest package.json
 * @typedef {{file: string, version: string, integrity: string}} Published
 */

class Registry {
	/** The versions, as npm wants to be told of them. @type {Record<string, Manifest & {dist: object}>} */
	#versions = {};

	/** The tarballs by path. @type {Record<string, Buffer>} */
	#tarballs = {};

	#server = http.createServer((request, response) => this.#serve(request, response));

	/** Hosts outside that n8n wanted to reach. @type {Set<string>} */
	refused = new Set();

	url = '';

	/** @returns {Promise<Registry>} an empty one */
	static async start() {
		const registry = new Registry();
		const server = registry.#server;
		server.on('connect', ({ url }, socket) => {
			registry.refused.add(String(url).split(':')[0]);
			socket.destroy();
		});
		await new Promise((resolve) => server.listen(0, LOOPBACK, () => resolve(undefined)));
		const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
		registry.url = `http://${LOOPBACK}:${port}`;
		return registry;
	}

	/** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
	#serve({ url = '' }, response) {
		// n8n 1 does not open a tunnel to the host, but names it.
		if (!url.startsWith('/')) this.refused.add(new URL(url).hostname);
		const tarball = this.#tarballs[url];
		const [latest] = Object.values(this.#versions).slice(-1);
		if (tarball) return response.end(tarball);
		if (url !== `/${latest?.name}`) return response.writeHead(404).end('{}');
		const versions = { 'dist-tags': { latest: latest.version }, versions: this.#versions };
		response.setHeader('Content-Type', 'application/json');
		return response.end(JSON.stringify({ name: latest.name, ...versions }));
	}

	/** @param {string} file a tarball, which becomes the latest version @returns {Promise<Published>} */
	async publish(file) {
		const { stdout } = await run('tar', ['-xzOf', file, 'package/package.json']);
		/** @type {Manifest} */
		const manifest = JSON.parse(stdout);
		const place = `/${manifest.name}/-/${manifest.name}-${manifest.version}.tgz`;
		const bytes = fs.readFileSync(file);
		const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
		this.#tarballs[place] = bytes;
		const dist = { tarball: `${this.url}${place}`, integrity };
		this.#versions[manifest.version] = { ...manifest, dist };
		return { file, version: manifest.version, integrity };
	}

	async stop() {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

/**
 * Packs a package again under a higher version.
 * @param {string} tarball @param {string} folder where to put it
 * @returns {Promise<string>} the new tarball
 */
async function repack(tarball, folder) {
	const unpacked = path.join(folder, NEWER);
	const manifestFile = path.join(unpacked, 'package', 'package.json');
	await unpackPackage(tarball, path.dirname(manifestFile));
	const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
	fs.writeFileSync(manifestFile, JSON.stringify({ ...manifest, version: NEWER }));
	const repacked = path.join(folder, `${NEWER}.tgz`);
	await run('tar', ['-czf', repacked, '-C', unpacked, 'package']);
	return repacked;
}

module.exports = { NEWER, Registry, repack };

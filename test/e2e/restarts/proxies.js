'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { missingPrograms, requireExecutable } = require('../../../tools/services/executables');
const { freePort, LOOPBACK } = require('../../../tools/services/freePort');
const { startServer } = require('../../../tools/services/server');

/**
 * @typedef {{url: string, stop: () => Promise<void>}} Proxy
 * @typedef {{port: number, n8n: string, folder: string}} Place the port of a proxy, n8n's address with
 *   its port, and a folder for what the proxy writes
 */

const DOCUMENTED = path.resolve(__dirname, '..', '..', '..', 'docs', 'proxy');

/**
 * A configuration from docs/proxy, with n8n's and the proxy's address replaced.
 * @param {string} file @param {Array<[string, string]>} changes which must all apply
 */
function documented(file, changes) {
	return changes.reduce(
		(text, [from, to]) => {
			if (!text.includes(from)) throw new Error(`docs/proxy/${file} no longer holds '${from}'.`);
			return text.replaceAll(from, to);
		},
		fs.readFileSync(path.join(DOCUMENTED, file), 'utf8'),
	);
}

/** @param {Place} place @returns {Promise<Proxy>} */
async function startNginx({ port, n8n, folder }) {
	const site = path.join(folder, 'n8n.conf');
	fs.writeFileSync(
		site,
		documented('nginx.conf', [
			['127.0.0.1:5678', n8n],
			['listen 80;', `listen ${LOOPBACK}:${port};`],
		]),
	);
	const config = path.join(folder, 'nginx.conf');
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
		(name) => `${name}_temp_path ${folder}/${name};`,
	);
	fs.writeFileSync(
		config,
		`daemon off; pid ${folder}/nginx.pid; error_log stderr notice; events {}
		http { access_log off; ${temporary.join(' ')} include ${site}; }`,
	);
	return await start('nginx', ['-c', config, '-p', folder], 'start worker process', {
		port,
		folder,
	});
}

/** @param {Place} place @returns {Promise<Proxy>} */
async function startCaddy({ port, n8n, folder }) {
	const config = path.join(folder, 'Caddyfile');
	const site = documented('Caddyfile', [
		['127.0.0.1:5678', n8n],
		['\nn8n.example.com {', `\nhttp://${LOOPBACK}:${port} {`],
	]);
	fs.writeFileSync(config, `{\n\tadmin off\n}\n${site}`);
	const args = ['run', '--config', config, '--adapter', 'caddyfile'];
	return await start('caddy', args, 'serving initial configuration', { port, folder });
}

/** @param {'nginx' | 'caddy'} name @param {string[]} args @param {string} ready @param {Omit<Place, 'n8n'>} place */
async function start(name, args, ready, { port, folder }) {
	// Keeps the user's own folders unchanged.
	const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
	const server = await startServer(
		{ command: requireExecutable(name), args, cwd: folder, env, endSignal: 'SIGTERM' },
		{ name, log: path.join(folder, 'proxy.log'), ready },
	);
	return { url: `http://${LOOPBACK}:${port}`, stop: server.stop };
}

/** The proxies with a configuration in docs/proxy that can run here. */
const PROXIES = [
	{ name: 'nginx', missing: missingPrograms(['nginx']), start: startNginx },
	{ name: 'caddy', missing: missingPrograms(['caddy']), start: startCaddy },
];

module.exports = { freePort, PROXIES };

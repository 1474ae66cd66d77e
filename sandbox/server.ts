// Starts the server.
import { fastify } from 'fastify';

import { accounts, Authentication } from './http/authentication';
import { Clock } from './data/clock';
import { control } from './control/control';
import { Deliveries } from './webhooks/deliveries';
import { seedDemo } from './demo/demoData';
import { endpoints } from './endpoints';
import { ActiveFaults } from './faults/activeFaults';
import { Ledger } from './data/ledger';
import { serve, type Services } from './http/pipeline';
import { RateLimiter } from './http/rateLimiter';
import type { Sandbox, SandboxOptions, Seed } from './sandbox';
import { SandboxState } from './data/state';
import { welcomePage } from './control/welcomePage';

export type { Sandbox, SandboxOptions } from './sandbox';

const LOOPBACK = '127.0.0.1';
const BODY_LIMIT = 64 * 1024 * 1024;
/** How long a token is valid by default, in seconds. */
const TOKEN_TTL = 300;

/**
 * Starts a sandbox: a server with Capillary's Badges API and data of its own, for trying and testing.
 * It listens on loopback only.
 *
 * @throws Error with the code EADDRINUSE when the port is in use
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { host = LOOPBACK, port = 0, tokenTtlSeconds = TOKEN_TTL } = options;
	if (host !== LOOPBACK) {
		throw new Error(`The sandbox listens on ${LOOPBACK} only, not on '${host}'.`);
	}
	const { latencyMs, clockSkewMs, rateLimit, variants, faults: rules } = options;
	const faults = new ActiveFaults({ latencyMs, clockSkewMs, rateLimit, variants, rules });
	const now = () => (options.now ?? Date.now)() + faults.clockSkewMs;
	const clock = new Clock(now);
	const services: Services = {
		state: newState(options.seed, now),
		ledger: new Ledger(now),
		faults,
		rateLimiter: new RateLimiter(now),
		authentication: new Authentication(tokenTtlSeconds, now),
		clock,
		deliveries: new Deliveries(clock),
	};
	const app = fastify({
		forceCloseConnections: true,
		bodyLimit: BODY_LIMIT,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 1000 },
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	app.server.on('connection', () => services.ledger.connections++);

	const sandbox = sandboxOf(services, options, {
		url: () => `http://${LOOPBACK}:${portOf(app.server.address())}`,
		close: () => app.close(),
	});
	for (const endpoint of endpoints) {
		const { method, path: url } = endpoint;
		app.route({ method, url, handler: (call, reply) => serve(services, endpoint, call, reply) });
	}
	app.setNotFoundHandler((call, reply) => serve(services, undefined, call, reply));
	app.get('/', (_call, reply) => reply.type('text/html').send(welcomePage(sandbox)));
	await app.register(control, { sandbox });
	await app.listen({ port, host });
	return sandbox;
}

function sandboxOf(
	services: Services,
	options: SandboxOptions,
	server: { url: () => string; close: () => Promise<void> },
): Sandbox {
	const { ledger, faults, authentication, clock, deliveries } = services;
	return {
		get url() {
			return server.url();
		},
		get port() {
			return Number(new URL(server.url()).port);
		},
		accounts,
		get state() {
			return services.state;
		},
		ledger,
		faults,
		deliveries,
		expireTokens: () => authentication.expireTokens(),
		setTokenTtl: (seconds) => {
			authentication.ttlSeconds = seconds;
		},
		reset: ({ seed = options.seed } = {}) => {
			services.state = newState(seed, clock.now);
			ledger.clear();
			faults.reset();
			deliveries.clear();
			authentication.expireTokens();
			authentication.ttlSeconds = options.tokenTtlSeconds ?? TOKEN_TTL;
		},
		close: async () => {
			clock.close();
			deliveries.clear();
			await server.close();
		},
	};
}

function newState(seed: Seed = 'empty', now: () => number): SandboxState {
	const state = new SandboxState(now);
	if (seed === 'demo') seedDemo(state);
	return state;
}

function portOf(address: string | { port: number } | null): number {
	return typeof address === 'object' && address !== null ? address.port : 0;
}

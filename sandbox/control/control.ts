// The control addresses below /sandbox/: they show the sandbox to other processes and steer it.
import type { FastifyPluginCallback } from 'fastify';

import { addAll, additionsBody, type Additions } from './additions';
import { isOwnCaller } from '../http/callers';
import { deliveriesBody, eventBody, faultsBody, seedBody } from './schemas';
import type { DeliverySettings } from '../webhooks/deliveries';
import { earnAtRandom, sendEvent, type EventFields } from './events';
import type { FaultSettings } from '../faults/activeFaults';
import { readJson } from '../http/json';
import type { Sandbox, Seed } from '../sandbox';
import { record, type Schema } from '../http/schema';
import { stateReport } from './stateReport';
import { validatorCompiler } from '../http/validation';

interface Route {
	/** What the body must be; without it, the address takes no body. */
	body?: Schema;
	handle(sandbox: Sandbox, body: unknown): unknown;
}

const routes: Record<string, Route> = {
	/** Every call and what it changed. */
	'GET /sandbox/ledger': {
		handle: ({ ledger: { calls, changes, mostInFlight, connections } }) => ({
			calls,
			changes,
			mostInFlight,
			connections,
		}),
	},
	'DELETE /sandbox/ledger': { handle: ({ ledger }) => ledger.clear() },
	/** Where calls differed from Capillary's documents since this was last asked. */
	'DELETE /sandbox/unpublished': { handle: ({ ledger }) => ledger.takeUnpublished() },
	'GET /sandbox/faults': { handle: ({ faults }) => faults.current },
	'PUT /sandbox/faults': {
		body: faultsBody,
		handle({ faults }, body) {
			faults.set(body as FaultSettings);
			return faults.current;
		},
	},
	'DELETE /sandbox/faults': { handle: ({ faults }) => faults.clear() },
	'GET /sandbox/state': { handle: ({ state }) => stateReport(state) },
	'POST /sandbox/state': {
		body: additionsBody,
		handle: ({ state }, body) => addAll(state, body as Additions),
	},
	'POST /sandbox/expire-tokens': { handle: (sandbox) => sandbox.expireTokens() },
	/** Every event sent to a webhook and the responses to it. */
	'GET /sandbox/deliveries': {
		handle: ({ deliveries: { settings, log } }) => ({ settings, log }),
	},
	'PUT /sandbox/deliveries': {
		body: deliveriesBody,
		handle({ deliveries }, body) {
			deliveries.settings = { ...deliveries.settings, ...(body as Partial<DeliverySettings>) };
			return { settings: deliveries.settings };
		},
	},
	/** Gives a random customer a random badge and sends the event. */
	'POST /sandbox/earn': { handle: earnAtRandom },
	/** Sends an event to the webhooks; the same `eventId` sends it again. */
	'POST /sandbox/events': {
		body: eventBody,
		handle: (sandbox, body) => sendEvent(sandbox, body as EventFields),
	},
	/** Restores the start, with other data when `seed` names it. */
	'POST /sandbox/reset': {
		body: seedBody,
		handle: (sandbox, body) => sandbox.reset(body as { seed?: Seed }),
	},
};

const compile = validatorCompiler({ coerceTypes: false, allErrors: false });

/**
 * The control addresses. Their calls do not appear in the ledger and meet no fault. Web pages of
 * other sites may not use them.
 */
export const control: FastifyPluginCallback<{ sandbox: Sandbox }> = (app, { sandbox }, done) => {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text: string, parsed) => {
		try {
			parsed(null, text === '' ? undefined : readJson(text));
		} catch (error) {
			parsed(new Error(`The body is not JSON: ${(error as Error).message}`));
		}
	});
	app.setValidatorCompiler(({ schema, httpPart = 'body' }) => {
		const validate = compile(schema as Schema);
		return (value) => {
			const [problem] = validate(PART_NAMES[httpPart] ?? httpPart, value);
			return problem === undefined ? { value } : { error: new Error(`${problem}.`) };
		};
	});
	app.setErrorHandler(
		async ({ message }: Error, _request, reply) => await reply.code(400).send({ error: message }),
	);
	app.addHook('onRequest', async ({ headers }, reply) => {
		if (isOwnCaller(headers, sandbox.port)) return;
		const error = 'Other web pages may not use this address. Open it at 127.0.0.1.';
		await reply.code(403).send({ error });
	});
	app.addHook('preValidation', async (request) => {
		request.body ??= {};
	});
	for (const [name, { body = record({}), handle }] of Object.entries(routes)) {
		const [method, url] = name.split(' ');
		app.route({
			method,
			url,
			schema: { querystring: record({}), ...(method === 'GET' ? {} : { body }) },
			handler: async (request) => handle(sandbox, request.body) ?? { done: true },
		});
	}
	done();
};

/** Fastify's names for the parts of a request, where they are not those of its users. */
const PART_NAMES: Record<string, string> = { querystring: 'query' };

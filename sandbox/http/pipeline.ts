// Takes one call of the API from arrival to response.
import type { FastifyReply, FastifyRequest } from 'fastify';

import { addToLedger } from './addToLedger';
import type { Authentication } from './authentication';
import { badgeEarned } from '../webhooks/badgeEarned';
import type { Clock } from '../data/clock';
import type { Deliveries } from '../webhooks/deliveries';
import type { Endpoint, Response } from '../endpoints/endpoint';
import type { ActiveFaults } from '../faults/activeFaults';
import { outcomeOf, tooManyCalls, type HttpResponse } from '../faults/faultResponses';
import type { Fault } from '../faults/faults';
import { readJson } from './json';
import type { Change, Ledger, LedgerCall } from '../data/ledger';
import { problemBody } from './problem';
import { problems } from './problems';
import type { RateLimiter } from './rateLimiter';
import { Refusal, unreadable } from './refusal';
import { inChosenForm } from './refusalForm';
import { send, sendHalf } from './sending';
import { withFaults } from '../faults/responseFaults';
import type { SandboxState } from '../data/state';
import { inVariants } from '../faults/variantForms';

/** The parts of a sandbox that a call goes through. */
export interface Services {
	state: SandboxState;
	ledger: Ledger;
	faults: ActiveFaults;
	rateLimiter: RateLimiter;
	authentication: Authentication;
	clock: Clock;
	deliveries: Deliveries;
}

/** Serves a call: ledger, rate limit, faults, authentication, work. No endpoint: unknown path. */
export async function serve(
	services: Services,
	endpoint: Endpoint | undefined,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const { ledger, faults, authentication, clock } = services;
	const call = addToLedger(services, endpoint, request);
	reply.raw.once('close', () => {
		if (!reply.raw.writableFinished) ledger.finish(call, 'dropped');
	});

	const limited = endpoint?.needs === 'nobody' ? undefined : refusalByLimit(services);
	const active = limited ? [] : faults.rules.take(call.method, call.path);
	call.faults.push(...(limited ? ['rateLimit'] : active.map(({ kind }) => kind)));
	await clock.pause(faults.latencyMs + delayOf(active));
	if (expiryIn(active)) authentication.expireTokens();

	const outcome =
		limited ??
		outcomeOf(active, () => {
			const response = endpoint
				? respond(services, endpoint, request, call, active)
				: { status: 404, body: { status: 404, error: 'Not Found', path: call.path } };
			return { ...response, body: inVariants(withFaults(response.body, active), faults.variants) };
		});
	if (outcome === 'dropped') {
		ledger.finish(call, 'dropped');
		reply.hijack();
		request.raw.socket.destroy();
		return;
	}
	if ('half' in outcome) {
		ledger.finish(call, 'dropped');
		sendHalf(reply, outcome.half);
		return;
	}
	ledger.finish(call, outcome.status);
	reply.header('Date', new Date(clock.now()).toUTCString());
	await send(reply, outcome, call.requestId);
}

function refusalByLimit({ faults, rateLimiter }: Services): HttpResponse | undefined {
	const headers = faults.rateLimit ? rateLimiter.refuse(faults.rateLimit) : undefined;
	return headers && tooManyCalls(faults.variants.tooManyCalls, headers);
}

function delayOf(faults: Fault[]): number {
	return faults.reduce((sum, fault) => sum + (fault.kind === 'delay' ? fault.ms : 0), 0);
}

function expiryIn(faults: Fault[]) {
	return faults.find((fault) => fault.kind === 'expireTokens');
}

/** Authenticates the call and runs its endpoint; a refusal becomes the response. */
function respond(
	services: Services,
	endpoint: Endpoint,
	request: FastifyRequest,
	call: LedgerCall,
	active: Fault[],
): Response {
	const { state, faults, authentication } = services;
	try {
		if (endpoint.needs !== 'nobody') authentication.check(request.headers, endpoint.needs);
		return endpoint.handle({
			params: request.params as Record<string, string>,
			query: request.query as Record<string, string>,
			headers: request.headers,
			body: readBody(request),
			state,
			variants: faults.variants,
			authentication,
			record(change) {
				call.changes.push(change);
				notify(services, change, call);
			},
		});
	} catch (error) {
		// Anything else is a mistake in the sandbox, which answers as a server that fails.
		const [first, ...others] =
			error instanceof Refusal
				? error.problems
				: [{ status: 500, code: 999999, message: String(error) }];
		const problem = inChosenForm(first, faults.variants, expiryIn(active));
		call.refused = problem.message;
		if (first === problems.tokenRefused) call.faults.push('deadToken');
		return { status: problem.status, body: problemBody(problem, ...others) };
	}
}

/** Capillary sends an event for an earned badge only, and not when it was imported. */
function notify({ state, deliveries }: Services, change: Change, { requestId }: LedgerCall): void {
	if (change.change !== 'earned') return;
	deliveries.send(badgeEarned(state, change.earnedBadgeId, requestId), state.webHooks.values());
}

/** Parses the body; refuses what is not JSON in the words of Capillary's Java. */
function readBody({ body, headers }: FastifyRequest): unknown {
	if (typeof body !== 'string' || body === '') return undefined;
	const type = headers['content-type'] ?? '';
	if (!/json/i.test(type)) throw unreadable(`Content type '${type}' not supported`, 415);
	try {
		return readJson(body);
	} catch (error) {
		throw unreadable(`JSON parse error: ${(error as Error).message}`);
	}
}

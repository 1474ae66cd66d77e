import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';

import { falsified } from './answerFaults';
import { authenticationOf, type Authentication } from './authentication';
import { badgeEarned } from './badgeEarned';
import type { Clock } from './clock';
import type { Deliveries } from './deliveries';
import type { Answer, Endpoint } from './endpoints/endpoint';
import { withoutHeaderValues } from './endpoints/webHooks';
import type { FaultBoard } from './faultBoard';
import type { Fault } from './faults';
import { readJson, writeJson } from './json';
import type { Change, Ledger, LedgerCall } from './ledger';
import { unpublishedIn } from './published/unpublished';
import { problemBody } from './problem';
import { problems } from './problems';
import { Refusal, unreadable } from './refusal';
import type { RateLimiter } from './rateLimiter';
import { inChosenForm } from './refusalForm';
import type { SandboxState } from './state';
import { inVariants, type Variants } from './variants';

/** The parts of a sandbox that a call runs through. */
export interface Machinery {
	state: SandboxState;
	ledger: Ledger;
	faults: FaultBoard;
	rateLimiter: RateLimiter;
	authentication: Authentication;
	clock: Clock;
	deliveries: Deliveries;
}

interface HttpAnswer extends Answer {
	headers?: Record<string, string>;
}

/** What the client gets: an answer, half of one, or nothing but a cut connection. */
type Outcome = HttpAnswer | { half: HttpAnswer } | 'dropped';

/** The headers that the ledger keeps. */
const TELLING_HEADERS = [
	'accept',
	'content-type',
	'user-agent',
	'x-cap-api-attribution-entity-code',
	'x-cap-api-attribution-entity-type',
	'x-cap-customer-identifier',
];

const PROXY_PAGE =
	'<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>' +
	'<body><h1>Bad gateway</h1><p>The web server reported an error.</p></body></html>\n';
const WEB_PAGE = { 'Content-Type': 'text/html; charset=UTF-8' };

/**
 * Takes one call of the API from arrival to answer: ledger, faults, rate limit, sign-in, work,
 * faults again. Without an endpoint the path is unknown.
 */
export async function serve(
	machinery: Machinery,
	endpoint: Endpoint | undefined,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const { ledger, faults, authentication, clock } = machinery;
	const call = enter(machinery, endpoint, request);
	reply.raw.once('close', () => {
		if (!reply.raw.writableFinished) ledger.finish(call, 'dropped');
	});

	const limited = endpoint?.needs === 'nobody' ? undefined : turnedAway(machinery);
	const met = limited ? [] : faults.rules.take(call.method, call.path);
	call.faults.push(...met.map(({ kind }) => kind), ...(limited ? ['rateLimit'] : []));
	await clock.pause(faults.latencyMs + delayOf(met));
	if (expiryIn(met)) authentication.expireTokens();

	const outcome = limited ?? outcomeOf(met, () => work(machinery, endpoint, request, call, met));
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

function enter(
	{ ledger, clock }: Machinery,
	endpoint: Endpoint | undefined,
	{ method, url, query, headers, body }: FastifyRequest,
): LedgerCall {
	const identifier = headers['x-cap-customer-identifier'];
	const [path] = url.split('?');
	const sent = typeof body === 'string' ? body : '';
	ledger.noteUnpublished(
		unpublishedIn({ method, path, query: { ...(query as object) }, headers, body: sent }),
	);
	return ledger.open({
		requestId: randomBytes(16).toString('hex'),
		method,
		path,
		query: { ...(query as Record<string, unknown>) },
		...(endpoint && endpoint.needs !== 'nobody' ? { body: withoutHeaderValues(parsed(body)) } : {}),
		authentication: authenticationOf(headers),
		...(identifier === undefined ? {} : { customerIdentifier: String(identifier) }),
		headers: Object.fromEntries(
			TELLING_HEADERS.filter((name) => name in headers).map((name) => [
				name,
				String(headers[name]),
			]),
		),
		startedAt: clock.now(),
	});
}

function turnedAway({ faults, rateLimiter }: Machinery): HttpAnswer | undefined {
	const headers = faults.rateLimit ? rateLimiter.refuse(faults.rateLimit) : undefined;
	return headers && { status: 429, ...TOO_MANY_CALLS[faults.variants.tooManyCalls](headers) };
}

/** No page shows what comes with a 429. */
const TOO_MANY_CALLS = {
	v2: (headers) => ({ body: problemBody(problems.tooManyCalls), headers }),
	badges: (headers) => ({
		body: problemBody({ ...problems.tooManyCalls, format: 'badges' }),
		headers,
	}),
	empty: (headers) => ({ body: '', headers }),
	webPage: (headers) => ({ body: PROXY_PAGE, headers: { ...headers, ...WEB_PAGE } }),
} satisfies Record<
	Variants['tooManyCalls'],
	(headers: Record<string, string>) => Omit<HttpAnswer, 'status'>
>;

function delayOf(faults: Fault[]): number {
	return faults.reduce((sum, fault) => sum + (fault.kind === 'delay' ? fault.ms : 0), 0);
}

function expiryIn(faults: Fault[]) {
	return faults.find((fault) => fault.kind === 'expireTokens');
}

/** What comes of the call, given the faults that it meets; `doWork` is called once at most. */
function outcomeOf(met: Fault[], doWork: () => HttpAnswer): Outcome {
	for (const fault of met) {
		switch (fault.kind) {
			case 'dropBefore':
				return 'dropped';
			case 'dropAfter':
				doWork();
				return 'dropped';
			case 'cut':
				return { half: doWork() };
			case 'statusAfterWork':
				doWork();
				// Capillary itself would not refuse what it did: these are a gateway's words.
				return faultAnswer({ body: { message: 'Something went wrong' }, ...fault });
			case 'status':
				return faultAnswer(fault);
			case 'html':
				if (fault.afterWork) doWork();
				return {
					status: fault.status,
					body: PROXY_PAGE,
					headers: WEB_PAGE,
				};
			case 'empty':
				if (fault.afterWork) doWork();
				return { status: 200, body: '' };
			default:
		}
	}
	return doWork();
}

function faultAnswer(fault: Extract<Fault, { kind: 'status' | 'statusAfterWork' }>): HttpAnswer {
	const { status, headers } = fault;
	const message = FAULT_MESSAGES[status] ?? { code: status, message: 'Something went wrong' };
	return {
		status,
		body: fault.body ?? problemBody({ status, ...message, format: 'v2' }),
		headers,
	};
}

/** What Capillary says with these statuses (https://docs.capillarytech.com/reference/errors-and-warnings). */
const FAULT_MESSAGES: Record<number, { code: number; message: string }> = {
	401: problems.tokenRefused,
	403: problems.accessDenied,
	429: problems.tooManyCalls,
	503: { code: 4001, message: 'Authorization status unavailable!' },
	521: {
		code: 521,
		message: 'Multiple actions are running for the same customer. Please try after some time.',
	},
};

function work(
	machinery: Machinery,
	endpoint: Endpoint | undefined,
	request: FastifyRequest,
	call: LedgerCall,
	met: Fault[],
): HttpAnswer {
	const answer = endpoint ? handled(machinery, endpoint, request, call, met) : unknownPath(call);
	const { variants } = machinery.faults;
	return { ...answer, body: inVariants(falsified(answer.body, met), variants) };
}

function handled(
	machinery: Machinery,
	endpoint: Endpoint,
	request: FastifyRequest,
	call: LedgerCall,
	met: Fault[],
): Answer {
	const { state, faults, authentication } = machinery;
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
			record: (change) => {
				call.changes.push(change);
				notify(machinery, change, call);
			},
		});
	} catch (error) {
		const [first, ...others] = error instanceof Refusal ? error.problems : [failure(error)];
		const problem = inChosenForm(first, faults.variants, expiryIn(met));
		call.refused = problem.message;
		if (first === problems.tokenRefused) call.faults.push('deadToken');
		return { status: problem.status, body: problemBody(problem, ...others) };
	}
}

/** Of all that changes, Capillary notifies of badges that are earned; not of imported ones. */
function notify({ state, deliveries }: Machinery, change: Change, { requestId }: LedgerCall): void {
	if (change.change !== 'earned') return;
	deliveries.send(badgeEarned(state, change.earnedBadgeId, requestId), state.webHooks.values());
}

/** What Capillary answers when it fails itself; here, a mistake in the sandbox. */
function failure(error: unknown) {
	return { status: 500, code: 999999, message: String(error) };
}

/** The parsed body; refuses what is not JSON, in the words of Capillary's Java. */
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

/** The body for the ledger; nothing when it cannot be read. */
function parsed(body: unknown): unknown {
	try {
		return typeof body === 'string' ? readJson(body) : undefined;
	} catch {
		return undefined;
	}
}

function unknownPath({ path }: LedgerCall): Answer {
	return { status: 404, body: { status: 404, error: 'Not Found', path } };
}

/** Says how long the answer is, and cuts the connection before it is over. */
function sendHalf(reply: FastifyReply, { status, body }: HttpAnswer): void {
	const text = writeJson(body);
	reply.hijack();
	reply.raw.writeHead(status, {
		'Content-Type': 'application/json',
		'Content-Length': Buffer.byteLength(text),
	});
	reply.raw.write(text.slice(0, text.length / 2), () => reply.raw.destroy());
}

async function send(reply: FastifyReply, answer: HttpAnswer, requestId: string): Promise<void> {
	const text = typeof answer.body === 'string' ? answer.body : writeJson(answer.body);
	await reply
		.code(answer.status)
		.headers({
			'Content-Type': 'application/json',
			'X-CAP-REQUEST-ID': requestId,
			...answer.headers,
		})
		.send(text);
}

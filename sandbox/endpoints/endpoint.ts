import type { FastifyRequest } from 'fastify';

import type { Authentication } from '../authentication';
import type { Change } from '../ledger';
import type { SandboxState } from '../state';
import type { Variants } from '../variants';

/** One call of Capillary's API: where it is, who may use it, and what it does. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Full path; parts with a colon are parameters. */
	path: string;
	/** `nobody`: no sign-in needed. `anyAccount`: no right needed. Else the right that is needed. */
	needs: 'badges' | 'webHooks' | 'anyAccount' | 'nobody';
	/** Does the work; throws a Refusal when it cannot be done. */
	handle(call: ApiCall): Response;
}

/** What an endpoint gets to see and to work with. */
export interface ApiCall {
	params: Record<string, string>;
	query: Record<string, string>;
	headers: FastifyRequest['headers'];
	/** Parsed JSON; undefined when there was none. */
	body: unknown;
	state: SandboxState;
	variants: Variants;
	authentication: Authentication;
	/** Enters into the ledger what was really changed. */
	record(change: Change): void;
}

/** What an endpoint answers. */
export interface Response {
	status: number;
	body: unknown;
}

/** An endpoint of the badges service. */
export function badgesEndpoint(
	method: Endpoint['method'],
	path: string,
	handle: Endpoint['handle'],
): Endpoint {
	return { method, path: `/api_gateway/v1/badges${path}`, needs: 'badges', handle };
}

/** The badges service's envelope; empty lists are `[]` or null by endpoint. */
export function ok(
	data: unknown,
	{ errors = [], warnings = [] }: { errors?: unknown[] | null; warnings?: unknown[] | null } = {},
): Response {
	return { status: 200, body: { data, errors, warnings } };
}

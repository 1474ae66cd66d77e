// What an endpoint is.
import type { FastifyRequest } from 'fastify';

import type { Authentication } from '../http/authentication';
import type { Change } from '../data/ledger';
import type { SandboxState } from '../data/state';
import type { Variants } from '../faults/variants';

/** A call of Capillary's API. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** The full path; parts with a colon are parameters. */
	path: string;
	/** The right that the account needs. `anyAccount`: none. `nobody`: no authentication at all. */
	needs: 'badges' | 'webHooks' | 'anyAccount' | 'nobody';
	/** Does the work. @throws Refusal when it cannot */
	handle(call: ApiCall): Response;
}

/** A call as an endpoint gets it. */
export interface ApiCall {
	params: Record<string, string>;
	query: Record<string, string>;
	headers: FastifyRequest['headers'];
	/** Parsed JSON; undefined when there was none. */
	body: unknown;
	state: SandboxState;
	variants: Variants;
	authentication: Authentication;
	/** Adds a change to the ledger. */
	record(change: Change): void;
}

/** The response of an endpoint. */
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

/** A response in the badges service's envelope. Empty lists are `[]` or null, by endpoint. */
export function ok(
	data: unknown,
	{ errors = [], warnings = [] }: { errors?: unknown[] | null; warnings?: unknown[] | null } = {},
): Response {
	return { status: 200, body: { data, errors, warnings } };
}

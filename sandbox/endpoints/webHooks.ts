// Webhooks, which receive events.
import { randomUUID } from 'node:crypto';

import type { WebHook } from '../data/model';
import { Refusal } from '../http/refusal';
import type { ApiCall, Endpoint, Response } from './endpoint';
import { listOf, objectOf } from './reading';

const PATH = '/v3/webHooks';

/** https://docs.capillarytech.com/reference/get-v3-webhooks: deleted webhooks are inactive. */
const list: Endpoint = {
	method: 'GET',
	path: PATH,
	needs: 'webHooks',
	handle: ({ state }) => respond([...state.webHooks.values()].map(view)),
};

/** https://docs.capillarytech.com/reference/add-v3-webhooks */
const add: Endpoint = {
	method: 'POST',
	path: PATH,
	needs: 'webHooks',
	handle(call) {
		const webHook = call.state.addWebHook(
			readFields(call, { ...DEFAULTS, ...objectOf(call.body) }),
		);
		call.record({ change: 'webHookAdded', webHookId: webHook.webHookId });
		return respond(view(webHook));
	},
};

/** https://docs.capillarytech.com/reference/update-v3-webhook: other fields stay as they are. */
const update: Endpoint = {
	method: 'PUT',
	path: `${PATH}/:webHookId`,
	needs: 'webHooks',
	handle(call) {
		const webHook = webHookOf(call);
		Object.assign(webHook, readFields(call, { ...webHook, ...objectOf(call.body) }, webHook));
		call.record({ change: 'webHookUpdated', webHookId: webHook.webHookId });
		return respond(view(webHook));
	},
};

/** https://docs.capillarytech.com/reference/delete-v3-webhook. It stays in the list as inactive. */
const remove: Endpoint = {
	method: 'DELETE',
	path: `${PATH}/:webHookId`,
	needs: 'webHooks',
	handle(call) {
		const webHook = webHookOf(call);
		webHook.active = false;
		call.record({ change: 'webHookDeleted', webHookId: webHook.webHookId });
		return respond(view(webHook));
	},
};

/** The calls about webhooks. */
export const webHooks = [list, add, update, remove];

/** A body for the ledger: the headers of a webhook are secret, so only their names are kept. */
export function withoutHeaderValues(body: unknown): unknown {
	const { webHookHeaders } = (body ?? {}) as { webHookHeaders?: object };
	if (!webHookHeaders) return body;
	const names = Object.keys(webHookHeaders);
	const withoutValues = Object.fromEntries(names.map((name) => [name, '']));
	return { ...(body as object), webHookHeaders: withoutValues };
}

/** The defaults of a new webhook. */
const DEFAULTS = { slaInSeconds: 30, webHookType: 'HTTP', methodType: 'POST' };

type Fields = Record<string, unknown>;

/** Reads the fields of a webhook. @throws Refusal when one is missing or the name is in use */
function readFields({ state }: ApiCall, fields: Fields, itself?: WebHook) {
	const eventNames = listOf(fields.eventNames).map(String);
	const name = String(fields.name ?? '');
	const url = String(fields.webHookUrl ?? '');
	const headers = fields.webHookHeaders;
	if (eventNames.length === 0) throw new Refusal('eventNamesMissing');
	if (fields.maxAllowedConnections === undefined) throw new Refusal('connectionsMissing');
	if (!(Number(fields.maxAllowedConnections) > 0)) throw new Refusal('connectionsZero');
	if (name === '') throw new Refusal('webHookNameMissing');
	if (!/^https?:\/\/[^/]/.test(url)) throw new Refusal('webHookUrlWrong');
	if (typeof headers !== 'object' || headers === null) throw new Refusal('headersMissing');
	const others = [...state.webHooks.values()].filter((one) => one !== itself);
	if (others.some((one) => one.name === name)) throw new Refusal('webHookNameTaken');
	return {
		name,
		eventNames,
		webHookUrl: url,
		webHookType: String(fields.webHookType),
		methodType: String(fields.methodType),
		webHookHeaders: headers as Record<string, string>,
		maxAllowedConnections: Number(fields.maxAllowedConnections),
		active: fields.active !== false,
		slaInSeconds: Number(fields.slaInSeconds),
		customerIdentifiersToBeEnriched: listOf(fields.customerIdentifiersToBeEnriched).map(String),
	};
}

function webHookOf({ state, params }: ApiCall): WebHook {
	const webHook = state.webHooks.get(params.webHookId);
	if (!webHook) throw new Refusal('webHookIdWrong');
	return webHook;
}

function view(webHook: WebHook) {
	return {
		...webHook,
		noOfRetryAttempts: 0,
		consumerGroupId: randomUUID(),
		tillDetailsEnrichmentEnabled: false,
		storeDetailsEnrichmentEnabled: false,
		awardedReferenceEnrichmentEnabled: false,
		availablePointsBalanceEnrichmentEnabled: false,
	};
}

function respond(data: unknown): Response {
	return { status: 200, body: { data, errors: null, warnings: null } };
}

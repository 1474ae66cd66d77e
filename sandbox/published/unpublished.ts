import buildCompilers from '@fastify/ajv-compiler';

import { publishedRequests, type PublishedRequest } from './requests';
import { record, type Schema } from './schema';

/** A request as it came in. */
export interface SentRequest {
	method: string;
	/** Without the query, still percent-encoded. */
	path: string;
	query: Record<string, unknown>;
	/** Names in lower case. */
	headers: Record<string, unknown>;
	/** The body as text; `''` for none. */
	body: string;
}

/** Headers of Capillary's own that every call may have: https://docs.capillarytech.com/reference/oauth */
const EVERYWHERE: Record<string, Schema> = {
	'x-cap-api-oauth-token': { type: 'string' },
	'x-cap-api-attribution-entity-type': {
		type: 'string',
		pattern: '^(TILL|STORE_CODE|STORE_NAME|STORE_EXTERNAL_ID(_[12])?)$',
	},
	'x-cap-api-attribution-entity-code': { type: 'string' },
};

/** @param coerceTypes set for what comes out of a query, where each value is text */
const compiler = (coerceTypes: boolean) =>
	buildCompilers()(
		{},
		{
			customOptions: {
				...{ coerceTypes, allErrors: true, allowUnionTypes: true },
				...{ removeAdditional: false, useDefaults: false, strictTypes: true },
			},
		},
	);

const compileJson = compiler(false);
const compileText = compiler(true);

type Validate = ReturnType<typeof compileJson>;

const ADDRESSES = publishedRequests.map((request) => ({
	request,
	path: new RegExp(`^${request.path.replace(/\{\w+\}/g, '[^/]+')}$`),
}));

const compiled = new Map<PublishedRequest, ReturnType<typeof compile>>();

/** The checks of a request; made when they are first needed, which takes a while. */
function checksOf(request: PublishedRequest) {
	const known = compiled.get(request) ?? compile(request);
	compiled.set(request, known);
	return known;
}

function compile({ headers, query = record({}), body }: PublishedRequest) {
	return {
		headers: compileText({ schema: record({}, { ...EVERYWHERE, ...headers }) }),
		query: compileText({ schema: query }),
		body: body && compileJson({ schema: body }),
	};
}

/**
 * In what a request differs from the shape that Capillary has published for it, in words that name the
 * field; nothing when it does not.
 */
export function unpublishedIn(sent: SentRequest): string[] {
	const call = `${sent.method} ${sent.path}`;
	const fitting = ADDRESSES.filter(
		({ request, path }) => request.method === sent.method && path.test(sent.path),
	);
	// A part of an address that stands for itself goes before one that stands for a value.
	const found = fitting.find(({ request }) => request.path === sent.path) ?? fitting[0];
	if (!found) return [`${call} is not published`];
	const { headers, query, body } = checksOf(found.request);
	const itsOwn = Object.entries(sent.headers).filter(([name]) => name.startsWith('x-cap-'));
	return [
		...wrong('header', headers, Object.fromEntries(itsOwn)),
		...wrong('query', query, { ...sent.query }),
		...wrongBody(sent, body, found.request.bodyIsOptional),
	].map((what) => `${call}: ${what}`);
}

function wrongBody(
	{ body, headers }: SentRequest,
	validate: Validate | undefined,
	isOptional = false,
): string[] {
	if (body === '') return validate && !isOptional ? ['body is missing'] : [];
	if (!validate) return ['body is one too many'];
	if (!/^application\/json\b/.test(String(headers['content-type']))) {
		return [`header content-type is '${String(headers['content-type'])}'`];
	}
	try {
		return wrong('body', validate, JSON.parse(body));
	} catch {
		return ['body is not JSON'];
	}
}

function wrong(part: string, validate: Validate, value: unknown): string[] {
	if (validate(value)) return [];
	const said = (validate.errors ?? []).filter(({ keyword }) => !['anyOf', 'if'].includes(keyword));
	return said.map(({ instancePath, message, params }) => {
		const { additionalProperty, allowedValues } = params as Record<string, unknown>;
		const more = additionalProperty ?? allowedValues;
		const where = [part, ...instancePath.split('/').slice(1)].join('.');
		return `${where} ${message}${more === undefined ? '' : `: ${String(more)}`}`;
	});
}

// Compares requests with what Capillary's documents publish.
import { record, type Schema } from '../http/schema';
import { validatorCompiler, type Validator } from '../http/validation';
import { publishedRequests } from './requests';

/** A request as it arrived. */
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

/** Capillary's own headers that every call may have: https://docs.capillarytech.com/reference/oauth */
const EVERYWHERE: Record<string, Schema> = {
	'x-cap-api-oauth-token': { type: 'string' },
	'x-cap-api-attribution-entity-type': {
		type: 'string',
		pattern: '^(TILL|STORE_CODE|STORE_NAME|STORE_EXTERNAL_ID(_[12])?)$',
	},
	'x-cap-api-attribution-entity-code': { type: 'string' },
};

const compileJson = validatorCompiler({ coerceTypes: false, allErrors: true });
const compileText = validatorCompiler({ coerceTypes: true, allErrors: true });

const REQUESTS = publishedRequests.map((request) => ({
	method: request.method,
	path: request.path,
	pattern: new RegExp(`^${request.path.replace(/\{\w+\}/g, '[^/]+')}$`),
	headers: compileText(record({}, { ...EVERYWHERE, ...request.headers })),
	query: compileText(request.query ?? record({})),
	body: request.body && compileJson(request.body),
	bodyIsOptional: request.bodyIsOptional,
}));

/** Lists where a request differs from its published shape; each entry names the field. */
export function unpublishedIn(sent: SentRequest): string[] {
	const call = `${sent.method} ${sent.path}`;
	const fitting = REQUESTS.filter(
		({ method, pattern }) => method === sent.method && pattern.test(sent.path),
	);
	// A fixed path goes before one with parameters.
	const found = fitting.find(({ path }) => path === sent.path) ?? fitting[0];
	if (!found) return [`${call} is not published`];
	const capHeaders = Object.entries(sent.headers).filter(([name]) => name.startsWith('x-cap-'));
	return [
		...found.headers('header', Object.fromEntries(capHeaders)),
		...found.query('query', { ...sent.query }),
		...unpublishedInBody(sent, found.body, found.bodyIsOptional),
	].map((difference) => `${call}: ${difference}`);
}

function unpublishedInBody(
	{ body, headers }: SentRequest,
	validate: Validator | undefined,
	isOptional = false,
): string[] {
	if (body === '') return validate && !isOptional ? ['body is missing'] : [];
	if (!validate) return ['body is one too many'];
	if (!/^application\/json\b/.test(String(headers['content-type']))) {
		return [`header content-type is '${String(headers['content-type'])}'`];
	}
	try {
		return validate('body', JSON.parse(body));
	} catch {
		return ['body is not JSON'];
	}
}

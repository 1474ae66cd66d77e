import type { IN8nHttpFullResponse } from 'n8n-workflow';

import type { HttpResponse } from './headers';

/** Largest response that is read, in bytes. */
const LARGEST_ANSWER = 32 * 1024 * 1024;

/** How long an exchange may take, and what else ends it. */
export interface Limits {
	/** Milliseconds for the exchange as a whole, from the look-up of the host to the last byte of the response. */
	timeout: number;
	/** Aborts when the run is canceled. */
	cancel?: AbortSignal;
}

/** The exchange was ended from this side; `code` is one that `networkError` knows. */
export class ExchangeEnded extends Error {
	constructor(readonly code: 'ETIMEDOUT' | 'ERR_CANCELED' | 'ANSWER_TOO_LARGE') {
		super(code);
	}
}

/**
 * Has n8n's helper make a request, and reads the response within limits of time and size. n8n's own
 * timeout counts only the time without data, and it reads responses of any size into memory.
 *
 * @param make makes the request, ends it when the signal aborts, and gives the body as a stream
 * @throws ExchangeEnded when a limit is reached; otherwise what `make` or the stream throws
 */
export async function exchange(
	make: (signal: AbortSignal) => Promise<IN8nHttpFullResponse>,
	{ timeout, cancel }: Limits,
): Promise<HttpResponse> {
	if (cancel?.aborted) throw new ExchangeEnded('ERR_CANCELED');
	const controller = new AbortController();
	const deadline = AbortSignal.timeout(timeout);
	const listeners: Array<[AbortSignal, () => void]> = [];
	const ended = new Promise<never>((_, reject) => {
		const endWith = (signal: AbortSignal, code: ExchangeEnded['code']) => {
			const end = () => {
				reject(new ExchangeEnded(code));
				controller.abort();
			};
			signal.addEventListener('abort', end);
			listeners.push([signal, end]);
		};
		endWith(deadline, 'ETIMEDOUT');
		if (cancel) endWith(cancel, 'ERR_CANCELED');
	});
	try {
		return await Promise.race([ended, answerOf(make(controller.signal), controller.signal)]);
	} finally {
		for (const [signal, end] of listeners) signal.removeEventListener('abort', end);
	}
}

async function answerOf(
	response: Promise<IN8nHttpFullResponse>,
	signal: AbortSignal,
): Promise<HttpResponse> {
	const { statusCode, headers, body } = await response;
	return { status: statusCode, headers: { ...headers }, text: await textOf(body, signal) };
}

/** What n8n gives for `encoding: 'stream'`. */
type BodyStream = AsyncIterable<Uint8Array> & { destroy(error?: Error): void };

async function textOf(body: unknown, signal: AbortSignal): Promise<string> {
	if (typeof body === 'string') return body;
	// Mocked servers in n8n's own workflow tests return a parsed body.
	if (!isStream(body)) return JSON.stringify(body ?? '');
	// Not every HTTP client of n8n aborts a stream that it has already returned.
	const end = () => body.destroy(new Error('The exchange was ended'));
	signal.addEventListener('abort', end);
	try {
		return await readAll(body);
	} finally {
		signal.removeEventListener('abort', end);
	}
}

function isStream(body: unknown): body is BodyStream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** @throws ExchangeEnded when there is more than is read, after closing the stream */
async function readAll(body: BodyStream): Promise<string> {
	const decoder = new TextDecoder();
	const parts: string[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > LARGEST_ANSWER) throw new ExchangeEnded('ANSWER_TOO_LARGE');
		parts.push(decoder.decode(chunk, { stream: true }));
	}
	return parts.join('') + decoder.decode();
}

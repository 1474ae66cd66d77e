// Sends the response of a call, whole or broken off half-way.
import type { FastifyReply } from 'fastify';

import type { HttpResponse } from '../faults/faultResponses';
import { writeJson } from './json';

/** Announces the whole length and closes the connection half-way. */
export function sendHalf(reply: FastifyReply, { status, body }: HttpResponse): void {
	const text = writeJson(body);
	reply.hijack();
	reply.raw.writeHead(status, {
		'Content-Type': 'application/json',
		'Content-Length': Buffer.byteLength(text),
	});
	reply.raw.write(text.slice(0, text.length / 2), () => reply.raw.destroy());
}

/** Sends a response with Capillary's usual headers. */
export async function send(
	reply: FastifyReply,
	{ status, body, headers }: HttpResponse,
	requestId: string,
): Promise<void> {
	const text = typeof body === 'string' ? body : writeJson(body);
	const usual = { 'Content-Type': 'application/json', 'X-CAP-REQUEST-ID': requestId };
	await reply
		.code(status)
		.headers({ ...usual, ...headers })
		.send(text);
}

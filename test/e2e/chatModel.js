'use strict';

const fastify = require('fastify');
const { LOOPBACK } = require('../../tools/services/freePort');

/**
 * @typedef {{name: string, description: string, parameters: {properties: Record<string, object>,
 *   required: string[]}}} Tool a tool as the model gets it
 * @typedef {{role: string, content: string, tool_call_id?: string}} Message
 * @typedef {{messages: Message[], tools?: Array<{function: Tool}>}} Request
 * @typedef {{use: string, with: object} | {say: string}} Turn what the model does: use the tool of
 *   this name with these arguments, or say something, which is its last word
 * @typedef {(heard: string[]) => Turn | Turn[]} Choice what it does, once it has heard the tools'
 *   answers so far; tools can be used several at a time
 */

/**
 * A language model on loopback that follows a script. It supports the part of OpenAI's API that
 * n8n's OpenAI Chat Model node needs (https://platform.openai.com/docs/api-reference/chat/create).
 */
class ChatModel {
	/** @type {Request[]} its requests */
	requests = [];

	/** @type {Choice[]} */
	#script = [];

	#server = fastify();

	/** @returns {Promise<ChatModel>} */
	static async start() {
		const model = new ChatModel();
		model.#server.post('/v1/chat/completions', async ({ body }, reply) => {
			const request = /** @type {Request} */ (body);
			model.requests.push(request);
			const choose = model.#script[model.requests.length - 1];
			if (choose) return completion(choose(heardIn(request)), model.requests.length);
			return reply.code(400).send({ error: { message: 'The script has ended.' } });
		});
		await model.#server.listen({ host: LOOPBACK, port: 0 });
		return model;
	}

	/** The base URL for an OpenAI credential. */
	get url() {
		const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.server.address());
		return `http://${LOOPBACK}:${port}/v1`;
	}

	/** @param {Choice[]} script one choice for each request from now on */
	follow(script) {
		this.#script = script;
		this.requests = [];
	}

	/** @returns {Tool[]} the tools that it got */
	get tools() {
		return (this.requests[0]?.tools ?? []).map((tool) => tool.function);
	}

	/** @returns {string[]} the results of the tools, in order of use */
	get heard() {
		const last = this.requests.at(-1);
		return last ? heardIn(last) : [];
	}

	async stop() {
		await this.#server.close();
	}
}

/** @param {Request} request @returns {string[]} */
function heardIn({ messages }) {
	return messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
}

/** @param {Turn | Turn[]} turns @param {number} number the number of the response, for the IDs of calls */
function completion(turns, number) {
	const all = [turns].flat();
	const calls = all.flatMap((turn, index) =>
		'use' in turn
			? [
					{
						id: `call-${number}-${index}`,
						type: 'function',
						function: { name: turn.use, arguments: JSON.stringify(turn.with) },
					},
				]
			: [],
	);
	const said = all.flatMap((turn) => ('say' in turn ? [turn.say] : []));
	const message = {
		role: 'assistant',
		content: said[0] ?? null,
		...(calls.length > 0 && { tool_calls: calls }),
	};
	return {
		id: `completion-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

module.exports = { ChatModel };

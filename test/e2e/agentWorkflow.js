'use strict';

const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const AGENT = 'AI Agent';
const MODEL = 'OpenAI Chat Model';

/** @typedef {{name: string, parameters: object, onError?: string}} ToolNode our node as a tool */

/**
 * What n8n's editor enters when somebody clicks "Let the model define this parameter": the field's
 * name becomes the argument's.
 *
 * @param {string} displayName the field's @param {string} [description] the description for the model
 */
function modelFills(displayName, description = '') {
	const key = displayName.replace(/[^a-zA-Z0-9-]/g, '_');
	const call = `$fromAI('${key}', \`${description}\`, 'string')`;
	return `={{ /*n8n-auto-generated-fromAI-override*/ ${call} }}`;
}

/** As above, for a field with a list. @param {string} displayName */
const modelPicks = (displayName) => ({ __rl: true, mode: 'id', value: modelFills(displayName) });

/**
 * A workflow in which an AI agent gets a question and has our node as its tools.
 *
 * @param {string} question
 * @param {ToolNode[]} tools
 * @param {{id: string, name: string}} modelCredential of the type openAiApi
 */
function agentWorkflow(question, tools, modelCredential) {
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: AGENT,
			type: `${LANGCHAIN}.agent`,
			typeVersion: 3,
			parameters: { promptType: 'define', text: question, options: {} },
		},
		{
			name: MODEL,
			type: `${LANGCHAIN}.lmChatOpenAi`,
			typeVersion: 1.3,
			parameters: {
				model: { __rl: true, mode: 'id', value: 'scripted' },
				responsesApiEnabled: false,
				options: { maxRetries: 0 },
			},
			credentials: { openAiApi: modelCredential },
		},
		...tools.map(({ parameters, ...tool }) => ({
			...tool,
			type: 'n8n-nodes-capillary-badges.capillaryBadgesTool',
			typeVersion: 1,
			parameters: { descriptionType: 'auto', ...parameters },
			credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
		})),
	];
	const toAgent = (/** @type {string} */ type) => ({
		[type]: [[{ node: AGENT, type, index: 0 }]],
	});
	return {
		name: question,
		nodes: nodes.map((node, index) => ({
			id: `node-${index}`,
			position: [200 * index, 0],
			...node,
		})),
		connections: {
			Start: toAgent('main'),
			[MODEL]: toAgent('ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, toAgent('ai_tool')])),
		},
		settings: { executionOrder: 'v1' },
	};
}

module.exports = { AGENT, agentWorkflow, modelFills, modelPicks };

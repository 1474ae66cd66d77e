import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../engine/operation';
import { badge } from './badge';
import { badgeGroup } from './badgeGroup';
import { claim } from './claim';
import { customer } from './customer';
import { customField } from './customField';
import { earn } from './earn';
import { issue } from './issue';
import { webhook } from './webhook';

/** Everything the node can do; a new resource is one line here, a new operation one line in its resource. */
const resources = [badge, badgeGroup, claim, customField, customer, earn, issue, webhook];

/** The node's parameters: the resource, its operation, and the fields of that operation. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ option }) => option),
		default: 'badge',
	},
	...resources.flatMap((resource) => resource.properties),
];

/** The operation that is chosen in the node; nothing when there is none by these values. */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
}

/** What the canvas shows below the node's name, such as `Revoke: enrolment`; an expression of n8n's. */
export const subtitle = `={{ (${JSON.stringify(operationNames())})[$parameter["operation"]] + ": " + (${JSON.stringify(
	Object.fromEntries(resources.map(({ noun, option }) => [option.value, noun])),
)})[$parameter["resource"]] }}`;

function operationNames(): Record<string, string> {
	const all = resources.flatMap(({ operations }) => operations);
	return Object.fromEntries(all.map(({ option }) => [option.value, option.name]));
}

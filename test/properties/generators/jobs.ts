import fc from 'fast-check';
import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';

import { properties } from '../../../nodes/CapillaryBadges/resources/index';

/** An operation of the node, with the fields that the editor shows for it. */
export interface Job {
	resource: string;
	operation: string;
	fields: INodeProperties[];
}

/** Every operation of the node. */
export const JOBS: Job[] = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) => {
		const [resource] = displayOptions!.show!.resource as string[];
		return options.map((option) => {
			const { value: operation } = option as { value: string };
			const matches = ({ displayOptions: { show } = {} }: INodeProperties) =>
				show?.resource?.includes(resource) && show.operation?.includes(operation);
			return { resource, operation, fields: properties.filter(matches) };
		});
	});

/** The values of the fields that offer a choice. */
export type Choices = Record<string, NodeParameterValueType>;

/** Fields whose value changes the call or the output. */
const isChoice = ({ name, type }: INodeProperties) =>
	type === 'options' || (type === 'boolean' && ['simplify', 'returnAll', 'active'].includes(name));

/** Every combination of choices of an operation. */
export function choicesOf({ fields }: Job): fc.Arbitrary<Choices> {
	const choices = fields.filter(isChoice).map((field) => [field.name, choiceIn(field)]);
	return fc.record(Object.fromEntries(choices) as Record<string, fc.Arbitrary<never>>, {
		noNullPrototype: true,
	});
}

function choiceIn({ type, options = [] }: INodeProperties): fc.Arbitrary<unknown> {
	if (type === 'boolean') return fc.boolean();
	return fc.constantFrom(...options.map((option) => (option as { value: string }).value));
}

/** Values for fields without a default. Values that differ by item come from the item. */
const FIELD_VALUES: Record<string, NodeParameterValueType> = {
	name: '={{ $json.name }}',
	referenceId: '={{ $json.referenceId }}',
	startOn: '2026-02-01',
	expiresOn: '2026-12-01',
	owners: ['Loyalty'],
	earnedBadgeExpiryDate: '2026-11-01',
	issuedBadgeExpiryDate: '2026-11-01',
	earnEventDate: '2025-01-01',
	earnExpiresOn: '2031-01-01',
	updateFields: { name: '={{ $json.name }}' },
	options: { concurrency: 1 },
};

/** The parameters that run the job for each item with these choices. */
export function parametersOf(
	{ resource, operation, fields }: Job,
	choices: Choices,
): INodeParameters {
	const entered = fields.map((field) => [field.name, enteredIn(field)]);
	const parameters = Object.fromEntries(entered) as INodeParameters;
	return { ...parameters, ...choices, resource, operation };
}

function enteredIn({ name, type, default: usual }: INodeProperties): NodeParameterValueType {
	if (name === 'customer') return '={{ $json[$parameter.customerIdentifier] }}';
	if (type === 'resourceLocator') {
		return { __rl: true, mode: 'id', value: `={{ $json.${name} }}` };
	}
	return FIELD_VALUES[name] ?? usual;
}

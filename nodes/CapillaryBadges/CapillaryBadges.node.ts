import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { run } from './engine/run';
import { searchBadges } from './methods/badges';
import { searchClaims } from './methods/claims';
import { searchCustomFieldNames, searchCustomFields } from './methods/customFields';
import { searchGroups } from './methods/groups';
import { searchEarnedBadges, searchEnrolments } from './methods/customerBadges';
import { findOperation, properties, subtitle } from './resources';

/**
 * The Capillary Badges node. It is programmatic rather than declarative because several items share
 * one call, one call can succeed for one item and fail for the next, and what failed is told inside
 * an HTTP 200: routing knows one call for one item and looks at the status.
 */
export class CapillaryBadges implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Capillary Badges',
		name: 'capillaryBadges',
		icon: { light: 'file:../../icons/badge.svg', dark: 'file:../../icons/badge.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description: 'Set up loyalty badges, give them to customers and revoke them',
		defaults: { name: 'Capillary Badges' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'capillaryApi', required: true }],
		properties,
	};

	methods = {
		listSearch: {
			searchBadges,
			searchClaims,
			searchCustomFieldNames,
			searchCustomFields,
			searchEarnedBadges,
			searchEnrolments,
			searchGroups,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await run(this, findOperation)];
	}
}

'use strict';

/**
 * What a person finds in the node below Resource and Operation, before anything is chosen, by the
 * values of these two. Written down by hand, so that a field is seen that comes or goes by mistake.
 * @type {Record<string, Record<string, string[]>>}
 */
const OPERATION_FIELDS = {
	badge: {
		activate: ['Badge', 'Options'],
		create: [
			'Name',
			'Starts',
			'Ends',
			'Owners',
			'Badge Issue Type',
			'Earned Badge Expires',
			'Active',
			'Additional Fields',
			'Simplify',
			'Options',
		],
		deactivate: ['Badge', 'Options'],
		get: ['Badge', 'Simplify', 'Options'],
		getAll: ['Return All', 'Limit', 'Filters', 'Sort', 'Simplify', 'Options'],
		getUsage: ['Badge', 'Which Limits', 'Return All', 'Limit', 'Filters', 'Simplify', 'Options'],
		update: ['Badge', 'Update Fields', 'Simplify', 'Options'],
	},
	badgeGroup: {
		create: ['Name', 'Rank', 'Simplify', 'Options'],
		get: ['Badge Group', 'Simplify', 'Options'],
		getAll: ['Return All', 'Limit', 'Simplify', 'Options'],
		update: ['Badge Group', 'Update Fields', 'Simplify', 'Options'],
	},
	claim: {
		create: ['Badge', 'Owner Type', 'Reference ID', 'Options'],
		getAll: ['Badge', 'Filters', 'Options'],
		unclaim: ['Badge', 'Owner Type', 'Reference ID', 'Options'],
	},
	customField: {
		create: ['Name', 'Data Type', 'Mandatory', 'Default Value', 'Simplify', 'Options'],
		get: ['Custom Field', 'Simplify', 'Options'],
		getAll: ['Return All', 'Limit', 'Filters', 'Simplify', 'Options'],
		update: ['Custom Field', 'Update Fields', 'Simplify', 'Options'],
	},
	customer: {
		getBadge: ['Badge', 'Customer Identifier', 'Customer', 'Simplify', 'Options'],
		getBadges: [
			'Customer Identifier',
			'Customer',
			'Which Badges',
			'Return All',
			'Limit',
			'Filters',
			'Simplify',
			'Options',
		],
		lookup: ['Customer Identifier', 'Customer', 'Options'],
	},
	earn: {
		create: ['Badge', 'Customer Identifier', 'Customer', 'Owner Type', 'Reference ID', 'Options'],
		getAll: ['Badge', 'Customer Identifier', 'Customer', 'Filters', 'Simplify', 'Options'],
		import: ['Badge', 'Customer Identifier', 'Customer', 'Earned On', 'Expires On', 'Options'],
		revoke: [
			'Badge',
			'Customer Identifier',
			'Customer',
			'What to Revoke',
			'Earned Badge',
			'Options',
		],
	},
	issue: {
		create: ['Badge', 'Customer Identifier', 'Customer', 'Owner Type', 'Reference ID', 'Options'],
		getAll: ['Badge', 'Customer Identifier', 'Customer', 'Filters', 'Simplify', 'Options'],
		revoke: ['Badge', 'Customer Identifier', 'Customer', 'What to Revoke', 'Options'],
	},
	webhook: { getAll: ['Options'] },
};

module.exports = { OPERATION_FIELDS };

// The custom fields of the demo: one of each type, and one that is no longer used.
import type { CustomField } from '../data/model';

type DemoCustomField = Pick<CustomField, 'id' | 'name' | 'dataType'> & Partial<CustomField>;

/** The custom fields by key. Their IDs never change. */
export const demoCustomFields = {
	terms: { id: '66cf000081b7d2e95a3c6f04', name: 'Terms and Conditions', dataType: 'STRING' },
	priority: {
		id: '66cf1eef2c95e08b47f1a36d',
		name: 'Priority',
		dataType: 'INTEGER',
		isMandatory: true,
		defaultValue: '0',
	},
	featured: {
		id: '66cf3ddef06a4b1d9c27e583',
		name: 'Featured',
		dataType: 'BOOLEAN',
		isMandatory: true,
		defaultValue: 'false',
	},
	reviewedOn: { id: '66cf5ccd7be83f5206d49ac1', name: 'Reviewed On', dataType: 'DATE' },
	campaignCode: {
		id: '66cf7bbc194d60ea8f53b27e',
		name: 'Campaign Code',
		dataType: 'STRING',
		isActive: false,
	},
} satisfies Record<string, DemoCustomField>;

import type { INodeExecutionData } from 'n8n-workflow';

import { inputFields } from '../../../nodes/CapillaryBadges/engine/inputFields';
import type { RunOptions } from '../../../nodes/CapillaryBadges/engine/runOptions';

const file = { mimeType: 'text/csv', data: 'cm93cw==', fileName: 'rows.csv' };
const items: INodeExecutionData[] = [
	{ json: { row: 1 } },
	{ json: { row: 2, id: 'of the row' }, binary: { file } },
];
const output: INodeExecutionData = { json: { id: 'of Capillary' }, pairedItem: { item: 1 } };

const included = (options: Partial<RunOptions>) =>
	inputFields({ inputFieldNames: '', ...options } as RunOptions, items)(output);

describe('Fields of the input', () => {
	it('bring the files of the item along when all are included', () => {
		expect(included({ includeInputFields: 'all' })).toEqual({
			json: { row: 2, id: 'of Capillary' },
			pairedItem: { item: 1 },
			binary: { file },
		});
	});

	it.each([{ includeInputFields: 'none' }, { includeInputFields: 'selected' }] as const)(
		'leave the files out with %o',
		(options) => {
			expect(included({ ...options, inputFieldNames: 'file' })).toEqual(output);
		},
	);
});

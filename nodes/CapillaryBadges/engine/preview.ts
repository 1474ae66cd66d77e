import type { INodeExecutionData } from 'n8n-workflow';

import type { PlannedCall } from './plan';

/** The planned calls as output, one item for each, without anything of the credential. */
export function asPreview(calls: PlannedCall[], address: string): INodeExecutionData[] {
	return calls.map(({ call, serves }) => {
		const indexes = serves.map(({ index }) => index);
		return {
			json: {
				preview: {
					method: call.method,
					url: `${address}${call.path}`,
					...(call.query ? { query: call.query } : {}),
					headers: { ...call.headers },
					body: call.body ?? null,
					serves: indexes,
				},
			},
			pairedItem: indexes.map((item) => ({ item })),
		};
	});
}

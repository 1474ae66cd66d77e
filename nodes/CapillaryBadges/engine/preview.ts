import type { INodeExecutionData } from 'n8n-workflow';

import { parseJson, writeJson } from '../api/json';
import { inTurns } from './eventLoop';
import { failedItem, type ItemProgress } from './output';
import type { PlannedCall } from './plan';

/** The planned calls as output, one item for each, without the credential; then the items that failed. */
export async function asPreview(
	calls: PlannedCall[],
	address: string,
	outcomes: ItemProgress[],
): Promise<INodeExecutionData[]> {
	const previews: INodeExecutionData[] = [];
	await inTurns(calls, ({ call, rows }) => {
		const indexes = rows.map(({ index }) => index);
		previews.push({
			json: {
				preview: {
					method: call.method,
					url: `${address}${call.path}`,
					...(call.query ? { query: call.query } : {}),
					headers: { ...call.headers },
					body: call.body ? (parseJson(writeJson(call.body)) as object) : null,
					serves: indexes,
				},
			},
			pairedItem: indexes.map((item) => ({ item })),
		});
	});
	const failures = outcomes.flatMap((outcome, item) =>
		outcome.status === 'failed' ? [failedItem(outcome.failure, item)] : [],
	);
	return [...previews, ...failures];
}

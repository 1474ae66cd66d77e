// Revokes the enrolments of the customers 1 to `rows` in its own process, so that its memory can be
// limited, and prints the result as a line of JSON. This is a program, not a test: node --require
// tsx/cjs limitedRun.cts <address of the sandbox> <badge ID> <rows>
import { loadPackage } from '../../engine/harness/loadedPackage';
import { projectRoot } from '../../engine/harness/projectRoot';
import { executeWorkflow } from '../../engine/harness/executeWorkflow';
import { node, toMain } from '../../engine/harness/runNode';
import { StoredCredential } from '../../engine/harness/storedCredential';
import { locator } from '../generators/work';

async function main([url, badge, count]: string[]) {
	const rows = Number(count);
	const credential = new StoredCredential('capillaryApi', {
		...{ authentication: 'basic', host: 'custom', customHost: url },
		...{ username: 'sandbox-till', password: 'sandbox-password' },
	});
	const revoke = {
		...node('Revoke', 'n8n-nodes-capillary-badges.capillaryBadges', {
			resource: 'issue',
			operation: 'revoke',
			badge: locator('badge'),
			customerIdentifier: 'customerId',
			customer: '={{ $json.customer }}',
			revoke: 'all',
			options: {},
		}),
		credentials: { [credential.type]: credential.details },
	};
	const { run } = executeWorkflow(
		await loadPackage(projectRoot),
		[credential],
		{
			nodes: [node('Rows', 'test.rows', {}), revoke],
			connections: { Rows: { main: [[toMain('Revoke')]] } },
		},
		Array.from({ length: rows }, (_, row) => ({ json: { badge, customer: row + 1 } })),
	);
	const { status, data } = await run;
	const [output = []] = data.resultData.runData.Revoke?.[0].data?.main ?? [];
	const inOrder = (output ?? []).filter(
		({ json, pairedItem }, row) =>
			json.customerId === row + 1 &&
			json.revoked === true &&
			(pairedItem as { item: number }).item === row,
	);
	const result = {
		status,
		items: output?.length,
		inOrder: inOrder.length,
	};
	process.stdout.write(`${JSON.stringify(result)}\n`);
}

void main(process.argv.slice(2)).then(() => process.exit(0));

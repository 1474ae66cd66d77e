import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call, send } from './client';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const page = async () => (await send(sandbox, 'GET', '/')).text;

test('says so when there are no changes yet', async () => {
	expect(await page()).toContain('No changes yet.');
});

test('shows changes in words, newest first, with the names of badges', async () => {
	const { id } = sandbox.state.addBadge({ name: 'Gold <b>' });
	await call(sandbox, 'PUT', `${BADGES}/badgeMeta/${id}/deactivate`);
	await call(sandbox, 'PUT', `${BADGES}/badgeMeta/${id}/activate`);
	const text = await page();

	const rows = [
		...text.matchAll(/<tr><td>(\d\d:\d\d:\d\d)<\/td><td>(.*)<\/td><td>(.*)<\/td><\/tr>/g),
	];
	expect(rows.map(([, , what]) => what)).toEqual([
		'Badge Gold &lt;b&gt; activated',
		'Badge Gold &lt;b&gt; deactivated',
	]);
	expect(rows.map(([, , , by]) => by)).toEqual(['Basic', 'Basic']);
});

test('lets a random customer earn a badge when the button is used', async () => {
	expect(JSON.parse((await send(sandbox, 'POST', '/sandbox/earn')).text)).toEqual({
		error: 'There is no active badge, or no customer.',
	});
	sandbox.state.addBadge({ name: 'Old', active: false });
	const { id } = sandbox.state.addBadge({ name: 'Gold' });
	const { id: customerId } = sandbox.state.addCustomer();
	const earned = JSON.parse((await send(sandbox, 'POST', '/sandbox/earn')).text) as {
		earnedBadgeId: string;
	};

	expect(earned).toMatchObject({ badge: 'Gold', customerId });
	expect(sandbox.state.earnedBadge(earned.earnedBadgeId)).toMatchObject({ badgeMetaId: id });
});

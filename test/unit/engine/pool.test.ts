import { inPool } from '../../../nodes/CapillaryBadges/engine/pool';

/** Works through so many jobs, each done when the ones beside it have begun; tells how it went. */
async function pool(jobs: number, atATime: number) {
	const begun: number[] = [];
	let under = 0;
	let most = 0;
	await inPool([...Array(jobs).keys()], atATime, async (job) => {
		begun.push(job);
		most = Math.max(most, ++under);
		await Promise.resolve();
		under--;
	});
	return { begun, most };
}

describe('inPool', () => {
	it.each([
		{ jobs: 7, atATime: 1, most: 1 },
		{ jobs: 7, atATime: 3, most: 3 },
		{ jobs: 2, atATime: 20, most: 2 },
		{ jobs: 0, atATime: 5, most: 0 },
	])('works through $jobs jobs in their order, $atATime at a time', async (asked) => {
		await expect(pool(asked.jobs, asked.atATime)).resolves.toStrictEqual({
			begun: [...Array(asked.jobs).keys()],
			most: asked.most,
		});
	});
});

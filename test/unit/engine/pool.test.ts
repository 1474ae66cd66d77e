import { runConcurrently } from '../../../nodes/CapillaryBadges/engine/pool';

/** Runs jobs that each wait a tick. Returns the order in which they began and the most at once. */
async function pool(jobs: number, atATime: number) {
	const begun: number[] = [];
	let under = 0;
	let most = 0;
	await runConcurrently([...Array(jobs).keys()], atATime, async (job) => {
		begun.push(job);
		most = Math.max(most, ++under);
		await Promise.resolve();
		under--;
		return [];
	});
	return { begun, most };
}

describe('runConcurrently', () => {
	it.each([
		{ jobs: 7, atATime: 1, most: 1 },
		{ jobs: 7, atATime: 3, most: 3 },
		{ jobs: 2, atATime: 20, most: 2 },
		{ jobs: 0, atATime: 5, most: 0 },
	])('runs $jobs jobs in order, $atATime at a time', async ({ jobs, atATime, most }) => {
		await expect(pool(jobs, atATime)).resolves.toStrictEqual({
			begun: [...Array(jobs).keys()],
			most,
		});
	});
	it('runs the jobs that a job returns before the jobs that wait', async () => {
		const begun: string[] = [];
		await runConcurrently(['a', 'bcde', 'f'], 1, async (job) => {
			begun.push(job);
			const middle = Math.ceil(job.length / 2);
			return job.length > 1 ? [job.slice(0, middle), job.slice(middle)] : [];
		});
		expect(begun).toEqual(['a', 'bcde', 'bc', 'b', 'c', 'de', 'd', 'e', 'f']);
	});

	it('runs returned jobs concurrently, also when there was a single job', async () => {
		let under = 0;
		let most = 0;
		await runConcurrently([8], 3, async (job) => {
			most = Math.max(most, ++under);
			await Promise.resolve();
			under--;
			return job > 1 ? [job / 2, job / 2] : [];
		});
		expect(most).toBe(3);
	});

	it('fails when a job fails', async () => {
		const fail = async () => await Promise.reject(new Error('broken'));
		await expect(runConcurrently([1, 2], 1, fail)).rejects.toThrow('broken');
	});
});

/** Works through the jobs in their order, so many at a time. */
export async function inPool<Job>(
	jobs: Job[],
	atATime: number,
	work: (job: Job) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < jobs.length) await work(jobs[next++]);
	};
	await Promise.all(Array.from({ length: Math.min(atATime, jobs.length) }, worker));
}

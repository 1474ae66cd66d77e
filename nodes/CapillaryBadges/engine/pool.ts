/**
 * Runs jobs in their order, a limited number at a time.
 *
 * @param work does a job; the jobs that it returns take that job's place and come next
 */
export async function runConcurrently<Job>(
	jobs: Job[],
	atATime: number,
	work: (job: Job) => Promise<Job[]>,
): Promise<void> {
	// The next job is last in the array, because only its end can change at no cost.
	const waiting = [...jobs].reverse();
	let running = 0;
	await new Promise<void>((resolve, reject) => {
		const start = () => {
			while (running < atATime && waiting.length > 0) {
				running++;
				work(waiting.pop()!).then((further) => {
					running--;
					waiting.push(...further.reverse());
					start();
				}, reject);
			}
			if (running === 0) resolve();
		};
		start();
	});
}

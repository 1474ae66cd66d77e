import { runCommandLine } from '../../sandbox/commandLine';
import { startSandbox } from '../../sandbox/server';

async function run(...args: string[]) {
	const printed: string[] = [];
	const complaints: string[] = [];
	const started = await runCommandLine(args, {
		print: (text) => printed.push(text),
		complain: (text) => complaints.push(text),
	});
	if ('sandbox' in started) await started.sandbox.close();
	return { started, printed: printed.join('\n'), complaints };
}

it('starts the demo and says how to use and how to stop it', async () => {
	const { started, printed, complaints } = await run('--port', '0');

	if (!('sandbox' in started)) throw new Error('It did not start.');
	const { state, accounts } = started.sandbox;
	expect(state.badges.size).toBeGreaterThan(0);
	expect(printed).toMatch(/Address {3}http:\/\/127\.0\.0\.1:\d+\n/);
	expect(printed).toContain('choose the region Other (Enter a Host)');
	expect(printed).toContain('/sandbox/ledger');
	expect(printed).toContain('Ctrl+C ends it');
	for (const value of [...Object.values(accounts.oAuth), ...Object.values(accounts.basic)]) {
		expect(printed).toContain(value);
	}
	expect(complaints).toEqual([]);
});

it('starts empty when told', async () => {
	const { started } = await run('--port=0', '--seed=empty');

	expect('sandbox' in started && started.sandbox.state.badges.size).toBe(0);
});

it('shows its options', async () => {
	const { started, printed } = await run('--help');

	expect(started).toEqual({ exitCode: 0 });
	expect(printed).toContain('--port N');
});

it('says in one sentence that the port is taken', async () => {
	const other = await startSandbox();

	const { started, complaints } = await run('--port', String(other.port));

	expect(started).toEqual({ exitCode: 1 });
	expect(complaints).toEqual([
		`Port ${other.port} is in use already. End what uses it, or choose another: --port N`,
	]);
	await other.close();
});

it.each([
	[['--port', 'many'], "--port takes a number from 0 to 65535, not 'many'."],
	[['--port', '65536'], "--port takes a number from 0 to 65535, not '65536'."],
	[['--port'], "--port takes a number from 0 to 65535, not ''."],
	[['--seed', 'full'], "--seed takes demo or empty, not 'full'."],
	[['--loud'], "There is no option '--loud'. --help shows those there are."],
])('refuses %j', async (args, sentence) => {
	const { started, complaints } = await run(...args);

	expect(started).toEqual({ exitCode: 1 });
	expect(complaints).toEqual([sentence]);
});

import { runCommandLine } from '../../sandbox/commandLine';
import { startSandbox } from '../../sandbox/server';

async function run(...args: string[]) {
	const printed: string[] = [];
	const errors: string[] = [];
	const started = await runCommandLine(args, {
		print: (text) => printed.push(text),
		printError: (text) => errors.push(text),
	});
	if ('sandbox' in started) await started.sandbox.close();
	return { started, printed: printed.join('\n'), errors };
}

it('starts the demo and prints how to use and stop it when no seed is named', async () => {
	const { started, printed, errors } = await run('--port', '0');

	if (!('sandbox' in started)) throw new Error('It did not start.');
	const { state, accounts } = started.sandbox;
	expect(state.badges.size).toBeGreaterThan(0);
	expect(printed).toMatch(/Address {3}http:\/\/127\.0\.0\.1:\d+\n/);
	expect(printed).toContain('choose the region Other (Enter a Host)');
	expect(printed).toContain('/sandbox/ledger');
	expect(printed).toContain('Press Ctrl+C to stop');
	for (const value of [...Object.values(accounts.oAuth), ...Object.values(accounts.basic)]) {
		expect(printed).toContain(value);
	}
	expect(errors).toEqual([]);
});

it('starts without data when the seed is empty', async () => {
	const { started } = await run('--port=0', '--seed=empty');

	expect('sandbox' in started && started.sandbox.state.badges.size).toBe(0);
});

it('prints its options when asked for help', async () => {
	const { started, printed } = await run('--help');

	expect(started).toEqual({ exitCode: 0 });
	expect(printed).toContain('--port N');
});

it('prints one sentence and exits with 1 when the port is in use', async () => {
	const other = await startSandbox();

	const { started, errors } = await run('--port', String(other.port));

	expect(started).toEqual({ exitCode: 1 });
	expect(errors).toEqual([
		`Port ${other.port} is already in use. Stop the program that uses it, or choose another port: --port N`,
	]);
	await other.close();
});

it.each([
	[['--port', 'many'], "--port takes a number from 0 to 65535, not 'many'."],
	[['--port', '65536'], "--port takes a number from 0 to 65535, not '65536'."],
	[['--port'], "Option '--port <value>' argument missing. --help lists the options."],
	[['demo'], "Unexpected argument 'demo'. This command does not take positional arguments"],
	[['--seed', 'full'], "--seed takes demo or empty, not 'full'."],
	[['--loud'], "Unknown option '--loud'. --help lists the options."],
])('exits with 1 and says what is allowed when the arguments are %j', async (args, sentence) => {
	const { started, errors } = await run(...args);

	expect(started).toEqual({ exitCode: 1 });
	expect(errors).toEqual([expect.stringContaining(sentence)]);
});

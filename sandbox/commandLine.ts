import { startSandbox, type Sandbox, type Seed } from './server';

const DEFAULT_PORT = 4010;

const HELP = `Capillary Badges sandbox: a server for trying and testing, not Capillary.

  npm run sandbox [-- options]

  --port N      listen on this port (default ${DEFAULT_PORT}; 0 takes any free one)
  --seed WHICH  demo (default): badges and customers to try things on; empty: nothing
  --help        this text`;

/** What came of a command line: a running sandbox, or the code to end with. */
export type Started = { sandbox: Sandbox } | { exitCode: number };

/** Where lines of text go. */
export interface Terminal {
	print(text: string): void;
	complain(text: string): void;
}

/** Starts what the arguments say and prints how to use it, or says in a sentence why not. */
export async function runCommandLine(args: string[], terminal: Terminal): Promise<Started> {
	if (args.includes('--help') || args.includes('-h')) {
		terminal.print(HELP);
		return { exitCode: 0 };
	}
	try {
		const { port, seed } = readOptions(args);
		const sandbox = await startSandbox({ port, seed });
		terminal.print(howTo(sandbox));
		return { sandbox };
	} catch (error) {
		terminal.complain(sentenceOf(error as Error & { code?: string; port?: number }));
		return { exitCode: 1 };
	}
}

function readOptions(args: string[]): { port: number; seed: Seed } {
	const options = { port: DEFAULT_PORT, seed: 'demo' as Seed };
	for (let at = 0; at < args.length; at++) {
		const [name, inline] = args[at].split('=', 2);
		const read = OPTIONS[name];
		if (!read) throw new Error(`There is no option '${name}'. --help shows those there are.`);
		Object.assign(options, read(inline ?? args[++at] ?? ''));
	}
	return options;
}

const OPTIONS: Record<string, (value: string) => { port: number } | { seed: Seed }> = {
	'--port': (value) => {
		if (!/^\d+$/.test(value) || Number(value) > 65_535) {
			throw new Error(`--port takes a number from 0 to 65535, not '${value}'.`);
		}
		return { port: Number(value) };
	},
	'--seed': (value) => {
		if (value !== 'demo' && value !== 'empty') {
			throw new Error(`--seed takes demo or empty, not '${value}'.`);
		}
		return { seed: value };
	},
};

function sentenceOf({ code, port, message }: Error & { code?: string; port?: number }): string {
	const known: Record<string, string> = {
		EADDRINUSE: `Port ${port} is in use already. End what uses it, or choose another: --port N`,
		EACCES: `This user may not use port ${port}. Choose one above 1023: --port N`,
	};
	return known[code ?? ''] ?? message;
}

function howTo({ url, accounts: { oAuth, basic } }: Sandbox): string {
	return `Capillary Badges sandbox: for trying and testing, not Capillary; nothing here is real.

  Address   ${url}
  OAuth     client key ${oAuth.clientKey}, client secret ${oAuth.clientSecret}
  Basic     username ${basic.username}, password ${basic.password}
  Ledger    ${url}/sandbox/ledger   what was called, and what it really changed
  State     ${url}/sandbox/state    who holds what
  Faults    ${url}/sandbox/faults   what is set to go wrong

In n8n's Capillary API credential choose the region Other (Enter a Host) and enter the address.
Ctrl+C ends it.`;
}

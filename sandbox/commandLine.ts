// Starts the sandbox from the command line and prints how to use it.
import { HELP, readOptions } from './options';
import { startSandbox, type Sandbox } from './server';

/** A running sandbox, or the exit code of the process. */
export type Started = { sandbox: Sandbox } | { exitCode: number };

/** Where the texts go. */
export interface Terminal {
	print(text: string): void;
	printError(text: string): void;
}

/** Starts the sandbox with these arguments, or prints in one sentence why it cannot. */
export async function runCommandLine(args: string[], terminal: Terminal): Promise<Started> {
	try {
		const options = readOptions(args);
		if (options === 'help') {
			terminal.print(HELP);
			return { exitCode: 0 };
		}
		const sandbox = await startSandbox(options);
		terminal.print(instructions(sandbox));
		return { sandbox };
	} catch (error) {
		terminal.printError(explain(error as StartError));
		return { exitCode: 1 };
	}
}

type StartError = Error & { code?: string; port?: number };

function explain({ code, port, message }: StartError): string {
	if (code === 'EADDRINUSE') {
		return `Port ${port} is already in use. Stop the program that uses it, or choose another port: --port N`;
	}
	if (code === 'EACCES') {
		return `You are not allowed to use port ${port}. Choose a port above 1023: --port N`;
	}
	return code?.startsWith('ERR_PARSE_ARGS') ? `${message}. --help lists the options.` : message;
}

function instructions({ url, accounts: { oAuth, basic } }: Sandbox): string {
	return `Capillary Badges sandbox: for trying and testing, not Capillary; nothing here is real.

  Address   ${url}
  OAuth     client key ${oAuth.clientKey}, client secret ${oAuth.clientSecret}
  Basic     username ${basic.username}, password ${basic.password}
  Ledger    ${url}/sandbox/ledger   every call and what it changed
  State     ${url}/sandbox/state    the badges and customers, and who has what
  Faults    ${url}/sandbox/faults   the faults in force

In n8n's Capillary API credential, choose the region Other (Enter a Host) and enter the address.
Press Ctrl+C to stop.`;
}

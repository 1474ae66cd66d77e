'use strict';

const { once } = require('node:events');
const path = require('node:path');
const { isRunning, run, startChild, stopChild } = require('../../tools/bootstrap/childProcess');
const { until } = require('../../tools/services/polling');

const TOOLS = path.resolve(__dirname, '..', '..', 'tools');
const CHILD_PROCESS = path.join(TOOLS, 'bootstrap', 'childProcess.js');
/** Runs forever and ignores SIGTERM. */
const STUBBORN =
	'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log(process.pid);';

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} the process ID that it printed */
async function printedPid(child) {
	const [text] = await once(/** @type {import('node:stream').Readable} */ (child.stdout), 'data');
	return Number(text);
}

/** @param {number} pid the process to wait for */
const untilGone = async (pid) => await until(async () => !isRunning(pid));

test('a child that ignores signals is ended, with its own children', async () => {
	const parent = `
		const { spawn } = require("node:child_process");
		spawn(process.execPath, ["-e", ${JSON.stringify(STUBBORN)}], { stdio: "inherit" });
		process.on("SIGTERM", () => {});
		setInterval(() => {}, 1000);
	`;
	const child = startChild(process.execPath, ['-e', parent], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const grandchild = await printedPid(child);
	await stopChild(child, { timeoutMs: 100 });

	expect(child.signalCode).toBe('SIGKILL');
	await untilGone(grandchild);
});

test('a command that prints nothing for too long is stopped, with what it printed before', async () => {
	const source = 'console.log(process.pid); setInterval(() => {}, 1000);';
	const { code, output } = await run(process.execPath, ['-e', source], { silenceMs: 1500 });

	expect(code).not.toBe(0);
	expect(output).toMatch(/^\d+\n\nStopped, because it printed nothing for 0.025 minutes\.\n$/);
});

test('a command that prints again and again is not stopped', async () => {
	const source =
		'setInterval(() => console.log("still here"), 200); setTimeout(process.exit, 4000);';
	const { code } = await run(process.execPath, ['-e', source], { silenceMs: 3000 });

	expect(code).toBe(0);
});

test('no child is started while all are being ended', async () => {
	const tool = `
		const { run, stopChildren } = require(${JSON.stringify(CHILD_PROCESS)});
		const first = run(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
		const second = first.then(async () => await run(process.execPath, ["-e", ""]));
		second.then(() => console.log("started"), ({ message }) => console.log(message));
		stopChildren();
	`;
	const { output } = await run(process.execPath, ['-e', tool]);

	expect(output).toMatch(/^Everything is being stopped, so .* is not started\.$/m);
});

/**
 * Kills a tool, and waits until its child has ended too.
 * @param {string} tool the source of a tool whose child prints its process ID
 */
async function expectEndsWithTool(tool) {
	const child = startChild(process.execPath, ['-e', tool], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const grandchild = await printedPid(child);
	child.kill('SIGKILL');
	await untilGone(grandchild);
}

test('children of a tool end with the tool, also when it is killed', async () => {
	const waiting = 'setInterval(() => {}, 1000); console.log(process.pid);';
	const preload = path.join(TOOLS, 'services', 'endWithParent.js');
	const tool = `
		const { startChild } = require(${JSON.stringify(CHILD_PROCESS)});
		const args = ["--require", ${JSON.stringify(preload)}, "-e", ${JSON.stringify(waiting)}];
		startChild(process.execPath, args, { stdio: ["pipe", "inherit", "inherit"] });
		setInterval(() => {}, 1000);
	`;
	await expectEndsWithTool(tool);
});

test('a program that does not know its parent ends with the tool too', async () => {
	const command = process.execPath;
	const args = ['-e', 'setInterval(() => {}, 1000); console.log(process.pid);'];
	const program = { command, args, cwd: TOOLS, endSignal: 'SIGINT' };
	const runner = [path.join(TOOLS, 'services', 'runWithParent.js'), JSON.stringify(program)];
	const tool = `
		const { startChild } = require(${JSON.stringify(CHILD_PROCESS)});
		const stdio = ["pipe", "inherit", "inherit"];
		startChild(process.execPath, ${JSON.stringify(runner)}, { stdio });
		setInterval(() => {}, 1000);
	`;
	await expectEndsWithTool(tool);
});

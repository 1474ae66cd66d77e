// The entry of the command line. tsx compiles only what a .cts file imports dynamically.
void import('./commandLine').then(async ({ runCommandLine }) => {
	const started = await runCommandLine(process.argv.slice(2), {
		print: (text) => console.log(text),
		printError: (text) => console.error(text),
	});
	if ('exitCode' in started) process.exit(started.exitCode);

	const stop = async () => {
		await started.sandbox.close();
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
});

// The command line's entry. tsx hands only dynamic imports of a .cts file to its own loader.
void import('./commandLine').then(async ({ runCommandLine }) => {
	const started = await runCommandLine(process.argv.slice(2), {
		print: (text) => console.log(text),
		complain: (text) => console.error(text),
	});
	if ('exitCode' in started) process.exit(started.exitCode);

	const end = async () => {
		await started.sandbox.close();
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
});

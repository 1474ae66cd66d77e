/**
 * Whether a call comes from a program or from the sandbox's own page. A page of another site names its
 * own origin, and one that reaches this machine by a name of its own (DNS rebinding) names that host.
 *
 * @param port the sandbox's
 */
export function isOwnCaller(
	{ host, origin }: { host?: string; origin?: string },
	port: number,
): boolean {
	const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
	return hosts.includes(host ?? '') && (origin === undefined || origin === `http://${host}`);
}

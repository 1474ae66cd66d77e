// Keeps web pages of other sites away from the control addresses.

/**
 * True for a program and for the sandbox's own page. A page of another site sends its own origin; a
 * page that reaches this machine under another name (DNS rebinding) sends that name as the host.
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

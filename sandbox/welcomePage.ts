import { accounts } from './authentication';

/** The page at the sandbox's address: what this is, and what to type where. */
export function welcomePage(url: string): string {
	const { oAuth, basic } = accounts;
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Capillary Badges sandbox</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
td, th { padding: 0.2rem 1rem 0.2rem 0; text-align: left; }
code { background: #8882; padding: 0.1rem 0.3rem; }
</style>
</head>
<body>
<h1>Capillary Badges sandbox</h1>
<p>This is a sandbox for trying and testing, not Capillary; nothing here is real. It forgets
everything when it stops, and only this computer reaches it.</p>
<h2>To use it</h2>
<p>In a Capillary API credential choose the region <b>Other (Enter a Host)</b> and enter:</p>
<table>
<tr><th>Custom Host</th><td><code>${url}</code></td></tr>
<tr><th>OAuth: client key</th><td><code>${oAuth.clientKey}</code></td></tr>
<tr><th>OAuth: client secret</th><td><code>${oAuth.clientSecret}</code></td></tr>
<tr><th>Basic: username</th><td><code>${basic.username}</code></td></tr>
<tr><th>Basic: password</th><td><code>${basic.password}</code></td></tr>
</table>
<h2>To look inside</h2>
<ul>
<li><a href="/sandbox/ledger">/sandbox/ledger</a>: every call, and what it really changed</li>
<li><a href="/sandbox/state">/sandbox/state</a>: the badges and customers, and who holds what</li>
<li><a href="/sandbox/faults">/sandbox/faults</a>: what is set to go wrong</li>
</ul>
</body>
</html>
`;
}

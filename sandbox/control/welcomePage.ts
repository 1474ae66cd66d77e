// The page at the sandbox's address: what it is, what to enter in n8n, and the latest changes.
import { accounts } from '../http/authentication';
import { recentChanges } from './recentChanges';
import type { Sandbox } from '../sandbox';

/** The page in HTML. */
export function welcomePage(sandbox: Sandbox): string {
	const { url } = sandbox;
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
<p>This is a sandbox for trying and testing, not Capillary; nothing here is real. All data
are lost when it stops, and only this computer can reach it.</p>
<h2>Connect n8n</h2>
<p>In a Capillary API credential, choose the region <b>Other (Enter a Host)</b> and enter:</p>
<table>
<tr><th>Custom Host</th><td><code>${url}</code></td></tr>
<tr><th>OAuth: client key</th><td><code>${oAuth.clientKey}</code></td></tr>
<tr><th>OAuth: client secret</th><td><code>${oAuth.clientSecret}</code></td></tr>
<tr><th>Basic: username</th><td><code>${basic.username}</code></td></tr>
<tr><th>Basic: password</th><td><code>${basic.password}</code></td></tr>
</table>
<h2>Try a trigger</h2>
<p><button id="earn">A customer earns a badge</button> <span id="earned"></span></p>
<script>
document.getElementById('earn').onclick = async () => {
	const answer = await (await fetch('/sandbox/earn', { method: 'POST' })).json();
	const text = answer.error ?? \`Customer \${answer.customerId} earned \${answer.badge}. Published triggers receive the event.\`;
	document.getElementById('earned').textContent = text;
};
</script>
<h2>Latest changes</h2>
${changesTable(sandbox)}
<h2>Look inside</h2>
<ul>
<li><a href="/sandbox/ledger">/sandbox/ledger</a>: every call and what it changed</li>
<li><a href="/sandbox/state">/sandbox/state</a>: the badges and customers, and who has what</li>
<li><a href="/sandbox/faults">/sandbox/faults</a>: the faults in force</li>
</ul>
</body>
</html>
`;
}

function changesTable(sandbox: Sandbox): string {
	const rows = recentChanges(sandbox).map(
		({ at, what, by }) => `<tr><td>${at}</td><td>${escaped(what)}</td><td>${escaped(by)}</td></tr>`,
	);
	if (rows.length === 0) return '<p>No changes yet. Reload the page after a workflow has run.</p>';
	return `<table>\n<tr><th>Time (UTC)</th><th>What</th><th>Signed in by</th></tr>\n${rows.join('\n')}\n</table>`;
}

/** Calls can send any name. */
function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

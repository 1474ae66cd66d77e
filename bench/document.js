'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { CONTESTANTS } = require('./contestants');
const { LATENCY } = require('./measure');
const { verdictTable } = require('./report');

/**
 * @typedef {object} Outcome
 * @property {import('./targets').Verdict[]} judged
 * @property {import('./targets').Rivals} rivals
 * @property {string[]} tables what was measured, in sections
 * @property {string} limits how long runs take against a limit
 * @property {number} rounds
 * @property {string} n8nVersion
 */

const ROOT = path.resolve(__dirname, '..');
/** Where the results are written, from the project's folder. */
const DOCUMENT = path.join('docs', 'benchmark.md');
const GIGABYTE = 2 ** 30;

/**
 * Writes the results down, with all that is needed to judge and to repeat them.
 * @param {Outcome} outcome
 */
function writeDocument(outcome) {
	fs.writeFileSync(path.join(ROOT, DOCUMENT), text(outcome));
}

/** @param {Outcome} outcome @returns {string} */
function text({ judged, rivals, tables, limits, rounds, n8nVersion }) {
	const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	const cores = os.cpus();
	const memory = Math.round(os.totalmem() / GIGABYTE);
	const [fastest, paced] = [rivals.fastest, rivals.paced].map((name) =>
		CONTESTANTS[name].title.replace('HTTP Request, ', ''),
	);
	return `# Benchmark

The same work done in the same n8n by n8n's own HTTP Request node and by the Capillary Badges node,
against the Capillary sandbox on the same machine. This page is written by \`npm run bench\`.

- Date: ${new Date().toISOString().slice(0, 10)}
- Versions: n8n ${n8nVersion} on Node.js ${process.version}, n8n-nodes-capillary-badges ${version}
- Machine: ${cores.length} cores (${cores[0].model.trim()}), ${memory} GB of memory, ${os.type()}
- ${rounds} rounds; in each, all runs of a table one after the other. The figures are medians.
- The sandbox takes ${LATENCY} ms over every call.

## Ratios and targets

${verdictTable(judged)}

- The HTTP Request node has no limit of calls in flight. Its fastest settings on this machine:
  ${fastest}. With at most 20 calls in flight: ${paced}.
- By email, the HTTP Request node looks each customer up and revokes then, in two nodes, as people
  build it. The Capillary Badges node has *Look Up Customers Together* on.
- At its defaults the Capillary Badges node has 10 calls in flight, and the first call goes alone to find
  out whether the credential is accepted. How the other node compares depends on how fast the machine
  makes its 1,000 calls, which its processor limits.
- The bound is what the calls would take if nothing but the API took time.

## Against a limit

How long a run takes that does not know the limit, beside one that knows it and never sends a call too
many: ten calls in flight, 100 ms a call, no Retry-After. Computed with the node's own code in virtual
time.

${limits}

## How it is measured

- Every run is one execution of a published workflow: a webhook takes the rows, the node under test
  does the work, and the last node tells what came out. n8n stores no execution data, for anybody.
- Time is from the rows being ready to the last node having the results.
- The HTTP Request node is set up as a careful user would: a Basic credential, JSON body, one row a
  call, On Error set to continue. The Capillary Badges node signs in by Basic as well, and goes on
  after errors as well.
- "Bare loop" is a node that only the benchmark has. It gets the calls grouped already and makes
  them with n8n's own helper in a plain pool: no parameters read for each row, no retries, no
  outcomes told. It shows what the Capillary Badges node adds.
- Calls and calls in flight are the sandbox's count.
- Memory is the highest resident memory of the n8n process during the run; garbage is collected before
  each run. Memory that n8n does not give back between runs makes it depend on what ran before.
- A run counts only when the sandbox's ledger shows that every row was done exactly once, by as many
  calls as there should be, each answered with HTTP 200.

## Results

${tables.join('\n')}
## Repeat it

\`\`\`
npm run bench              # everything, about ten minutes; writes this page
npm run bench -- --quick   # one round without the 10,000 rows; prints only
npm run bench:memory       # memory, and how long n8n lets a health check wait, with 50,000 and 100,000 rows
\`\`\`

Nothing else should be busy on the machine. The times are this machine's; the ratios are what to
compare.
`;
}

module.exports = { DOCUMENT, writeDocument };

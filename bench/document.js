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
	return `# Benchmark: how fast the node is next to n8n's HTTP Request node

The first table has the ratios: how many times as long n8n's HTTP Request node takes for the same work.
Both nodes ran in the same n8n, with the Capillary sandbox on the same machine. \`npm run bench\` writes
this page. It compares the nodes when Capillary sets no limit. How long your own run takes depends on
Capillary's limit of calls: see [sizing](sizing.md#what-limits-a-run).

- Date: ${new Date().toISOString().slice(0, 10)}
- Versions: n8n ${n8nVersion} on Node.js ${process.version}, n8n-nodes-capillary-badges ${version}
- Machine: ${cores.length} cores (${cores[0].model.trim()}), ${memory} GB of memory, ${os.type()}
- Rounds: ${rounds}. Each round makes all runs of a table, one after the other. The figures are medians:
  as many rounds took longer as took less time.
- Latency, the time until a call has its response: the sandbox takes ${LATENCY} ms for every call.

## Ratios and targets

${verdictTable(judged)}

- A call is in flight from when it is sent until its response is there.
- The HTTP Request node does not limit its calls in flight. Its fastest settings on this machine:
  ${fastest}. With at most 20 calls in flight: ${paced}.
- By email, two HTTP Request nodes look up each customer and then revoke, as people build it. The
  Capillary Badges node has *Look Up Customers Together* on.
- By default, the Capillary Badges node has 10 calls in flight. Its first call goes alone, to check the
  credential.
- The processor limits how fast the HTTP Request node makes its 1,000 calls. So the ratio depends on
  the machine.
- The bound is the time that the run takes if only the responses take time, and n8n takes none.
- The targets are the aims of the developers. NO means that this run did not reach the target.
- revokeIssue is the operation *Issue: Revoke*. revokeEarn is *Earn: Revoke*.

## Against a limit

How long does a run take that does not know the limit? The best run knows the limit and never sends a
call too many. Both have ten calls in flight and 100 ms a call, without Retry-After. The figures are
calculated with the node's own code in virtual time. "Evenly" means that Capillary lets calls through at a
steady pace. After a pause, it takes at most ten, or the calls of a minute, at once.

${limits}

## How it is measured

- Every run is one execution of a published workflow. A webhook takes the rows, the node under test
  does the work, and the last node reports the result. n8n stores no execution data in any run.
- Time starts when the rows are ready, and ends when the last node has the results.
- The HTTP Request node is set up as a careful user would do it: a Basic credential, JSON body, one row
  a call, On Error set to continue. The Capillary Badges node also signs in by Basic and continues
  after errors.
- "Bare loop" is a node that exists only in the benchmark. It receives calls that are already grouped,
  and makes them with n8n's own helper in a plain pool. It reads no parameters for each row, does not
  retry, and reports no outcomes. It shows what the Capillary Badges node adds.
- The sandbox counts the calls and the calls in flight.
- Memory is the highest resident memory of the n8n process during the run. Garbage is collected before
  each run. n8n does not give all memory back, so the figure depends on earlier runs.
- The sandbox notes each change. A run counts only if the notes show that every row was done exactly once. The number of
  calls must be right, and each response must have HTTP 200.

## Results

${tables.join('\n')}
## Repeat it

\`\`\`
npm run bench              # everything, about ten minutes; writes this page
npm run bench -- --quick   # one round without the 10,000 rows; prints only
npm run bench:memory       # memory, and how long n8n lets a health check wait, with 50,000 and 100,000 rows
\`\`\`

Run nothing else on the machine. The times are those of this machine, so compare the ratios.
`;
}

module.exports = { DOCUMENT, writeDocument };

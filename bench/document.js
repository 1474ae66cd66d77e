'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { CONTESTANTS } = require('./contestants');
const { groupTable, verdictTable } = require('./report');

/**
 * @typedef {object} Heat settings of the HTTP Request node that were tried
 * @property {string} title
 * @property {import('./results').Results} results
 * @property {import('./measure').Run[]} runs
 * @property {import('./workflows').ContestantName} winner
 *
 * @typedef {object} Outcome
 * @property {Heat[]} heats for its fastest, and for its fastest with few calls in flight
 * @property {import('./results').Results} results
 * @property {import('./program').Group[]} groups
 * @property {import('./targets').Verdict[]} judged
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
	const file = path.join(ROOT, DOCUMENT);
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, text(outcome));
}

/** @param {Outcome} outcome @returns {string} */
function text({ heats, results, groups, judged, rounds, n8nVersion }) {
	const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	const [{ nodeVersion }] = results.rounds(results.runs[0]);
	const cores = os.cpus();
	const memory = Math.round(os.totalmem() / GIGABYTE);
	const sections = groups.map((group) => `### ${group.title}\n\n${groupTable(results, group)}\n`);
	const trials = heats.map((heat) => `### ${heat.title}\n\n${groupTable(heat.results, heat)}\n`);
	const [fastest, paced] = heats.map(({ winner }) =>
		CONTESTANTS[winner].title.replace('HTTP Request, ', ''),
	);
	return `# Benchmark

The same work done in the same n8n by n8n's own HTTP Request node and by the Capillary Badges node,
against the Capillary sandbox on the same machine. This page is written by \`npm run bench\`.

- Date: ${new Date().toISOString().slice(0, 10)}
- Versions: n8n ${n8nVersion} on Node.js ${nodeVersion}, n8n-nodes-capillary-badges ${version}
- Machine: ${cores.length} cores (${cores[0].model.trim()}), ${memory} GB of memory, ${os.type()}
- ${rounds} rounds; in each, all runs of a table one after the other. The figures are medians.

## Ratios and targets

${verdictTable(judged)}

- HTTP Request with any number of calls in flight has the settings that won on this machine: ${fastest}.
  It has no limit of its own, and more in flight than the 20 that the Capillary Badges node can be
  set to.
- With at most 20 calls in flight, its fastest settings were: ${paced}.
- At their defaults the HTTP Request node has no limit and the Capillary Badges node has 5 calls in
  flight. 50 calls of 50 ms, 5 at a time, take 500 ms at least, and the first call goes alone, to
  find out whether the credential is accepted; so the ratio depends on how fast the machine makes
  the other node's 1,000 calls, which its processor limits.
- The bound is what the calls would take if nothing but the API took time.

## How it is measured

- Every run is one execution of a published workflow: a webhook takes the rows, the node under test
  does the work, and the last node tells what came out. n8n stores no execution data, for anybody.
- Time is from the rows being ready to the next node having the results: the execution time that
  n8n records for the node, and a few milliseconds of n8n's own between two nodes.
- The HTTP Request node is set up as a careful user would: a Basic credential, JSON body, one row a
  call, On Error set to continue. The Capillary Badges node signs in by Basic as well, and goes on
  after errors as well.
- "Bare loop" is a node that only the benchmark has. It gets the calls grouped already and makes
  them with n8n's own helper in a plain pool: no parameters read for each row, no retries, no
  outcomes told. It shows what the Capillary Badges node adds.
- Calls, connections and calls in flight are the sandbox's count. With latency 0 a call takes the
  sandbox no time, so there is never more than one in its hands.
- Memory is the highest resident memory of the n8n process during the run, and how far that is above
  the start of the run; garbage is collected before each run. Memory that n8n does not give back
  between runs makes the first figure depend on what ran before.
- A run counts only when the sandbox's ledger shows that every row was done exactly once, by as many
  calls as there should be, each answered with HTTP 200.

## Results

${sections.join('\n')}
${trials.join('\n')}
## Repeat it

\`\`\`
npm run bench              # everything, about fifteen minutes; writes this page
npm run bench -- --quick   # two rounds without the 10,000 rows; prints only
\`\`\`

Nothing else should be busy on the machine. The times are this machine's; the ratios are what to
compare.
`;
}

module.exports = { DOCUMENT, writeDocument };

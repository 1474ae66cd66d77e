'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { parse } = require('yaml');

const WORKFLOWS = path.resolve(__dirname, '..', '..', '.github', 'workflows');

/**
 * @typedef {{uses?: string, run?: string, env?: object, with?: object}} WorkflowStep
 * @typedef {{permissions?: Record<string, string>, environment?: string, needs?: string, steps: WorkflowStep[]}} Job
 */

/** @param {string} name @returns {{permissions: Record<string, string>, jobs: Record<string, Job>}} */
const workflow = (name) => parse(fs.readFileSync(path.join(WORKFLOWS, name), 'utf8'));

describe.each(fs.readdirSync(WORKFLOWS))('the workflow %s', (name) => {
	it('pins each action by commit', () => {
		const used = Object.values(workflow(name).jobs).flatMap(({ steps }) =>
			steps.flatMap(({ uses }) => uses ?? []),
		);
		expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
	});

	it('may only read unless a job says otherwise, and uses no stored token', () => {
		expect(workflow(name).permissions).toEqual({ contents: 'read' });
		expect(fs.readFileSync(path.join(WORKFLOWS, name), 'utf8')).not.toMatch(/secrets\.|_TOKEN/);
	});
});

describe('publishing', () => {
	const { build, publish } = workflow('publish.yml').jobs;
	const commandsOf = (/** @type {Job} */ { steps }) => steps.flatMap(({ run }) => run ?? []);

	it('builds and tests without the permission to publish', () => {
		expect(build.permissions).toBeUndefined();
		expect(commandsOf(build)).toContain('.ci/run');
	});

	it('hands on the tarball that the tests have used', () => {
		const tests = build.steps.find(({ run }) => run === '.ci/run');
		const upload = build.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
		expect(tests?.env).toEqual({ CAPILLARY_BADGES_RELEASE: 'release' });
		expect(upload?.with).toMatchObject({ path: 'release/*.tgz', 'if-no-files-found': 'error' });
	});

	it('publishes only the tarball of the build, in a protected environment', () => {
		expect(publish).toMatchObject({
			needs: 'build',
			environment: 'npm',
			permissions: { 'id-token': 'write' },
		});
		expect(commandsOf(publish)).toEqual([
			'npm publish ./release/*.tgz --provenance --access public --ignore-scripts',
		]);
		expect(publish.steps.some(({ uses }) => uses?.startsWith('actions/checkout@'))).toBe(false);
	});
});

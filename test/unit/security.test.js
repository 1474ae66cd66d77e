'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { PROMISES } = require('../security/promises');

const ROOT = path.resolve(__dirname, '..', '..');
const read = (/** @type {string} */ file) => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** Sentences that other steps and tests hold, because their code is not one piece of one file. */
const HELD_ELSEWHERE = {
	'The trigger deletes only webhooks that lead to its own n8n.':
		'test/engine/trigger.lifecycle.test.ts',
	'The package needs nothing but n8n at run time, and contains only the files that ship.':
		'tools/checks/installOffline.js',
};

test('each sentence of SECURITY.md has the code and the test that hold it', () => {
	const [, promised = ''] =
		/\n## What the node protects\n([^]*?)\n## What the node trusts/.exec(read('SECURITY.md')) ?? [];
	const sentences = promised.split('\n').flatMap((line) => /^- (.*)$/.exec(line)?.[1] ?? []);
	const held = [...PROMISES.map(({ sentence }) => sentence), ...Object.keys(HELD_ELSEWHERE)];

	expect(sentences.length).toBeGreaterThan(10);
	expect(held.sort()).toEqual(sentences.sort());
	for (const file of Object.values(HELD_ELSEWHERE)) expect(read(file)).not.toBe('');
});

test.each(PROMISES)('the code and the test for "$sentence" exist', (promise) => {
	expect(read(promise.file).split(promise.code)).toHaveLength(2);
	expect(read(promise.test)).toContain(promise.title);
});

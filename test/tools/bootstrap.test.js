'use strict';

const fs = require('node:fs');
const { builtinModules } = require('node:module');
const path = require('node:path');

const BOOTSTRAP = path.resolve(__dirname, '..', '..', 'tools', 'bootstrap');

// It installs the development packages, so it cannot use them.
test('tools/bootstrap loads only Node.js and its own files', () => {
	const files = fs.readdirSync(BOOTSTRAP);
	const loaded = files.flatMap((name) => {
		const text = fs.readFileSync(path.join(BOOTSTRAP, name), 'utf8');
		return [...text.matchAll(/= (?:require|await import)\('([^']+)'\)/g)].map(([, id]) => id);
	});
	const allowed = [
		...builtinModules.map((id) => `node:${id}`),
		...files.map((name) => `./${path.parse(name).name}`),
	];
	expect(loaded).toContain('node:fs');
	expect(loaded.filter((id) => !allowed.includes(id))).toEqual([]);
});

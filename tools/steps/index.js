'use strict';

const { formatting, imports, lint, patterns, types, unused } = require('./commands');
const { contents } = require('./contents');
const { descriptions } = require('./descriptions');
const { installByHand } = require('./installByHand');
const { jestStep } = require('./jestProject');
const { prose } = require('./prose');
const { queue } = require('./queue');
const { scanPackage, scanSource } = require('./scan');

/** What `npm test` does, the quick and telling first. @type {import('./step').Step[]} */
const STEPS = [
	types,
	lint,
	patterns,
	imports,
	formatting,
	unused,
	prose,
	scanSource,
	scanPackage,
	descriptions,
	contents,
	installByHand,
	jestStep('unit', 'single parts, the sandbox, the tools', []),
	jestStep('engine-2.41', 'the built node in the engine of n8n 2.41', ['packed']),
	jestStep('engine-2.0', 'the built node in the engine of n8n 2.0', ['packed', 'engines']),
	jestStep('engine-1.123', 'the built node in the engine of n8n 1.123', ['packed', 'engines']),
	jestStep('properties', 'random work under random faults, held against the sandbox', ['packed']),
	jestStep('e2e', 'a real n8n with the packed package, its editor in a browser', ['n8n']),
	jestStep('e2e-1.123', 'a real n8n 1.123 with the packed package', ['n8n-1.123']),
	queue,
];

module.exports = { STEPS };

'use strict';

// Prints the descriptions of nodes and credentials as source files.
const fs = require('node:fs');
const path = require('node:path');
const { inspect } = require('node:util');

/** @param {unknown} value @returns {string} the complete value as source text */
const literal = (value) =>
	inspect(value, {
		...{ depth: null, maxArrayLength: null, maxStringLength: null },
		...{ breakLength: Infinity, compact: false },
	});

/** @param {string} type @param {string} className @param {string[]} fields */
const classText = (type, className, fields) =>
	`import type { ${type} } from 'n8n-workflow';

export class ${className} implements ${type} {
${fields.join('\n\n')}
}
`;

/**
 * Writes a source file of literals for each node and credential, with the path of its source.
 * @param {string} built the folder of the built package
 * @param {string} folder for the files
 */
function printDescriptions(built, folder) {
	const { n8n } = JSON.parse(fs.readFileSync(path.join(built, 'package.json'), 'utf8'));
	for (const file of [...n8n.nodes, ...n8n.credentials]) {
		const [[className, Class]] = Object.entries(require(path.join(built, file)));
		const instance = new Class();
		const fields = Object.entries(
			instance.description ? { description: instance.description } : instance,
		)
			.filter(([, value]) => typeof value !== 'function')
			.map(([name, value]) => `${name} = ${literal(value)};`);
		const type = instance.description ? 'INodeType' : 'ICredentialType';
		const printed = path.join(folder, file.replace(/^dist\/(.*)\.js$/, '$1.ts'));
		fs.mkdirSync(path.dirname(printed), { recursive: true });
		fs.writeFileSync(printed, classText(type, className, fields));
	}
}

module.exports = { printDescriptions };

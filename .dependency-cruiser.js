// Which folder may import which, types included; the check `imports` holds the sources to it.
// https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md

const NODE = '^nodes/CapillaryBadges/';
const PRODUCTION = '^(nodes|credentials)/';
const ENTRY_FILES = '\\.(node|credentials)\\.ts$';

/** Each folder of the node with the folders below it, which it may import besides its own files. */
const LAYERS = {
	resources: ['engine', 'fields', 'api', 'errors'],
	methods: ['resources/shared', 'engine', 'fields', 'api', 'errors'],
	engine: ['fields', 'api', 'errors'],
	fields: ['api', 'errors'],
	api: ['errors'],
	errors: [],
};

/** The files outside of these folders, with what they may import of the node. */
const OUTSIDE = [
	{
		name: 'node-file',
		from: `${NODE}CapillaryBadges\\.node\\.ts$`,
		places: ['engine', 'resources', 'methods'],
	},
	{
		name: 'trigger',
		from: '^nodes/CapillaryBadgesTrigger/',
		// Its list of badges to pick from is the node's own.
		places: ['methods/badges.ts', 'fields', 'api', 'errors'],
	},
	{ name: 'credentials', from: '^credentials/', places: ['api', 'errors'] },
];

/** A pattern for folders and files of the node. */
const pathOf = (places) => `${NODE}(${places.join('|')})(/|$)`;

/** A rule that a file of `from` imports only `places` of the node. */
const onlyImports = (name, from, places) => ({
	name,
	severity: 'error',
	comment: `Of the node, it may import ${places.join(', ')}.`,
	from: { path: from },
	to: { path: NODE, pathNot: pathOf(places) },
});

const forbidden = (name, comment, to, from = PRODUCTION) => {
	return { name, severity: 'error', comment, from: { path: from }, to };
};

module.exports = {
	forbidden: [
		...Object.entries(LAYERS).map(([layer, places]) =>
			onlyImports(layer, pathOf([layer]), [layer, ...places]),
		),
		...OUTSIDE.map(({ name, from, places }) => onlyImports(name, from, places)),
		{
			...forbidden('folders', 'Put the file into one of the folders above.', { path: '.' }),
			from: { path: NODE, pathNot: [pathOf(Object.keys(LAYERS)), OUTSIDE[0].from] },
		},
		forbidden(
			'node-stands-alone',
			'The trigger and the credentials import the node, never the other way round.',
			{ path: '^(nodes/CapillaryBadgesTrigger|credentials)/' },
			NODE,
		),
		forbidden('entry-files', 'n8n loads nodes and credentials; no file imports them.', {
			path: ENTRY_FILES,
		}),
		forbidden('only-what-ships', 'What ships imports nothing that does not ship.', {
			pathNot: `${PRODUCTION}|node_modules/`,
			dependencyTypesNot: ['core'],
		}),
		forbidden('no-runtime-dependency', 'A community node has no package but n8n-workflow.', {
			path: 'node_modules/',
			pathNot: 'node_modules/(@types/node|n8n-workflow)/',
		}),
		forbidden('exists', 'The file or the package does not exist.', { couldNotResolve: true }),
		{
			...forbidden('no-cycle', 'Move what both files need into a file of its own.', {
				circular: true,
			}),
			// These two describe each other with types.
			from: { path: PRODUCTION, pathNot: `${NODE}engine/(operation|pages)\\.ts$` },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
	},
};

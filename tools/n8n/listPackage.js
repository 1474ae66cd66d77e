'use strict';

// Adds the package to Settings > Community nodes. n8n fills these tables when it installs a package from
// a registry, but here the package comes from a file. Runs on n8n's Node.js, because only that can load
// n8n's database driver. Arguments: n8n's script, the database, the package's name and version.
const { createRequire } = require('node:module');

const NODES = [
	{ name: 'Capillary Badges', type: 'capillaryBadges' },
	{ name: 'Capillary Badges Trigger', type: 'capillaryBadgesTrigger' },
];
const NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')";

const [n8n, file, name, version] = process.argv.slice(2);
const { Database } = createRequire(n8n)('sqlite3');
const database = new Database(file);
database.serialize(() => {
	database.run(
		`INSERT OR REPLACE INTO installed_packages
		(packageName, installedVersion, createdAt, updatedAt) VALUES (?, ?, ${NOW}, ${NOW})`,
		[name, version],
	);
	for (const node of NODES) {
		database.run(
			'INSERT OR REPLACE INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, 1, ?)',
			[node.name, `${name}.${node.type}`, name],
		);
	}
});
database.close();

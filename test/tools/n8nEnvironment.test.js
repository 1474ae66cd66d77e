'use strict';

const { n8nEnvironment } = require('../../tools/n8n/environment');

const OF_THE_USER = {
	DB_TYPE: 'postgresdb',
	EXECUTIONS_MODE: 'queue',
	HTTP_PROXY: 'http://proxy.example.com',
	N8N_ENCRYPTION_KEY: 'of the user',
	NODE_OPTIONS: '--inspect',
	QUEUE_BULL_REDIS_HOST: 'redis.example.com',
	WEBHOOK_URL: 'https://n8n.example.com',
};

test("no setting of the user's own n8n reaches the demo", () => {
	Object.assign(process.env, OF_THE_USER, { N8N_USER_FOLDER: '/home/user', N8N_PORT: '5678' });
	const environment = n8nEnvironment({
		userFolder: '/demo',
		port: 5690,
		brokerPort: 5691,
		owner: { email: 'demo@example.com', passwordHash: 'hash' },
		modulesOff: ['insights', 'ldap'],
	});

	for (const name of Object.keys(OF_THE_USER)) expect(environment).not.toHaveProperty([name]);
	expect(environment).toMatchObject({
		N8N_USER_FOLDER: '/demo',
		N8N_PORT: '5690',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_DISABLED_MODULES: 'insights,ldap',
		PATH: process.env.PATH,
	});
});

import { whyUndeliverable } from '../../../nodes/CapillaryBadgesTrigger/address';

const capillary = 'https://eu.api.capillarytech.com';
const sandbox = 'http://127.0.0.1:4010';

test.each([
	'https://n8n.example.com/webhook/id/webhook',
	'https://n8n.example.com:8443/n8n/webhook/id/webhook',
	'https://203.0.113.7/webhook/id/webhook',
	'https://172.32.0.1',
	'https://100.128.0.1',
	'https://[2001:db8::1]',
	'https://local.example.com',
	'https://my-internal.example.com',
])('accepts %s', (url) => {
	expect(whyUndeliverable(url, capillary)).toBeUndefined();
});

test.each([
	'https://localhost',
	'https://127.1',
	'https://0x7f.0.0.1',
	'https://0',
	'https://10.0.0.1',
	'https://172.31.255.255',
	'https://100.127.0.1',
	'https://192.168.0.1',
	'https://[::1]',
	'https://[::]',
	'https://[fe80::1]',
	'https://[fc00::1]',
	'https://[::ffff:192.168.0.1]',
	'https://n8n',
	'https://n8n.lan',
	'https://n8n.home.arpa',
	'https://app.localhost',
	'https://',
	'',
])('refuses %s, unless Capillary is on this machine', (url) => {
	expect(whyUndeliverable(url, capillary)).toContain('cannot reach');
	expect(whyUndeliverable(url, sandbox)).toBeUndefined();
});

test('refuses plain http, unless Capillary is on this machine', () => {
	expect(whyUndeliverable('http://n8n.example.com', capillary)).toContain('unencrypted');
	expect(whyUndeliverable('http://n8n.example.com', sandbox)).toBeUndefined();
});

import { addressOf, REGIONS, UnusableHost } from '../../../nodes/CapillaryBadges/transport/host';

const custom = (customHost: unknown) =>
	addressOf({ host: 'custom', customHost: customHost as string });

describe('addressOf', () => {
	it.each(REGIONS.filter(({ value }) => value !== 'custom'))(
		'takes the region $name',
		({ value }) => {
			expect(addressOf({ host: value })).toBe(`https://${value}`);
		},
	);

	it.each([
		['https://eu.api.capillarytech.com', 'https://eu.api.capillarytech.com'],
		['https://eu.api.capillarytech.com/', 'https://eu.api.capillarytech.com'],
		['  https://EU.api.capillarytech.com  ', 'https://eu.api.capillarytech.com'],
		['eu.api.capillarytech.com', 'https://eu.api.capillarytech.com'],
		['https://eu.api.capillarytech.com/api_gateway/v1/badges/', 'https://eu.api.capillarytech.com'],
		[
			'https://eu.api.capillarytech.com/v3/oauth/token/generate',
			'https://eu.api.capillarytech.com',
		],
		['https://gateway.example.com:8443', 'https://gateway.example.com:8443'],
		['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
		['http://localhost:4010', 'http://localhost:4010'],
		['http://[::1]:4010', 'http://[::1]:4010'],
	])('reads %s as %s', (typed, address) => {
		expect(custom(typed)).toBe(address);
	});

	it.each([
		['nothing', '', /empty/],
		['nothing at all', undefined, /empty/],
		['a blank inside', 'https://eu.api capillarytech.com', /not the address of a host/],
		['a path of its own', 'https://example.com/capillary', /not the address of a host/],
		['a blank in the path', 'https://example.com/v1/a b', /not the address of a host/],
		['a query', 'https://example.com?x=1', /not the address of a host/],
		['another protocol', 'ftp://example.com', /not the address of a host/],
		['a port that is none', 'https://example.com:99999', /not the address of a host/],
		[
			'sign-in data before the host',
			'https://eu.api.capillarytech.com@example.com',
			/not the address of a host/,
		],
		[
			'a backslash that some take for a slash',
			'https://example.com\\@eu.api.capillarytech.com',
			/not the address of a host/,
		],
		[
			'letters that look like others',
			'https://еu.api.capillarytech.com',
			/not the address of a host/,
		],
		['a dot at the end', 'https://eu.api.capillarytech.com.', /not the address of a host/],
		['an IPv6 address that is not loopback', 'https://[2001:db8::1]', /not the address of a host/],
		['loopback before an at sign', 'http://127.0.0.1@example.com', /not the address of a host/],
		['plain http to loopback as one number', 'http://2130706433', /unencrypted/],
		['plain http to another machine', 'http://eu.api.capillarytech.com', /unencrypted/],
		['plain http to a name like loopback', 'http://127.0.0.1.example.com', /unencrypted/],
	])('refuses %s', (_, typed, message) => {
		expect(() => custom(typed)).toThrow(UnusableHost);
		expect(() => custom(typed)).toThrow(message);
	});

	it('shows no password that was pasted into the address', () => {
		expect(() => custom('https://till:word@example.com')).toThrow(/holds 'https:\/\/example.com'/);
	});

	it('refuses a region out of an expression that is no host', () => {
		expect(() => addressOf({ host: 'eu/../evil' })).toThrow(UnusableHost);
	});
});

import {
	addressOf,
	isLoopback,
	REGIONS,
	UnusableHost,
} from '../../../nodes/CapillaryBadges/api/host';

const custom = (customHost: unknown) =>
	addressOf({ host: 'custom', customHost: customHost as string });

describe('addressOf', () => {
	it.each(REGIONS.filter(({ value }) => value !== 'custom'))(
		'accepts the region $name',
		({ name, value }) => {
			expect(name).toMatch(/^\w/);
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
		['HTTP://LOCALHOST', 'http://localhost'],
		['http://127.100.20.3', 'http://127.100.20.3'],
		['https://example.com///', 'https://example.com'],
		['https://example.com/v1', 'https://example.com'],
		['https://example.com/v1.1/customer', 'https://example.com'],
		['https://example.com/v2/', 'https://example.com'],
		['https://example.com:65535', 'https://example.com:65535'],
		['a.b', 'https://a.b'],
		['a--1.b-2c.d', 'https://a--1.b-2c.d'],
		['http://[::1]:4010', 'http://[::1]:4010'],
		['https://[2001:DB8::1]', 'https://[2001:db8::1]'],
		['[2001:db8::1]:8443/', 'https://[2001:db8::1]:8443'],
		['https://api_gateway.example', 'https://api_gateway.example'],
		['_x.example', 'https://_x.example'],
		['https://eu.api.capillarytech.com.', 'https://eu.api.capillarytech.com'],
		['https://eu.api.capillarytech.com.:8443/v2', 'https://eu.api.capillarytech.com:8443'],
	])('reads %s as %s', (typed, address) => {
		expect(custom(typed)).toBe(address);
	});

	it.each([
		['an empty value', '', /empty/],
		['a missing value', undefined, /empty/],
		['a space in the host', 'https://eu.api capillarytech.com', /not the address of a host/],
		['a path of its own', 'https://example.com/capillary', /not the address of a host/],
		[
			"a path that begins like one of the API's",
			'https://example.com/v1x',
			/not the address of a host/,
		],
		[
			"one of the API's paths below another",
			'https://example.com/x/v1',
			/not the address of a host/,
		],
		['v1.1 with another character', 'https://example.com/v1-1', /not the address of a host/],
		['a space in the path', 'https://example.com/v1/a b', /not the address of a host/],
		['a query', 'https://example.com?x=1', /not the address of a host/],
		['another protocol', 'ftp://example.com', /not the address of a host/],
		['an invalid port', 'https://example.com:65536', /not the address of a host/],
		['a port of six digits', 'https://example.com:000080', /not the address of a host/],
		['a port without digits', 'https://example.com:', /not the address of a host/],
		['a hyphen at the beginning', 'https://-example.com', /not the address of a host/],
		['a hyphen at the end of a part', 'https://example-.com', /not the address of a host/],
		['a hyphen at the end', 'https://example.com-', /not the address of a host/],
		['two dots in a row', 'https://example..com', /not the address of a host/],
		['a dot at the beginning', 'https://.example.com', /not the address of a host/],
		['slashes at the beginning', '//example.com', /not the address of a host/],
		['two dots at the end', 'https://example.com..', /not the address of a host/],
		['a dot alone', 'https://.', /not the address of a host/],
		['an IPv6 address without brackets', 'https://2001:db8::1', /not the address of a host/],
		['brackets around something else', 'https://[example]', /not the address of a host/],
		['an invalid IPv6 address', 'https://[1::2::3]', /not the address of a host/],
		['plain http to an IPv6 address', 'http://[2001:db8::1]', /unencrypted/],
		[
			'sign-in data before the host',
			'https://eu.api.capillarytech.com@example.com',
			/not the address of a host/,
		],
		[
			'a backslash that some parsers treat as a slash',
			'https://example.com\\@eu.api.capillarytech.com',
			/not the address of a host/,
		],
		[
			'letters that look like others',
			'https://еu.api.capillarytech.com',
			/not the address of a host/,
		],
		['loopback before an at sign', 'http://127.0.0.1@example.com', /not the address of a host/],
		['plain http to loopback as one number', 'http://2130706433', /unencrypted/],
		['plain http to another machine', 'http://eu.api.capillarytech.com', /unencrypted/],
		['plain http to a name that ends like loopback', 'http://my.localhost', /unencrypted/],
		['plain http to three numbers', 'http://127.0.0', /unencrypted/],
		['plain http to a number too long', 'http://127.0.0.1000', /unencrypted/],
		['plain http to a name like loopback', 'http://127.0.0.1.example.com', /unencrypted/],
	])('refuses %s', (_, typed, message) => {
		expect(() => custom(typed)).toThrow(UnusableHost);
		expect(() => custom(typed)).toThrow(message);
	});

	it('does not show a password that was pasted into the address', () => {
		expect(() => custom('https://till:word@example.com')).toThrow(/host: 'https:\/\/example.com'/);
	});

	it('says what to do in each case', () => {
		expect(() => custom('')).toThrow(
			/'Custom Host' is empty\. Enter the address .* such as https:/,
		);
		expect(() => custom('a b')).toThrow(/host: 'a b'\. Enter it like https:.* without a path/);
		expect(() => custom('http://eu.example.com:80/v1')).toThrow(
			/begins with http:\/\/, which .*\. Enter https:\/\/eu\.example\.com:80$/,
		);
		expect(() => addressOf({ host: 'eu evil' })).toThrow(
			"The credential's 'Region' is not a host: 'eu evil'. Choose a region from the list",
		);
	});

	it('refuses permanently, because a retry would not help', () => {
		expect(() => custom('')).toThrow(
			expect.objectContaining({ name: 'UnusableHost', httpCode: 'SIGN_IN_REFUSED' }),
		);
	});

	it('accepts a region from an expression, with spaces and capitals', () => {
		expect(addressOf({ host: ' EU.api.capillarytech.com ' })).toBe(
			'https://eu.api.capillarytech.com',
		);
		expect(() => addressOf({})).toThrow(/'Region' is not a host: ''/);
	});

	it('refuses a region from an expression that is not a host', () => {
		expect(() => addressOf({ host: 'eu/../evil' })).toThrow(UnusableHost);
	});
});

describe('isLoopback', () => {
	it.each([
		'localhost',
		'[::1]',
		'127.9.9.9',
		'http://localhost:5678/',
		'https://127.0.0.1/webhook/x',
		'HTTP://[::1]:5678',
	])('is true for %s', (address) => {
		expect(isLoopback(address)).toBe(true);
	});

	it.each([
		'https://localhost.example.com/x',
		'https://127.example.com/x',
		'https://127.0.0.1.example.com',
		'https://example.com/localhost',
		'https://n8n.example.com:5678',
	])('is false for %s', (address) => {
		expect(isLoopback(address)).toBe(false);
	});
});

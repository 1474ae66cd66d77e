import { createHash } from 'node:crypto';

import { withoutSecrets } from '../../../nodes/CapillaryBadges/transport/secrets';

const credential = {
	clientKey: 'the key/of a client',
	clientSecret: 'a secret of the client',
	accessToken: 'header.payload.signature',
	username: 'till-1',
	password: ' open sesame\n',
};
const md5 = createHash('md5').update('open sesame').digest('hex');
const base64 = (text: string) => Buffer.from(text).toString('base64');

const SECRETS = [
	'the key/of a client',
	'the%20key%2Fof%20a%20client',
	base64('the key/of a client'),
	'a secret of the client',
	'header.payload.signature',
	'open sesame',
	'open%20sesame',
	md5,
	md5.toUpperCase(),
	base64(`till-1:${md5}`),
];

it.each(SECRETS)('removes %s wherever it stands', (secret) => {
	const said = {
		data: { id: secret, list: [`before ${secret} after`, { [secret]: 1 }] },
		errors: [{ code: 400, message: `Wrong: ${secret}${secret}` }],
	};
	const text = JSON.stringify(withoutSecrets(said, credential));

	expect(text).not.toContain(secret);
	expect(text).toContain('before *** after');
	expect(text).toContain('Wrong: ******');
});

it('leaves everything else as it is', () => {
	const said = { data: [1, null, true, '653df084b3cda7078c7c68f1', { a: '' }], errors: [] };
	expect(withoutSecrets(said, credential)).toEqual(said);
	expect(withoutSecrets(said, {})).toBe(said);
	expect(withoutSecrets(said, { password: '1', clientKey: 'a' })).toEqual(said);
});

import { createHash } from 'node:crypto';

import type { Reply } from '../../../nodes/CapillaryBadges/api/call';
import { replyWithoutSecrets } from '../../../nodes/CapillaryBadges/api/secrets';

const credential = {
	clientKey: 'the key/of a client',
	clientSecret: 'a secret of the client',
	accessToken: 'header.payload.signature',
	username: 'till-1',
	password: ' open sesame\n',
};
const md5 = createHash('md5').update(' open sesame').digest('hex');
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

const holding = (data: unknown) => ({
	status: 'succeeded' as const,
	response: { data, warnings: [] },
});

it.each(SECRETS)('removes %s everywhere', (secret) => {
	const data = { id: secret, list: [`before ${secret} after`, { [secret]: 1 }] };
	const warnings = [{ code: 1, message: `Wrong: ${secret}${secret}` }];
	const reply: Reply = {
		status: 'succeeded',
		response: { data, warnings, requestId: secret },
	};
	const refused: Reply = {
		status: 'failed',
		refusal: { cause: 'capillary', message: `Wrong: ${secret}`, note: secret },
	};
	const texts = [reply, refused].map((one) => JSON.stringify(replyWithoutSecrets(one, credential)));

	for (const text of texts) expect(text).not.toContain(secret);
	expect(texts[0]).toContain('before *** after');
	expect(texts[0]).toContain('Wrong: ******');
	expect(texts[1]).toContain('Wrong: ***');
});

it('leaves everything else unchanged', () => {
	const reply = holding([1, null, true, '653df084b3cda7078c7c68f1', { a: '' }]);
	expect(replyWithoutSecrets(reply, credential)).toEqual(reply);
	expect(replyWithoutSecrets(reply, {})).toEqual(reply);
});

it('removes a short password from messages but not from data', () => {
	const short = { password: 'Gold' };
	const reply = holding({ name: 'Gold Star' });
	const refusal = { cause: 'capillary', message: 'No Gold' } as const;

	expect(replyWithoutSecrets(reply, short)).toEqual(reply);
	expect(replyWithoutSecrets({ status: 'failed', refusal }, short)).toEqual({
		status: 'failed',
		refusal: { cause: 'capillary', message: 'No ***' },
	});
});

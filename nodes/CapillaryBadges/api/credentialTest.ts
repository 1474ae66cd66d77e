import type { ICredentialTestRequest } from 'n8n-workflow';

import { TEST_HEADER } from './auth';
import { BADGES_API } from './call';

const NOT_ACCEPTED =
	"Capillary did not accept the sign-in. With Basic, check the user name and password, and that 'Password Format' says what you entered; Basic is off for new organizations until Capillary support turns it on. With OAuth, check that the API client is active and belongs to this region";

const NOT_ALLOWED =
	"You are signed in, but the account may not use badges. Ask your Capillary administrator to give the API client's access group the right to badges (a change takes up to an hour), and to have badges enabled for the organization";

/** Where the envelopes of Capillary's services have the code of an error. */
const PLACES = ['errors.0.code', 'response.status.code'];

/** n8n's test of the credential: the smallest call of the Badges API, and what its refusals mean. */
export const credentialTest: ICredentialTestRequest = {
	request: {
		method: 'GET',
		url: `${BADGES_API}/badgeMeta`,
		qs: { page: 0, size: 1, limit: 1 },
		headers: { [TEST_HEADER]: 'yes' },
		json: true,
	},
	rules: [
		...[401, 498].flatMap((code) => rulesFor(code, NOT_ACCEPTED)),
		...[403, 4000].flatMap((code) => rulesFor(code, NOT_ALLOWED)),
		{
			type: 'responseCode',
			properties: {
				value: 404,
				message: 'The host answered, but it has no Badges API. Check the region or the custom host',
			},
		},
		// n8n looks at each rule's type, so that both kinds can stand in one list.
	] as ICredentialTestRequest['rules'],
};

/** The message for a code of Capillary, which is the HTTP status or stands in an envelope under HTTP 200. */
function rulesFor(code: number, message: string) {
	return [
		{ type: 'responseCode' as const, properties: { value: code, message } },
		...PLACES.flatMap((key) =>
			[code, String(code)].map((value) => ({
				type: 'responseSuccessBody' as const,
				properties: { key, value, message },
			})),
		),
	];
}

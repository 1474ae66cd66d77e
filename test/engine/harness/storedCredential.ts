import type { ICredentialDataDecryptedObject, INodeCredentialsDetails } from 'n8n-workflow';

let stored = 0;

/**
 * A credential as n8n's database stores it: the fields that the user filled in, and what n8n saved
 * into it later, such as an access token.
 */
export class StoredCredential {
	/** What a node stores to name the credential. */
	readonly details: INodeCredentialsDetails;

	/** The number of times that n8n wrote to it. */
	saves = 0;

	constructor(
		readonly type: string,
		public data: ICredentialDataDecryptedObject,
	) {
		stored += 1;
		this.details = { id: String(stored), name: `Credential ${stored}` };
	}

	save(data: ICredentialDataDecryptedObject) {
		this.data = { ...data };
		this.saves += 1;
	}
}

import type { ICredentialDataDecryptedObject, INodeCredentialsDetails } from 'n8n-workflow';

let stored = 0;

/**
 * One credential as it lies in n8n's database: the fields that its user filled in, and whatever n8n
 * itself saved into it since, such as an access token.
 */
export class StoredCredential {
	/** How a node names the credential. */
	readonly details: INodeCredentialsDetails;

	/** How often n8n wrote to it. */
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

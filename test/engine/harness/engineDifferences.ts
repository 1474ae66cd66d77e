import * as n8nWorkflow from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeProperties,
	Workflow,
} from 'n8n-workflow';

/** What n8n does differently around the engine, depending on its version. */
interface EngineDifferences {
	/** The fields of a credential, with those that n8n itself adds. */
	credentialProperties(type: ICredentialType): INodeProperties[];
	/** What is saved when a credential's `preAuthentication` returned `output`. */
	savedAfterPreAuthentication(
		stored: ICredentialDataDecryptedObject,
		used: ICredentialDataDecryptedObject,
		output: ICredentialDataDecryptedObject,
	): ICredentialDataDecryptedObject;
	/**
	 * Whether errors of n8n's HTTP helpers keep the response as their cause. Without it, the rules
	 * of a credential's test never match, and n8n shows its own text.
	 */
	errorsKeepTheirCause: boolean;
	/** Runs `work` with what this version needs to resolve expressions. */
	withExpressions<T>(workflow: Workflow, work: () => Promise<T>): Promise<T>;
}

const upTo2_0: EngineDifferences = {
	credentialProperties: (type) => type.properties,
	savedAfterPreAuthentication: (_stored, used, output) => ({ ...used, ...output }),
	errorsKeepTheirCause: false,
	withExpressions: async (_workflow, work) => await work(),
};

const since2_41: EngineDifferences = {
	credentialProperties: (type) => n8nWorkflow.injectDomainRestrictionFields(type),
	savedAfterPreAuthentication: (stored, _used, output) => ({ ...stored, ...output }),
	errorsKeepTheirCause: true,
	async withExpressions(workflow, work) {
		await workflow.expression.acquireIsolate();
		try {
			return await work();
		} finally {
			await workflow.expression.releaseIsolate();
		}
	},
};

/**
 * The differences of the engine that runs this test. A function that only the newest one has tells
 * which it is.
 */
export const engineDifferences: EngineDifferences =
	'injectDomainRestrictionFields' in n8nWorkflow ? since2_41 : upTo2_0;

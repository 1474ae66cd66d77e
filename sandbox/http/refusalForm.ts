// How a call is refused where the documents leave it open or contradict each other.
import type { Fault } from '../faults/faults';
import type { Problem } from './problem';
import { problems } from './problems';
import type { Variants } from '../faults/variants';

type Expiry = Extract<Fault, { kind: 'expireTokens' }>;

/** The problem in the form of the variants, or of the fault that made the tokens expire. */
export function inChosenForm(problem: Problem, variants: Variants, expiry?: Expiry): Problem {
	if (problem === problems.tokenRefused) return expiredToken(variants, expiry);
	const unknown = problem === problems.groupNotFound || problem === problems.customFieldNotFound;
	if (unknown && variants.unknownGroup === 'byId') return problems.idInvalid;
	return problem.statusIsOpen && variants.openStatus !== 'asUsual'
		? { ...problem, status: Number(variants.openStatus) }
		: problem;
}

/** https://docs.capillarytech.com/docs/authorization-flows */
function expiredToken(variants: Variants, expiry?: Expiry): Problem {
	const { deadTokenStatus, deadTokenCode, deadTokenEnvelope } = variants;
	const code = expiry?.code ?? Number(deadTokenCode);
	return {
		status: expiry?.status ?? (deadTokenStatus === 'asCode' ? code : Number(deadTokenStatus)),
		code,
		message: code === 498 ? 'Token expired' : problems.tokenRefused.message,
		format: expiry?.envelope ?? deadTokenEnvelope,
	};
}

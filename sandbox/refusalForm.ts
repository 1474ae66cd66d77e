import type { Fault } from './faults';
import { problems, type Problem } from './problems';
import type { Variants } from './variants';

type Expiry = Extract<Fault, { kind: 'expireTokens' }>;

/** Codes of the badges service with which no HTTP status is published. */
const STATUS_IS_OPEN = new Set<number | undefined>([
	...[715, 716, 727, 732, 733, 735, 737, 738, 740, 741, 742, 744, 745, 746, 750, 801, 803, 804],
	...[812, 813, 815, 816, 1020, 1026, 1028, 1039, 1040, 1054, 1060],
]);

/** How a call is refused where the documents leave it open or disagree. */
export function inChosenForm(problem: Problem, variants: Variants, expiry?: Expiry): Problem {
	if (problem === problems.tokenRefused) return deadToken(variants, expiry);
	const unknown = problem === problems.groupNotFound || problem === problems.customFieldNotFound;
	if (unknown && variants.unknownGroup === 'byId') return problems.idInvalid;
	const isOpen = problem.format === undefined && STATUS_IS_OPEN.has(problem.code);
	return isOpen && variants.openStatus !== 'asUsual'
		? { ...problem, status: Number(variants.openStatus) }
		: problem;
}

/** A call with a dead token: https://docs.capillarytech.com/docs/authorization-flows */
function deadToken(variants: Variants, expiry?: Expiry): Problem {
	const { deadTokenStatus, deadTokenCode, deadTokenEnvelope } = variants;
	const code = expiry?.code ?? Number(deadTokenCode);
	return {
		status: expiry?.status ?? (deadTokenStatus === 'asCode' ? code : Number(deadTokenStatus)),
		code,
		message: code === 498 ? 'Token expired' : problems.tokenRefused.message,
		format: expiry?.envelope ?? deadTokenEnvelope,
	};
}

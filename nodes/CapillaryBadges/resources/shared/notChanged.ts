import type { Failed, Refusal } from '../../errors/refusal';

/**
 * The refusal of a change that reading shows not to have been made.
 *
 * @param saysNothingLeft whether the refusal says that nothing is left to do, which is then untrue
 */
export function notChanged(refusal: Refusal, saysNothingLeft: boolean): Failed {
	const reason = saysNothingLeft ? ('stillThere' as const) : refusal.reason;
	return { status: 'failed', refusal: { ...refusal, reason, readOnly: true } };
}

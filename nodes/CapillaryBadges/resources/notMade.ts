import type { Refusal } from '../transport/call';
import { STILL_THERE } from '../transport/refusalTexts';

/**
 * The refusal of a change that reading shows not to have been made.
 *
 * @param saysNothingLeft whether the refusal says that nothing is left to do, which is then untrue
 */
export function notMade(refused: Refusal, saysNothingLeft: boolean): { refused: Refusal } {
	const message = saysNothingLeft ? STILL_THERE : refused.message;
	return { refused: { ...refused, message, readOnly: true } };
}

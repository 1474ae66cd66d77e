import type { Refusal } from '../../api/call';
import { STILL_THERE } from '../../errors/explain';

/**
 * The refusal of a change that reading shows not to have been made.
 *
 * @param saysNothingLeft whether the refusal says that nothing is left to do, which is then untrue
 */
export function notChanged(refused: Refusal, saysNothingLeft: boolean): { refused: Refusal } {
	const message = saysNothingLeft ? STILL_THERE : refused.message;
	return { refused: { ...refused, message, readOnly: true } };
}

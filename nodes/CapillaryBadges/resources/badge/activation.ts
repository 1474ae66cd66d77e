import { badgeField, readBadge } from '../../fields/badge';
import { optionsField } from '../../fields/options';
import { notConfirmed, warningsOf, type Operation } from '../../engine/operation';
import { BADGES_API } from '../../api/call';
import { badgeCall } from '../shared/badge';
import { notChanged } from '../shared/notChanged';
import { activeIn, asObject, sameId } from '../../api/values';

/**
 * Badge activate and deactivate: PUT /badgeMeta/{badgeId}/{activate|deactivate}
 * (https://docs.capillarytech.com/reference/update-the-activation-status-of-badge).
 */
export function activation(
	verb: 'activate' | 'deactivate',
	option: Operation['option'],
	fieldDescription: string,
): Operation<string> {
	return {
		option,
		fields: [badgeField(fieldDescription), optionsField()],
		row: readBadge,
		task: (badge) => `${verb} badge ${badge}`,
		repeat: () => 'safe',
		call: ([badge]) => ({ method: 'PUT', path: `${BADGES_API}/badgeMeta/${badge}/${verb}` }),
		settle(badge, answer) {
			const entry = asObject(answer.data);
			const state = activeIn(entry);
			if (!sameId(entry.id, badge)) return notConfirmed(answer, 'about a different badge');
			if (state !== (verb === 'activate')) {
				return notConfirmed(answer, 'without a confirmation of the new state');
			}
			return { done: [{ id: String(entry.id), isActive: state, ...warningsOf(answer) }] };
		},
		lookInto: {
			nothingLeft: () => false,
			call: badgeCall,
			settle(badge, read, refused) {
				if ('refused' in read) return read;
				const { id, ...entry } = asObject(read.answer.data);
				const state = activeIn(entry);
				if (!sameId(id, badge) || typeof state !== 'boolean') return 'unknown';
				const isActive = verb === 'activate';
				return state === isActive
					? { done: [{ id: badge, isActive }] }
					: notChanged(refused, false);
			},
		},
	};
}

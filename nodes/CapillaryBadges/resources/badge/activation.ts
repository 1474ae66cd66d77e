import { BADGES_API } from '../../api/call';
import { activeIn, asObject, sameId } from '../../api/values';
import { defineOperation, type Operation } from '../../engine/operation';
import { notConfirmed, succeeded, warningsOf } from '../../engine/results';
import { badgeField } from '../../fields/badge';
import { badgeCall } from '../shared/badge';
import { notChanged } from '../shared/notChanged';

/**
 * Badge activate and deactivate: PUT /badgeMeta/{badgeId}/{activate|deactivate}
 * (https://docs.capillarytech.com/reference/update-the-activation-status-of-badge).
 */
export function activation(
	verb: 'activate' | 'deactivate',
	option: Operation['option'],
	fieldDescription: string,
): Operation {
	const isActive = verb === 'activate';
	return defineOperation({
		option,
		fields: { badge: badgeField(fieldDescription) },
		describe: ({ badge }) => `${verb} badge ${badge}`,
		single: {
			build: ({ badge }) => ({ method: 'PUT', path: `${BADGES_API}/badgeMeta/${badge}/${verb}` }),
			settle({ badge }, response) {
				const entry = asObject(response.data);
				if (!sameId(entry.id, badge)) return notConfirmed(response, 'is about a different badge');
				if (activeIn(entry) !== isActive) {
					return notConfirmed(response, 'does not confirm the new state');
				}
				return succeeded({ id: String(entry.id), isActive, ...warningsOf(response) });
			},
		},
		repeat: {
			safety: () => 'safe',
			verify: {
				call: ({ badge }) => badgeCall(badge),
				settle({ badge }, read, refusal) {
					if (read.status === 'failed') return read;
					const { id, ...entry } = asObject(read.response.data);
					const state = activeIn(entry);
					if (!sameId(id, badge) || typeof state !== 'boolean') return { status: 'unknown' };
					return state === isActive
						? succeeded({ id: badge, isActive })
						: notChanged(refusal, false);
				},
			},
		},
	});
}

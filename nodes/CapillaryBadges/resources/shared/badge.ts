import { BADGES_API, type Call } from '../../api/call';

/** GET /badgeMeta/{badgeId} (https://docs.capillarytech.com/reference/get-badge-by-id). */
export function badgeCall(badge: string): Call {
	return { method: 'GET', path: `${BADGES_API}/badgeMeta/${encodeURIComponent(badge)}` };
}

import type { Call } from '../../../nodes/CapillaryBadges/api/call';
import { BADGES_API } from '../../../nodes/CapillaryBadges/api/call';
import { subjectOf } from '../../../nodes/CapillaryBadges/api/subject';

const CALLS: Array<[Call['method'], string, string]> = [
	['GET', `${BADGES_API}/badgeMeta/1`, 'badge'],
	['PUT', `${BADGES_API}/badgeMeta/1/deactivate`, 'badge'],
	['POST', `${BADGES_API}/badgeMeta/1/unclaim`, 'badge'],
	['POST', `${BADGES_API}/badgeMeta/customer/issueBulk`, 'badge'],
	['POST', `${BADGES_API}/badgeMeta/customer/revokeIssue`, 'badge'],
	['GET', `${BADGES_API}/group/1`, 'badgeGroup'],
	['PUT', `${BADGES_API}/group/1`, 'badgeGroup'],
	['GET', `${BADGES_API}/customField/1`, 'customField'],
	['GET', `${BADGES_API}/customer/5`, 'customer'],
	['POST', `${BADGES_API}/customer/earn`, 'badgeOfCustomer'],
	['POST', `${BADGES_API}/customer/revokeEarn`, 'badgeOfCustomer'],
	['GET', `${BADGES_API}/management/5`, 'customer'],
	['GET', `${BADGES_API}/management/5/badge/1`, 'badgeOfCustomer'],
	['GET', '/v2/customers/lookup', 'customer'],
	['DELETE', '/v3/webHooks/1', 'webhook'],
];

it.each(CALLS)('%s %s is about a %s', (method, path, subject) => {
	expect(subjectOf({ method, path })).toBe(subject);
});

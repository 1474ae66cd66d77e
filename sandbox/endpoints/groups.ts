// Badge groups.
import type { BadgeGroup } from '../data/model';
import { checkAll, type Checks } from '../http/refusal';
import type { SandboxState } from '../data/state';
import { entryOf, isNameTaken, view } from './definitions';
import { badgesEndpoint, ok } from './endpoint';
import { paged, pageOf } from './paging';
import { objectOf, oneOf, textOf, wholeOf } from './reading';

interface GroupForm {
	name?: string;
	rank?: number;
}

/** https://docs.capillarytech.com/reference/create-badges-group */
const create = badgesEndpoint('POST', '/group', ({ state, body, record }) => {
	const form = formOf(body);
	checkAll(CHECKS, form, { state });
	const group = state.addGroup(form);
	record({ change: 'groupCreated', groupId: group.id });
	return ok(view(group));
});

/** https://docs.capillarytech.com/reference/update-badges-group */
const update = badgesEndpoint('PUT', '/group/:groupId', ({ state, params, body, record }) => {
	const form = formOf(body);
	const group = entryOf(state.groups, params.groupId, 'groupNotFound');
	checkAll(CHECKS, form, { state, group });
	Object.assign(group, form, { lastUpdatedOn: state.now() });
	record({ change: 'groupUpdated', groupId: group.id });
	return ok(view(group));
});

/** Oldest first, as in the sample of https://docs.capillarytech.com/reference/get-all-groups */
const list = badgesEndpoint('GET', '/group', ({ state, query, variants }) => {
	const groups = [...state.groups.values()];
	if (oneOf(query.order ?? 'ASC', 'order', ['ASC', 'DESC']) === 'DESC') groups.reverse();
	const { items, pagination } = paged(groups, pageOf(query, variants));
	return ok({ badgeGroups: items.map(view), pagination });
});

/** https://docs.capillarytech.com/reference/get-group-by-id */
const get = badgesEndpoint('GET', '/group/:groupId', ({ state, params }) => {
	return ok(view(entryOf(state.groups, params.groupId, 'groupNotFound')), {
		errors: null,
		warnings: null,
	});
});

/** The calls about badge groups. */
export const groups = [create, update, list, get];

const CHECKS: Checks<GroupForm, { state: SandboxState; group?: BadgeGroup }> = {
	groupNameMissing: ({ name }) => name === undefined,
	groupRankMissing: ({ rank }) => rank === undefined,
	groupNameTaken: ({ name }, { state, group }) => isNameTaken(state.groups, name, group),
};

function formOf(body: unknown): GroupForm {
	const { name, rank } = objectOf(body);
	return {
		name: textOf(name),
		rank: textOf(rank) === undefined ? undefined : wholeOf(rank, 'rank'),
	};
}

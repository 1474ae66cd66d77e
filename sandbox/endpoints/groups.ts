import type { BadgeGroup } from '../model';
import { checkAll, problems, Refusal, type Check } from '../problems';
import type { SandboxState } from '../state';
import { timeFields } from '../times';
import { BADGES, ok, type Endpoint } from './endpoint';
import { paged, pageOf } from './paging';
import { objectOf, oneOf, textOf, wholeOf } from './reading';

interface GroupForm {
	name?: string;
	rank?: number;
}

/** https://docs.capillarytech.com/reference/create-badges-group */
const create: Endpoint = {
	method: 'POST',
	path: `${BADGES}/group`,
	needs: 'badges',
	handle({ state, body, record }) {
		const form = formOf(body);
		checkAll(CHECKS, form, { state });
		const group = state.addGroup(form);
		record({ change: 'groupCreated', groupId: group.id });
		return ok(view(group));
	},
};

/** https://docs.capillarytech.com/reference/update-badges-group */
const update: Endpoint = {
	method: 'PUT',
	path: `${BADGES}/group/:groupId`,
	needs: 'badges',
	handle({ state, params, body, record }) {
		const form = formOf(body);
		const group = groupOf(state, params.groupId);
		checkAll(CHECKS, form, { state, group });
		Object.assign(group, form, { lastUpdatedOn: state.now() });
		record({ change: 'groupUpdated', groupId: group.id });
		return ok(view(group));
	},
};

/** Oldest first, as in the sample of https://docs.capillarytech.com/reference/get-all-groups */
const list: Endpoint = {
	method: 'GET',
	path: `${BADGES}/group`,
	needs: 'badges',
	handle({ state, query, variants }) {
		const groups = [...state.groups.values()];
		if (oneOf(query.order ?? 'ASC', 'order', ['ASC', 'DESC']) === 'DESC') groups.reverse();
		const { items, pagination } = paged(groups, pageOf(query, variants));
		return ok({ badgeGroups: items.map(view), pagination });
	},
};

/** https://docs.capillarytech.com/reference/get-group-by-id */
const get: Endpoint = {
	method: 'GET',
	path: `${BADGES}/group/:groupId`,
	needs: 'badges',
	handle({ state, params }) {
		return ok(view(groupOf(state, params.groupId)), { errors: null, warnings: null });
	},
};

/** The calls about badge groups. */
export const groups = [create, update, list, get];

const CHECKS: Array<Check<GroupForm, { state: SandboxState; group?: BadgeGroup }>> = [
	{ problem: problems.groupNameMissing, fails: ({ name }) => name === undefined },
	{ problem: problems.groupRankMissing, fails: ({ rank }) => rank === undefined },
	{
		problem: problems.groupNameTaken,
		fails: ({ name }, { state, group }) =>
			[...state.groups.values()].some((other) => other !== group && other.name === name),
	},
];

function formOf(body: unknown): GroupForm {
	const { name, rank } = objectOf(body);
	return {
		name: textOf(name),
		rank: textOf(rank) === undefined ? undefined : wholeOf(rank, 'rank'),
	};
}

function groupOf(state: SandboxState, id: string): BadgeGroup {
	const group = state.groups.get(id);
	if (!group) throw new Refusal(problems.groupNotFound);
	return group;
}

function view(group: BadgeGroup): Record<string, unknown> {
	return {
		...group,
		...timeFields('createdOn', group.createdOn),
		...timeFields('lastUpdatedOn', group.lastUpdatedOn),
	};
}

// Enrolments or earned badges, found by ID, by customer and badge, and by badge without a search.
import type { Holding } from './model';

/** Everything is in the order in which it was added, revoked and expired entries included. */
export class Holdings<Kind extends Holding> {
	private readonly byId = new Map<string, Kind>();

	private readonly lists = new Map<string, Kind[]>();

	add(holding: Kind): Kind {
		const { customerId, badgeMetaId } = holding;
		for (const key of [`${customerId} ${badgeMetaId}`, badgeMetaId]) {
			const list = this.lists.get(key);
			if (list) list.push(holding);
			else this.lists.set(key, [holding]);
		}
		this.byId.set(holding.id, holding);
		return holding;
	}

	get(id: string): Kind | undefined {
		return this.byId.get(id);
	}

	all(): Kind[] {
		return [...this.byId.values()];
	}

	of(customerId: string | number, badgeMetaId: string): Kind[] {
		return this.lists.get(`${customerId} ${badgeMetaId}`) ?? [];
	}

	ofBadge(badgeMetaId: string): Kind[] {
		return this.lists.get(badgeMetaId) ?? [];
	}
}

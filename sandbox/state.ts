import { withReference } from './fixedWindows';
import {
	identifierTypes,
	ownerTypes,
	type Badge,
	type BadgeGroup,
	type BadgeStatus,
	type Claim,
	type Customer,
	type CustomField,
	type EarnedBadge,
	type Enrolment,
	type Expiry,
	type Holding,
	type IdentifierType,
	type WebHook,
} from './model';
import { DAY, UNITS } from './times';

type NewHolding<Kind extends Holding> = Partial<Omit<Kind, 'badgeMetaId' | 'customerId'>> & {
	badgeMetaId: string;
	customerId: string | number;
};

const HUNDRED_YEARS = 36_525 * DAY;

/** Of whom everything is, and who made it: the sandbox has one organization and one user. */
const ORG_ID = 100_001;
const USER_ID = 75_000_001;

/** What stands at the front of the ids that the sandbox makes; 24 hex digits like Capillary's. */
const ID_FRONT = {
	badge: '66ba',
	enrolment: '66e0',
	earned: '66ea',
	group: '66b6',
	customField: '66cf',
	webHook: '66eb',
};

/** Holdings by id, by customer and badge, and by badge. */
class Holdings<Kind extends Holding> {
	readonly byId = new Map<string, Kind>();

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

	of(customerId: string | number, badgeMetaId: string): Kind[] {
		return this.lists.get(`${customerId} ${badgeMetaId}`) ?? [];
	}

	ofBadge(badgeMetaId: string): Kind[] {
		return this.lists.get(badgeMetaId) ?? [];
	}
}

/**
 * All that the sandbox knows: badges with their claims, groups, custom fields, customers,
 * enrolments, earned badges and the request ids that were used. Everything is found by key, so tens
 * of thousands cost nothing.
 */
export class SandboxState {
	readonly badges = new Map<string, Badge>();

	readonly customers = new Map<string, Customer>();

	readonly groups = new Map<string, BadgeGroup>();

	readonly customFields = new Map<string, CustomField>();

	readonly webHooks = new Map<string, WebHook>();

	/** Ids of the requests to enrol or to give that were accepted (809). */
	readonly requestIds = new Set<string>();

	private readonly enrolments = new Holdings<Enrolment>();

	private readonly earned = new Holdings<EarnedBadge>();

	private readonly identifiers = new Map<string, Customer[]>();

	private made = 0;

	constructor(readonly now: () => number) {}

	/** Adds a badge: live, active, of type EARN and open to every owner, unless told. */
	addBadge(fields: Partial<Badge> = {}): Badge {
		const now = this.now();
		const number = this.badges.size + 1;
		const badge: Badge = {
			id: this.newId('badge'),
			badgeNumericId: number,
			orgId: ORG_ID,
			name: `Badge ${number}`,
			description: null,
			startOn: now - 30 * DAY,
			expiresOn: now + 365 * DAY,
			earnType: 'EARN',
			earnedBadgeExpiry: { expiryType: 'NEVER' },
			issuedBadgeExpiry:
				fields.earnType === 'ISSUE_EARN'
					? {
							expiryType: 'ABSOLUTE',
							type: 'WITH_BADGE_META',
							expireWithBadgeMeta: true,
							expiresOn: null,
						}
					: null,
			restrictedToOwners: [...ownerTypes],
			claims: [],
			images: [],
			tags: [],
			customerConstraints: [],
			badgeConstraints: [],
			customFields: {},
			badgeGroupId: null,
			badgeRank: null,
			createdOn: now - 31 * DAY,
			createdBy: USER_ID,
			lastUpdatedOn: now - 31 * DAY,
			lastUpdatedBy: USER_ID,
			active: true,
			issuedCount: 0,
			earnedCount: 0,
			...fields,
		};
		badge.customerConstraints = badge.customerConstraints.map(withReference);
		badge.badgeConstraints = badge.badgeConstraints.map(withReference);
		this.badges.set(badge.id, badge);
		return badge;
	}

	/** Adds a group of badges: active, of rank 1, unless told. */
	addGroup(fields: Partial<BadgeGroup> = {}): BadgeGroup {
		const group: BadgeGroup = {
			id: this.newId('group'),
			...this.making(),
			name: `Group ${this.groups.size + 1}`,
			rank: 1,
			isActive: true,
			...fields,
		};
		this.groups.set(group.id, group);
		return group;
	}

	/** Adds a custom field: active, optional text, unless told. */
	addCustomField(fields: Partial<CustomField> = {}): CustomField {
		const field: CustomField = {
			id: this.newId('customField'),
			...this.making(),
			name: `Field ${this.customFields.size + 1}`,
			isMandatory: false,
			defaultValue: null,
			isActive: true,
			dataType: 'STRING',
			...fields,
		};
		this.customFields.set(field.id, field);
		return field;
	}

	/** Adds a webhook, without any of the API's checks. */
	addWebHook(fields: Omit<WebHook, 'webHookId'>): WebHook {
		const webHook = { webHookId: this.newId('webHook'), ...fields };
		this.webHooks.set(webHook.webHookId, webHook);
		return webHook;
	}

	/** Adds a customer, who is found by each identifier given. The id is made up unless given. */
	addCustomer(fields: Partial<Omit<Customer, 'id'>> & { id?: string | number } = {}): Customer {
		const id = String(fields.id ?? 700_000_001 + this.customers.size);
		const customer: Customer = { ...fields, id };
		this.customers.set(id, customer);
		for (const type of identifierTypes) {
			const value = customer[type];
			if (value === undefined) continue;
			const key = `${type} ${value}`;
			this.identifiers.set(key, [...(this.identifiers.get(key) ?? []), customer]);
		}
		return customer;
	}

	/**
	 * Enrols a customer for a badge, without any of the API's checks.
	 *
	 * @throws Error when there is no such badge
	 */
	addEnrolment(fields: NewHolding<Enrolment>): Enrolment {
		const badge = this.badgeOf(fields);
		const given = this.given(fields);
		badge.issuedCount++;
		return this.enrolments.add({
			id: this.newId('enrolment'),
			expiresOn: endOf(badge.issuedBadgeExpiry, badge, given.eventOn),
			...given,
		});
	}

	/**
	 * Gives a customer a badge, without any of the API's checks.
	 *
	 * @throws Error when there is no such badge
	 */
	addEarned(fields: NewHolding<EarnedBadge>): EarnedBadge {
		const badge = this.badgeOf(fields);
		const given = this.given(fields);
		badge.earnedCount++;
		return this.earned.add({
			id: this.newId('earned'),
			expiresOn: endOf(badge.earnedBadgeExpiry, badge, given.eventOn),
			enrolmentId: null,
			...given,
		});
	}

	/**
	 * Claims a badge, without any of the API's checks.
	 *
	 * @throws Error when there is no such badge
	 */
	addClaim(fields: Partial<Claim> & { badgeMetaId: string }): Claim {
		const { badgeMetaId, ownerType = 'Loyalty', referenceId = '123', isActive = true } = fields;
		const claim = { ownerType, referenceId, isActive };
		this.badgeOf({ badgeMetaId }).claims.push(claim);
		return claim;
	}

	/** The customer with this identifier, spelled exactly so; of several, the one who was added last. */
	customerBy(type: IdentifierType, value: string): Customer | undefined {
		const customers = this.customersBy(type, value);
		return customers[customers.length - 1];
	}

	/** All customers with this identifier, spelled exactly so. */
	customersBy(type: IdentifierType, value: string): Customer[] {
		return this.identifiers.get(`${type} ${value}`) ?? [];
	}

	/** An enrolment by its id. */
	enrolment(id: string): Enrolment | undefined {
		return this.enrolments.byId.get(id);
	}

	/** An earned badge by its id. */
	earnedBadge(id: string): EarnedBadge | undefined {
		return this.earned.byId.get(id);
	}

	/** A customer's enrolments for a badge, oldest first, those that ended among them. */
	enrolmentsOf(customerId: string | number, badgeMetaId: string): Enrolment[] {
		return this.enrolments.of(customerId, badgeMetaId);
	}

	/** What a customer has of a badge, oldest first, what ended among it. */
	earnedOf(customerId: string | number, badgeMetaId: string): EarnedBadge[] {
		return this.earned.of(customerId, badgeMetaId);
	}

	/** What all customers have of a badge, oldest first, what ended among it. */
	earnedOfBadge(badgeMetaId: string): EarnedBadge[] {
		return this.earned.ofBadge(badgeMetaId);
	}

	allEnrolments(): Enrolment[] {
		return [...this.enrolments.byId.values()];
	}

	allEarned(): EarnedBadge[] {
		return [...this.earned.byId.values()];
	}

	/** Whether it holds now: ACTIVE, or how it ended. */
	statusOf({ revokedOn, expiresOn }: Holding): 'ACTIVE' | 'REVOKED' | 'EXPIRED' {
		if (revokedOn !== null) return 'REVOKED';
		return expiresOn <= this.now() ? 'EXPIRED' : 'ACTIVE';
	}

	/** Where a badge stands between its dates; whether it is switched on is another matter. */
	statusOfBadge({ startOn, expiresOn }: Badge): BadgeStatus {
		if (this.now() < startOn) return 'UPCOMING';
		return this.now() < expiresOn ? 'LIVE' : 'EXPIRED';
	}

	private badgeOf({ badgeMetaId }: { badgeMetaId: string }): Badge {
		const badge = this.badges.get(badgeMetaId);
		if (!badge) throw new Error(`There is no badge ${badgeMetaId} in the sandbox.`);
		return badge;
	}

	private given<Fields extends NewHolding<Holding>>(fields: Fields) {
		const givenOn = fields.givenOn ?? this.now();
		return {
			ownerType: 'Loyalty',
			ownerReferenceId: '123',
			revokedOn: null,
			...fields,
			customerId: String(fields.customerId),
			givenOn,
			eventOn: fields.eventOn ?? givenOn,
		};
	}

	/** Whose something is, who made it, and that it was now. */
	private making() {
		const now = this.now();
		return {
			orgId: ORG_ID,
			createdOn: now,
			createdBy: USER_ID,
			lastUpdatedOn: now,
			lastUpdatedBy: USER_ID,
		};
	}

	private newId(kind: keyof typeof ID_FRONT): string {
		this.made++;
		return ID_FRONT[kind] + this.made.toString(16).padStart(20, '0');
	}
}

/** When something given for an event at `from` ends; all times in epoch milliseconds. */
export function endOf(expiry: Expiry | null, badge: Badge, from: number): number {
	if (expiry === null || expiry.expiryType === 'NEVER') return from + HUNDRED_YEARS;
	if (expiry.expiryType === 'RELATIVE')
		return from + expiry.value * UNITS[expiry.relativeExpirytype];
	return expiry.type === 'FIXED_DATE' ? expiry.expiresOn * 1000 : badge.expiresOn;
}

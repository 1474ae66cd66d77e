// Holds the sandbox's data: adds to them and finds them.
import { endOf } from './expiry';
import { withReference } from './fixedWindows';
import { Holdings } from './holdings';
import {
	identifierTypes,
	ownerTypes,
	type Audit,
	type Badge,
	type BadgeGroup,
	type BadgeStatus,
	type Claim,
	type Customer,
	type CustomField,
	type EarnedBadge,
	type Enrolment,
	type Holding,
	type IdentifierType,
	type WebHook,
} from './model';
import { DAY } from './times';

type NewHolding<Kind extends Holding> = Partial<Omit<Kind, 'badgeMetaId' | 'customerId'>> & {
	badgeMetaId: string;
	customerId: string | number;
};

/** The sandbox has one organization and one user. */
const ORG_ID = 100_001;
const USER_ID = 75_000_001;

/** The first digits of the IDs that the sandbox makes: 24 hex digits like Capillary's. */
const ID_PREFIX = {
	badge: '66ba',
	enrolment: '66e0',
	earned: '66ea',
	group: '66b6',
	customField: '66cf',
	webHook: '66eb',
};

/** The sandbox's data. Everything is found by key, so that tens of thousands of entries are fast. */
export class SandboxState {
	readonly badges = new Map<string, Badge>();

	readonly customers = new Map<string, Customer>();

	readonly groups = new Map<string, BadgeGroup>();

	readonly customFields = new Map<string, CustomField>();

	readonly webHooks = new Map<string, WebHook>();

	/** Request IDs that were used for enrolments and earned badges (809). */
	readonly requestIds = new Set<string>();

	private readonly enrolments = new Holdings<Enrolment>();

	private readonly earned = new Holdings<EarnedBadge>();

	private readonly identifiers = new Map<string, Customer[]>();

	private made = 0;

	constructor(readonly now: () => number) {}

	/** Adds a badge. By default it is live, active, of type EARN and open to every owner. */
	addBadge(fields: Partial<Badge> = {}): Badge {
		const now = this.now();
		const number = this.badges.size + 1;
		const badge: Badge = {
			id: this.newId('badge'),
			...this.createdNow(),
			badgeNumericId: number,
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
			lastUpdatedOn: now - 31 * DAY,
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

	/** Adds a badge group. By default it is active and has rank 1. */
	addGroup(fields: Partial<BadgeGroup> = {}): BadgeGroup {
		const group: BadgeGroup = {
			id: this.newId('group'),
			...this.createdNow(),
			name: `Group ${this.groups.size + 1}`,
			rank: 1,
			isActive: true,
			...fields,
		};
		this.groups.set(group.id, group);
		return group;
	}

	/** Adds a custom field. By default it is active, optional and a text. */
	addCustomField(fields: Partial<CustomField> = {}): CustomField {
		const field: CustomField = {
			id: this.newId('customField'),
			...this.createdNow(),
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

	/** Adds a webhook without the checks of the API. */
	addWebHook(fields: Omit<WebHook, 'webHookId'>): WebHook {
		const webHook = { webHookId: this.newId('webHook'), ...fields };
		this.webHooks.set(webHook.webHookId, webHook);
		return webHook;
	}

	/** Adds a customer. The ID is made up by default. */
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
	 * Enrols a customer for a badge without the checks of the API.
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
	 * Adds an earned badge without the checks of the API.
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
	 * Claims a badge without the checks of the API.
	 *
	 * @throws Error when there is no such badge
	 */
	addClaim(fields: Partial<Claim> & { badgeMetaId: string }): Claim {
		const { badgeMetaId, ownerType = 'Loyalty', referenceId = '123', isActive = true } = fields;
		const claim = { ownerType, referenceId, isActive };
		this.badgeOf({ badgeMetaId }).claims.push(claim);
		return claim;
	}

	/** The customer with exactly this identifier; of several, the one added last. */
	customerBy(type: IdentifierType, value: string): Customer | undefined {
		const customers = this.customersBy(type, value);
		return customers[customers.length - 1];
	}

	/** All customers with exactly this identifier. */
	customersBy(type: IdentifierType, value: string): Customer[] {
		return this.identifiers.get(`${type} ${value}`) ?? [];
	}

	enrolment(id: string): Enrolment | undefined {
		return this.enrolments.get(id);
	}

	earnedBadge(id: string): EarnedBadge | undefined {
		return this.earned.get(id);
	}

	/** A customer's enrolments for a badge, oldest first, ended ones included. */
	enrolmentsOf(customerId: string | number, badgeMetaId: string): Enrolment[] {
		return this.enrolments.of(customerId, badgeMetaId);
	}

	/** How often a customer earned a badge, oldest first, ended ones included. */
	earnedOf(customerId: string | number, badgeMetaId: string): EarnedBadge[] {
		return this.earned.of(customerId, badgeMetaId);
	}

	/** How often all customers earned a badge, oldest first, ended ones included. */
	earnedOfBadge(badgeMetaId: string): EarnedBadge[] {
		return this.earned.ofBadge(badgeMetaId);
	}

	allEnrolments(): Enrolment[] {
		return this.enrolments.all();
	}

	allEarned(): EarnedBadge[] {
		return this.earned.all();
	}

	/** ACTIVE, or how it ended. */
	statusOf({ revokedOn, expiresOn }: Holding): 'ACTIVE' | 'REVOKED' | 'EXPIRED' {
		if (revokedOn !== null) return 'REVOKED';
		return expiresOn <= this.now() ? 'EXPIRED' : 'ACTIVE';
	}

	/** The status by the dates; it does not say whether the badge is active. */
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

	/** The fields of something that is created now. */
	private createdNow(): Audit {
		const now = this.now();
		return {
			orgId: ORG_ID,
			createdOn: now,
			createdBy: USER_ID,
			lastUpdatedOn: now,
			lastUpdatedBy: USER_ID,
		};
	}

	private newId(kind: keyof typeof ID_PREFIX): string {
		this.made++;
		return ID_PREFIX[kind] + this.made.toString(16).padStart(20, '0');
	}
}

// The lists in responses with an entry for each customer of a batch.

/** The lists whose entries have an `error`. */
export const OUTCOME_LISTS = ['issuedBadges', 'revokedIssuedBadges'];

/** All lists. */
export const BATCH_LISTS = [...OUTCOME_LISTS, 'earnedBadgesList', 'failedEarnBadgeErrorList'];

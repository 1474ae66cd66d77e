/** The lists in answers whose entries, one for each customer of a batch, say what went wrong. */
export const OUTCOME_LISTS = ['issuedBadges', 'revokedIssuedBadges'];

/** All the lists in answers that have an entry for each customer of a batch. */
export const BATCH_LISTS = [...OUTCOME_LISTS, 'earnedBadgesList', 'failedEarnBadgeErrorList'];

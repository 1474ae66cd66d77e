import { everyRevocationIsReported, heldBadges, REVOCATION_CHECKS } from './harness/heldBadges';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Earn > Revoke Latest and All', heldBadges, 60, REVOCATION_CHECKS);

// n8n runs the node again when it failed, or when its first item failed.
testAgainstLedger(
	'Earn > Revoke Latest and All, tried three times',
	{ ...heldBadges, maxTries: 3 },
	25,
	[everyRevocationIsReported],
);

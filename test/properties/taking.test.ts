import { heldBadges } from './generators/heldBadges';
import { testAgainstLedger } from './harness/property';
import { everyRevocationIsReported, REVOCATION_INVARIANTS } from './invariants/revocations';

testAgainstLedger('Earn > Revoke Latest and All', heldBadges, 60, REVOCATION_INVARIANTS);

// n8n runs the node again when it failed, or when its first item failed.
testAgainstLedger(
	'Earn > Revoke Latest and All, tried three times',
	{ ...heldBadges, maxTries: 3 },
	25,
	[everyRevocationIsReported],
);

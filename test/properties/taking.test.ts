import { everyRevocationIsTold, heldBadges, LAWS_OF_HELD } from './harness/heldBadges';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Earn > Revoke Latest and All', heldBadges, 60, LAWS_OF_HELD);

// n8n runs the node again when it failed, or when its first item did.
testAgainstLedger(
	'Earn > Revoke Latest and All, tried three times',
	{ ...heldBadges, maxTries: 3 },
	25,
	[everyRevocationIsTold],
);

import { activations } from './harness/activations';
import { claims } from './harness/claims';
import { earnedBadges } from './harness/earnedBadges';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Earn > Revoke', earnedBadges, 250);
testAgainstLedger('Claim > Unclaim', claims, 150);
testAgainstLedger('Badge > Activate and Deactivate', activations, 150);

import { activations } from './generators/activations';
import { claims } from './generators/claims';
import { earnedBadges } from './generators/earnedBadges';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Earn > Revoke', earnedBadges, 250);
testAgainstLedger('Claim > Unclaim', claims, 150);
testAgainstLedger('Badge > Activate and Deactivate', activations, 150);

import { newBadges, newCustomFields, newGroups } from './harness/creations';
import { newClaims } from './harness/newClaims';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Badge > Create', newBadges, 60);
testAgainstLedger('Badge Group > Create', newGroups, 60);
testAgainstLedger('Custom Field > Create', newCustomFields, 60);
testAgainstLedger('Claim > Create', newClaims, 60);

import { newBadges, newCustomFields, newGroups } from './generators/creations';
import { newClaims } from './generators/newClaims';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Badge > Create', newBadges, 30);
testAgainstLedger('Badge Group > Create', newGroups, 30);
testAgainstLedger('Custom Field > Create', newCustomFields, 30);
testAgainstLedger('Claim > Create', newClaims, 40);

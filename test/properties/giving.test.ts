import { givenBadges, importedBadges, LAWS_OF_GIFTS, newEnrolments } from './harness/gifts';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Earn > Create', givenBadges, 200, LAWS_OF_GIFTS);
testAgainstLedger('Issue > Create', newEnrolments, 200, LAWS_OF_GIFTS);
testAgainstLedger('Earn > Import', importedBadges, 200, LAWS_OF_GIFTS);

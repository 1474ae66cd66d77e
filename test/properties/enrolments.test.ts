import { enrolments } from './harness/enrolments';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Issue > Revoke', enrolments, 600);

import { enrolments } from './generators/enrolments';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Issue > Revoke', enrolments, 600);

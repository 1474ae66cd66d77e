import {
	everyGrantIsReported,
	givenBadges,
	importedBadges,
	GRANT_CHECKS,
	newEnrolments,
} from './harness/grants';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Earn > Create', givenBadges, 200, GRANT_CHECKS);
testAgainstLedger('Issue > Create', newEnrolments, 200, GRANT_CHECKS);
testAgainstLedger('Earn > Import', importedBadges, 200, GRANT_CHECKS);

// n8n runs the node again when it failed, or when its first item failed.
for (const [name, trial] of Object.entries({
	'Earn > Create': givenBadges,
	'Issue > Create': newEnrolments,
	'Earn > Import': importedBadges,
})) {
	testAgainstLedger(`${name}, tried three times`, { ...trial, maxTries: 3 }, 60, [
		everyGrantIsReported,
	]);
}

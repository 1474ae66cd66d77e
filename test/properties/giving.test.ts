import { givenBadges, importedBadges, newEnrolments } from './generators/grants';
import { testAgainstLedger } from './harness/property';
import { everyGrantIsReported, GRANT_INVARIANTS } from './invariants/grants';

testAgainstLedger('Earn > Create', givenBadges, 200, GRANT_INVARIANTS);
testAgainstLedger('Issue > Create', newEnrolments, 200, GRANT_INVARIANTS);
testAgainstLedger('Earn > Import', importedBadges, 200, GRANT_INVARIANTS);

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

import {
	everyGiftIsTold,
	givenBadges,
	importedBadges,
	LAWS_OF_GIFTS,
	newEnrolments,
} from './harness/gifts';
import { testAgainstLedger } from './harness/property';

testAgainstLedger('Earn > Create', givenBadges, 200, LAWS_OF_GIFTS);
testAgainstLedger('Issue > Create', newEnrolments, 200, LAWS_OF_GIFTS);
testAgainstLedger('Earn > Import', importedBadges, 200, LAWS_OF_GIFTS);

// n8n runs the node again when it failed, or when its first item did.
for (const [name, trial] of Object.entries({
	'Earn > Create': givenBadges,
	'Issue > Create': newEnrolments,
	'Earn > Import': importedBadges,
})) {
	testAgainstLedger(`${name}, tried three times`, { ...trial, maxTries: 3 }, 60, [everyGiftIsTold]);
}

'use strict';

const { npmFailure } = require('../../tools/bootstrap/npm');

/** @type {Array<[string, RegExp]>} */
const CAUSES = [
	['ENOTFOUND', /registry cannot be reached/],
	['EAI_AGAIN', /registry cannot be reached/],
	['ECONNREFUSED', /registry cannot be reached/],
	['ETIMEDOUT', /registry cannot be reached/],
	['E404', /does not provide a package/],
	['ENOSPC', /disk is full/],
	['EACCES', /cannot be written/],
	['SELF_SIGNED_CERT_IN_CHAIN', /does not trust .* certificate/],
];

test.each(CAUSES)("explains npm's %s", (code, words) => {
	const text = npmFailure('Installing n8n', `npm warn x\nnpm error code ${code}\nnpm error more`);
	expect(text).toMatch(/^Installing n8n failed/);
	expect(text).toMatch(words);
});

test('finds a cause that is only in the warnings', () => {
	const text = npmFailure('Installing n8n', 'npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left');
	expect(text).toMatch(/disk is full/);
});

test("shows npm's output for an unknown cause", () => {
	const text = npmFailure('Installing n8n', 'first\nnpm error code EWHATEVER\nlast');
	expect(text).toContain('npm error code EWHATEVER\nlast');
});

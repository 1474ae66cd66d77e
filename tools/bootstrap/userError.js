'use strict';

/**
 * An error whose message is all that a person needs: what happened and what to do. The tools print
 * it without a stack trace, because the cause is the machine (no network, no disk), not the code.
 */
class UserError extends Error {
	/** @param {string} message full sentences */
	constructor(message) {
		super(message);
		this.name = 'UserError';
	}
}

/**
 * What to print for an error: the sentence alone where it is a plain one, else all there is.
 * @param {unknown} error whatever was thrown
 * @returns {string}
 */
function errorText(error) {
	if (error instanceof UserError) return error.message;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

module.exports = { UserError, errorText };

'use strict';

// Errors that the commands print without a stack trace.

/** An error whose cause is the machine (no network, no disk) or the input, not the code. */
class UserError extends Error {
	/** @param {string} message what happened and what to do, in full sentences */
	constructor(message) {
		super(message);
		this.name = 'UserError';
	}
}

/**
 * @param {unknown} error whatever was thrown
 * @returns {string} what to print: only the message of a UserError, else the stack trace
 */
function errorText(error) {
	if (error instanceof UserError) return error.message;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

module.exports = { errorText, UserError };

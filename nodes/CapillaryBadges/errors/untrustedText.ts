/** Most characters of a text from outside that a message shows. */
const MOST_SHOWN = 300;

/** Most characters of a name or of a value that somebody entered. */
const MOST_OF_A_NAME = 80;

/**
 * Control characters, and marks that hide in a text or turn its direction. Each one becomes a blank, so
 * that a text cannot pretend to be another line of a log.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * Makes a text that comes from outside (from Capillary, a proxy, a webhook or a row) safe to show and to
 * log. n8n renders markup in its notifications, so `<` and `>` become characters that only look alike.
 *
 * @param most characters to keep; of a longer text the message says how many more there are
 */
export function sanitizeText(text: string, most = MOST_SHOWN): string {
	// Cut before the replacements, so that a text of megabytes costs no time.
	const kept = text.length > most ? withoutHalfCharacter(text.slice(0, most)) : text;
	const shown = kept.replace(UNSEEN, ' ').replace(/</g, '‹').replace(/>/g, '›').trim();
	const left = text.length - kept.length;
	return left > 0 ? `${shown}… (${left} more characters)` : shown;
}

/** A name, or a value of a row, as messages quote it: made safe, and at most 80 characters long. */
export function sanitizeName(value: string | number): string {
	return sanitizeText(String(value), MOST_OF_A_NAME);
}

/** A text without half a character at its end, such as half of an emoji. */
function withoutHalfCharacter(text: string): string {
	return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

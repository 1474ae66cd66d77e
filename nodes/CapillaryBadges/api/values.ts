/**
 * An ID for a JSON body. Capillary's documents show numbers for customer IDs; one too long for a
 * number to be exact stays text, which the documents show as well.
 */
export function asNumber(id: string): number | string {
	const number = Number(id);
	return Number.isSafeInteger(number) && String(number) === id ? number : id;
}

/** Whether two IDs are the same, whichever of them came as a number and whichever as text. */
export function sameId(one: unknown, other: unknown): boolean {
	const [text, otherText] = [asText(one), asText(other)];
	return text === otherText || text?.toLowerCase() === otherText?.toLowerCase();
}

/** An ID of a response as output: text, or null where Capillary gave none. */
export function asText(id: unknown): string | null {
	return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : null;
}

/** The object that holds the result in Capillary's envelope; empty when it is something else. */
export function asObject(data: unknown): Record<string, unknown> {
	return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}

/** Whether something is active, which responses call `isActive` or `active`; undefined when they do not say. */
export function activeIn({ isActive, active }: Record<string, unknown>): unknown {
	return isActive ?? active;
}

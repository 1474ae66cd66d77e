/** The first digits of the sandbox's IDs, by kind. */
const PREFIXES = { enrolment: '66e0', earned: '66ea' };

/**
 * The ID that the sandbox gives the thing that it makes `steps` things later.
 *
 * @param id of something that the sandbox made
 */
export function following(id: string, steps: number, kind?: keyof typeof PREFIXES): string {
	const prefix = kind ? PREFIXES[kind] : id.slice(0, 4);
	return prefix + (parseInt(id.slice(4), 16) + steps).toString(16).padStart(20, '0');
}

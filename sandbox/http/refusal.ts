// How an endpoint refuses a request.
import type { Problem } from './problem';
import { problems, type ProblemName } from './problems';

/** Thrown by an endpoint; the pipeline turns it into the response. */
export class Refusal extends Error {
	readonly problems: [Problem, ...Problem[]];

	/** @param first it decides the HTTP status of the response */
	constructor(first: ProblemName | Problem, ...others: Problem[]) {
		const problem = typeof first === 'string' ? problems[first] : first;
		super(problem.message);
		this.problems = [problem, ...others];
	}
}

/** For each problem, in the order of the response, whether a request has it. */
export type Checks<Wanted, Context> = Partial<
	Record<ProblemName, (wanted: Wanted, context: Context) => boolean>
>;

/** The problems that a request has. */
export function problemsIn<Wanted, Context>(
	checks: Checks<Wanted, Context>,
	wanted: Wanted,
	context: Context,
): Problem[] {
	const names = Object.keys(checks) as ProblemName[];
	return names.filter((name) => checks[name]?.(wanted, context)).map((name) => problems[name]);
}

/** @throws Refusal when a check fails, with the problems of all that do */
export function checkAll<Wanted, Context>(
	checks: Checks<Wanted, Context>,
	wanted: Wanted,
	context: Context,
): void {
	const [first, ...others] = problemsIn(checks, wanted, context);
	if (first) throw new Refusal(first, ...others);
}

/** A refusal because a body or a parameter cannot be read, in the words of Capillary's Java. */
export function unreadable(message: string, status = 400): Refusal {
	return new Refusal({ status, code: 400, message });
}

/** A refusal of a value that is not allowed, in the words published for the claim call. */
export function invalidEnum(value: string, field: string, allowed: readonly string[]): Refusal {
	return unreadable(
		`Invalid enum value: '${value}' for the field: '${field}'. ` +
			`The value must be one of: [${allowed.join(', ')}].`,
	);
}

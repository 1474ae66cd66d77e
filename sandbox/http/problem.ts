// What a refusal says, and the body of the response that says it.

/** The format of an error's body: the badges service's envelope, that of v2, v3 or v1.1. */
type Format = 'badges' | 'v2' | 'v3' | 'v1.1';

/** Why a call, or its work for one customer, is refused. */
export interface Problem {
	/** The HTTP status of the response. */
	status: number;
	/** Undefined where Capillary publishes none. */
	code?: number;
	message: string;
	/** The field it is about, where the documents name one. */
	reference?: string;
	/** `badges` by default. */
	format?: Format;
	/** True when the documents publish no HTTP status for it. */
	statusIsOpen?: boolean;
}

/** An entry of an `errors` list, or the `error` of one customer of a batch. */
export function problemEntry({ code, message, reference }: Problem): Record<string, unknown> {
	return { code, message, reference: reference ?? null };
}

/** The body of a refusal, in the format of its first problem. */
export function problemBody(...problems: [Problem, ...Problem[]]): Record<string, unknown> {
	return BODIES[problems[0].format ?? 'badges'](problems);
}

/** v3 and v1.1 as published for sign-in: https://docs.capillarytech.com/docs/authorization-flows */
const BODIES: Record<Format, (problems: [Problem, ...Problem[]]) => Record<string, unknown>> = {
	badges: (problems) => ({ data: null, errors: problems.map(problemEntry), warnings: null }),
	v2: (problems) => ({
		warnings: [],
		errors: problems.map(({ code, message }) => ({ status: false, code, message })),
	}),
	v3: (problems) => ({
		data: null,
		errors: problems.map(({ code, message }) => ({ code, message })),
	}),
	'v1.1': ([{ code, message }]) => ({
		response: { status: { success: 'false', code: String(code), message } },
	}),
};

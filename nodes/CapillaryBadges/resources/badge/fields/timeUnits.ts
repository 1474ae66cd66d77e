/** Units of expiries and limits, spelled as Capillary's samples and responses do. */
export const TIME_UNITS = [
	{ name: 'Days', value: 'DAYS' as const },
	{ name: 'Weeks', value: 'WEEKS' as const },
	{ name: 'Months', value: 'MONTHS' as const },
];

/** A unit by the name that Capillary gives it. */
export type TimeUnit = (typeof TIME_UNITS)[number]['value'];

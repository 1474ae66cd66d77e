/** Reads a value once as long as the same item is read. */
export function onceForItem(read: (index: number) => unknown): (index: number) => unknown {
	let last: { index: number; value: unknown } | undefined;
	return (index) => {
		if (last?.index !== index) last = { index, value: read(index) };
		return last.value;
	};
}

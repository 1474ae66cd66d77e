// @ts-check
/**
 * The settings of `npm run soak`, in Jest's globals, or undefined in `npm test`. A failing case
 * prints its seed and path.
 *
 * @type {{runs: number, seed?: number, path?: string} | undefined}
 */
exports.soak = /** @type {any} */ (globalThis).soak;

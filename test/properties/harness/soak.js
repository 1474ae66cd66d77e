// @ts-check
/**
 * What `npm run soak` asks for, through Jest's globals; undefined in `npm test`. A failing case
 * prints the seed and the path.
 *
 * @type {{runs: number, seed?: number, path?: string} | undefined}
 */
exports.soak = /** @type {any} */ (globalThis).soak;

'use strict';

// Lets the benchmark use what is written in TypeScript: the sandbox's accounts, the node's own code.
// @ts-expect-error -- TypeScript's "node" resolution does not find tsx's types
require('tsx/cjs/api').register();

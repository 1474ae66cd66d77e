'use strict';

// Lets the benchmark load TypeScript: the sandbox's accounts and the node's own code.
// @ts-expect-error -- TypeScript's "node" resolution does not find tsx's types
require('tsx/cjs/api').register();

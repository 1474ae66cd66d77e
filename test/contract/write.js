// @ts-check
// Writes the contract files anew: npm run contract
'use strict';

const { currentContract } = require('./contract');
const { writeContract } = require('./files');

writeContract(currentContract());
console.log('Written to test/contract. Look at it with `git diff test/contract`.');

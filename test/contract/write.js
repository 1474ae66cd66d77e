// @ts-check
// Writes the contract files and the table of fields in docs/operations.md: npm run contract
'use strict';

const { properties } = require('../../nodes/CapillaryBadges/resources');
const { currentContract } = require('./contract');
const { writeContract } = require('./files');
const { operationsTable, writeOperationsTable } = require('./operationsTable');

writeContract(currentContract());
writeOperationsTable(operationsTable(properties));
console.log('Wrote test/contract and docs/operations.md. Check the changes with `git diff`.');

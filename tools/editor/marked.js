'use strict';

/** @param {string} id n8n marks what can be worked with by data-test-id */
const marked = (id) => `[data-test-id="${id}"]`;

module.exports = { marked };

'use strict';

// Selectors for n8n's screens.

/** @param {string} id the data-test-id of an element in n8n's editor */
const marked = (id) => `[data-test-id="${id}"]`;

module.exports = { marked };

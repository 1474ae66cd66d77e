'use strict';

const fs = require('node:fs');

/** Where Chromium and its kin usually lie. */
const PLACES = [
	process.env.CHROMIUM_PATH ?? '',
	'/usr/bin/chromium',
	'/usr/bin/google-chrome',
	// On Ubuntu this is a script that may say only that the browser is to be had as a snap.
	'/usr/bin/chromium-browser',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Runs without a graphics card, in containers, and asks nobody but this machine. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** @returns {string | undefined} the browser to drive, if this machine has one */
const findChromium = () => PLACES.find((place) => place !== '' && fs.existsSync(place));

module.exports = { FLAGS, findChromium };

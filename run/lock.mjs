import { closeSync, mkdirSync, openSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A holder that has not been heard of for so long was killed. */
const silence = 10_000;

/**
 * Does the work while no other process does: a second `npm start` or `npm test` in the same folder waits.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {() => void} onWait
 * @returns {Promise<T>}
 */
export async function alone(file, work, onWait) {
	mkdirSync(dirname(file), { recursive: true });
	for (let waited = false; !take(file); await pause(200)) {
		if (!waited) onWait();
		waited = true;
		if (Date.now() - lastSign(file) > silence) rmSync(file, { force: true });
	}
	const sign = setInterval(() => utimesSync(file, new Date(), new Date()), 1000);
	const release = () => rmSync(file, { force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(sign);
		process.off('exit', release);
		release();
	}
}

/** @param {string} file */
function take(file) {
	try {
		closeSync(openSync(file, 'wx'));
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
		throw error;
	}
}

/** @param {string} file */
function lastSign(file) {
	return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}

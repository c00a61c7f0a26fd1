import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program to its end and passes signals on to it. Resolves with its exit code, 128 + n where signal n ended it.
 * @param {string} file
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {(text: string) => void} [hear] what it says, where `stdio` has pipes
 * @returns {Promise<number>}
 */
export function runToEnd(file, args, options, hear = () => undefined) {
	const child = spawn(file, args, options);
	child.stdout?.setEncoding('utf8').on('data', hear);
	child.stderr?.setEncoding('utf8').on('data', hear);
	const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
	for (const signal of signals) process.on(signal, pass);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
	}).finally(() => {
		for (const signal of signals) process.off(signal, pass);
	});
}

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withNode } from './with-node.mjs';

/**
 * @typedef {object} Report what vitest writes down of a run
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string; assertionResults: { status: string }[] }[]} testResults one per file
 */

const folder = mkdtempSync(join(tmpdir(), 'concentric-report-'));
const file = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)];
const code = await withNode(vitest, { build: true });
/** @type {Report | undefined} */
const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
rmSync(folder, { recursive: true, force: true });

const { passed, failed } = count(report, code);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed ? code || 1 : 0);

/**
 * A file that could not be read counts as failed, so do an error beside the tests and a run that tested nothing.
 * @param {Report | undefined} report
 * @param {number} code
 */
function count(report, code) {
	if (!report) return { passed: 0, failed: 1 };
	const brokenFiles = report.testResults.filter(
		(result) => result.status === 'failed' && result.assertionResults.every(({ status }) => status !== 'failed'),
	);
	const left = report.numPendingTests + report.numTodoTests;
	if (left) process.stdout.write(`${left} not run\n`);
	const passed = report.numPassedTests;
	const failed = report.numFailedTests + brokenFiles.length;
	if (failed) return { passed, failed };
	if (code) process.stdout.write('The run itself failed, beside the tests: see above.\n');
	else if (!passed) process.stdout.write('No test was run.\n');
	return { passed, failed: code || !passed ? 1 : 0 };
}

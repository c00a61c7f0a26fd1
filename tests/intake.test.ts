import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { comparisonOf } from './intake/compare.ts';
import { knownDifferences } from './intake/differences.ts';
import type { Expected, Reading } from './intake/reading.ts';
import { tableOf } from './intake/table.ts';

const folder = new URL('./fixtures/intake/', import.meta.url);
const files = globSync('**/*.expected.json', { cwd: folder }).sort();

const readings = new Map<string, Reading>();

/**
 * Files with warts, and beside each what a person reads in it. Fixtures and readers were written apart from each other; where they differ
 * still, `differences.ts` says how, file by file, and a difference that is gone must leave that list.
 */
describe('what offices have is read as a person reads it', () => {
	test.each(files)('%s', async (path) => {
		const name = path.replace(/\.expected\.json$/, '');
		const expected = JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as Expected;
		const { reading, differences } = await comparisonOf(name, readFileSync(new URL(name, folder)), expected);
		readings.set(name, reading);
		const known = knownDifferences[name];
		if (known === undefined) expect(differences).toEqual([]);
		else expect(differences, known).not.toEqual([]);
	});

	test('the table of all files says so', async () => {
		await expect(tableOf(readings)).toMatchFileSnapshot('../docs/generated/intake.md');
	});
});

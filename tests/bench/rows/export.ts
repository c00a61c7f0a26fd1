import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Stage } from '../stage.ts';
import type { Row } from './row.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('export-process.ts', import.meta.url));

interface Took {
	rows: number;
	bytes: number;
	seconds: number;
	/** Megabytes. */
	growth: number;
}

/** The whole list, to xlsx and csv: how fast, and by how much the process that writes it grows (quality.md §2: below 100 MB at a million). */
export async function measureExport({ db, options }: Stage): Promise<Row> {
	const results: Row['results'] = [];
	const notes: string[] = [];
	for (const format of ['csv', 'xlsx']) {
		const { stdout } = await run(process.execPath, ['--expose-gc', script, db.appUrl, format]);
		const took = JSON.parse(stdout) as Took;
		const perSecond = took.rows / took.seconds;
		results.push({ name: `rows to ${format}`, perSecond, runs: [perSecond] });
		notes.push(
			`${format}: ${took.rows.toLocaleString('en')} rows, ${(took.bytes / 1e6).toFixed(1)} MB in ${took.seconds.toFixed(1)} s; memory grew by ${took.growth.toFixed(0)} MB`,
		);
	}
	return { title: `Export of ${options.proposals.toLocaleString('en')} proposals`, results, notes };
}

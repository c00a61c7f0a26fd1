import { execFile } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { ratios, type Row } from './rows/row.ts';
import type { Options } from './stage.ts';

const run = promisify(execFile);

export interface Report {
	date: string;
	commit: string;
	machine: {
		processor: string;
		cores: number;
		memory: string;
		kernel: string;
		node: string;
		postgres: string;
		loadAtStart: number;
	};
	options: Options;
	rows: (Row & { ratios: Record<string, number> })[];
}

async function commitHere(): Promise<string> {
	const git = (...args: string[]) =>
		run('git', args, { cwd: new URL('../..', import.meta.url) }).then(({ stdout }) => stdout.trim());
	try {
		const changed = await git('status', '--porcelain', '--untracked-files=no');
		return `${await git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
	} catch {
		return 'unknown';
	}
}

/** The machine before the bench has put its own load on it. */
export function machineNow(): Omit<Report['machine'], 'postgres'> {
	const processor = cpus();
	return {
		processor: processor[0]?.model ?? 'unknown',
		cores: processor.length,
		memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
		kernel: release(),
		node: process.versions.node,
		loadAtStart: Number((loadavg()[0] ?? 0).toFixed(2)),
	};
}

export async function reportOn(machine: Report['machine'], options: Options, rows: Row[]): Promise<Report> {
	const date = new Date().toISOString();
	return {
		date,
		commit: await commitHere(),
		machine,
		options,
		rows: rows.map((row) => ({ ...row, ratios: ratios(row) })),
	};
}

const number = (value: number | undefined, digits = 0) =>
	value === undefined || !Number.isFinite(value)
		? '–'
		: value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });

function linesOf(row: Report['rows'][number]): string[] {
	const lines = row.results.map((result, at) => {
		const ratio = row.ratios[result.name];
		const bar =
			at === 0 && row.bar !== undefined
				? `≥ ${row.bar}${ratio === undefined ? '' : ratio >= row.bar ? ' met' : ' missed'}`
				: '';
		return `| ${result.name} | ${number(result.perSecond)} | ${number(ratio, 2)} | ${bar} | ${number(result.p95, 1)} | ${number(result.applicationMs, 2)} | ${number(result.databaseMs, 2)} | ${number(result.sendingCores, 2)} |`;
	});
	const limit =
		row.limit && !row.results.includes(row.limit)
			? [
					`| *${row.limit.name}* | ${number(row.limit.perSecond)} | 1 | limit | ${number(row.limit.p95, 1)} | | ${number(row.limit.databaseMs, 2)} | ${number(row.limit.sendingCores, 2)} |`,
				]
			: [];
	return [...lines, ...limit];
}

/** As Markdown, to be kept in docs/measurements/. */
export function asTable({ date, commit, machine, options, rows }: Report): string {
	const about =
		`${date.slice(0, 16).replace('T', ' ')} UTC · ${commit} · ${machine.processor}, ${machine.cores} cores, ${machine.memory} · Node ${machine.node}, PostgreSQL ${machine.postgres} · ` +
		`load ${machine.loadAtStart} at the start · medians of ${options.repeats} runs of ${options.seconds} s`;
	const tables = rows.map((row) =>
		[
			'',
			`**${row.title}**`,
			'',
			'| | a second | ratio | bar | p95 ms | processor ms in the application | in the database | cores sending |',
			'|---|--:|--:|---|--:|--:|--:|--:|',
			...linesOf(row),
			...(row.notes.length ? ['', ...row.notes.map((note) => `- ${note}`)] : []),
		].join('\n'),
	);
	return [about, ...tables].join('\n');
}

import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { asTable, machineNow, reportOn } from './report.ts';
import { measureDrivers } from './rows/drivers.ts';
import { measureExport } from './rows/export.ts';
import { measureLedger } from './rows/ledger.ts';
import { measureList } from './rows/list.ts';
import { measurePage, measureShape } from './rows/page.ts';
import type { Row } from './rows/row.ts';
import { measureTransition } from './rows/transition.ts';
import { setStage, type Options, type Stage } from './stage.ts';

/** Three rows of quality.md §2 beside their limits in one run, and what settles driver and process shape. It judges no clock: it fails only where an answer is wrong. */
const measurements = {
	list: measureList,
	page: measurePage,
	drivers: measureDrivers,
	shape: measureShape,
	transition: measureTransition,
	ledger: measureLedger,
	export: measureExport,
};

const { values } = parseArgs({
	options: {
		proposals: { type: 'string', default: '100000' },
		seconds: { type: 'string', default: '3' },
		repeats: { type: 'string', default: '3' },
		only: { type: 'string', multiple: true, default: Object.keys(measurements) },
		record: { type: 'boolean', default: false },
	},
});
const options: Options = {
	proposals: Number(values.proposals),
	seconds: Number(values.seconds),
	repeats: Number(values.repeats),
};

const say = (line: string) => process.stderr.write(`${line}\n`);

async function measureAll(stage: Stage): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [name, measure] of Object.entries(measurements)) {
		if (!values.only.includes(name)) continue;
		say(`measuring: ${name}`);
		rows.push(await measure(stage));
	}
	return rows;
}

/** One file for each day that is worth keeping; otherwise the last run's. */
async function write(json: string, day: string): Promise<string> {
	const file = values.record ? `docs/measurements/${day}.json` : '.data/bench.json';
	await mkdir(new URL('.', new URL(file, `file://${process.cwd()}/`)), { recursive: true });
	await writeFile(file, json);
	return file;
}

const machine = machineNow();
if (machine.loadAtStart > 1)
	say(
		`the machine is busy (load ${machine.loadAtStart}): only ratios mean anything, and they lean against whoever has fewer processes`,
	);
say(`filling a database with ${options.proposals.toLocaleString('en')} proposals`);
const stage = await setStage(options);
process.once('SIGINT', () => void stage.close().then(() => process.exit(130)));
process.once('SIGTERM', () => void stage.close().then(() => process.exit(143)));
try {
	const report = await reportOn({ ...machine, postgres: stage.db.version }, options, await measureAll(stage));
	console.log(asTable(report));
	say(`written to ${await write(`${JSON.stringify(report, null, '\t')}\n`, report.date.slice(0, 10))}`);
} finally {
	await stage.close();
}

import '#server/assembly.ts';
import { parseArgs } from 'node:util';
import { slug } from '#demo/fill/assembly.ts';
import { openOfSize, userOf, type Filled } from './scale/database.ts';
import { readings, type Reading } from './scale/readings.ts';
import { explainReading, type Cost } from './statements.ts';

/** Reading at several sizes: time, ratio to the smallest, and the plan of every statement. It fails where a plan does. */
const { values } = parseArgs({
	options: {
		sizes: { type: 'string', default: '10000,100000' },
		keep: { type: 'string' },
		times: { type: 'string', default: '40' },
		plans: { type: 'boolean', default: false },
	},
});
const sizes = values.sizes.split(',').map(Number);
const times = Number(values.times);
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Tables that grow with every proposal: none may be read from end to end. */
const growing =
	/Seq Scan on (matter|proposal|search_document|similarity_term|timeline\w*|assignment|reply|deadline|evaluation|signature|commitment|nomination)\b/;

interface Measured {
	name: string;
	p95: number;
	costs: Cost[];
	broken: string[];
}

function brokenBy({ mostBuffers }: Reading, costs: readonly Cost[]): string[] {
	return costs.flatMap(({ of, buffers, scans }) => [
		...(mostBuffers !== undefined && buffers > mostBuffers
			? [`${of}: ${buffers} buffers, more than ${mostBuffers}`]
			: []),
		...scans.filter((scan) => growing.test(scan)).map((scan) => `${of}: ${scan}`),
	]);
}

async function measure(filled: Filled, reading: Reading): Promise<Measured> {
	const took: number[] = [];
	for (let n = 0; n < times + 5; n++) {
		const ctx = await filled.as(reading.as);
		const began = performance.now();
		await reading.read(ctx);
		// the first ones find neither plan nor page
		if (n >= 5) took.push(performance.now() - began);
	}
	const costs = await explainReading(filled.ownerUrl, userOf(reading.as), reading.read, slug);
	const p95 = took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? NaN;
	return { name: reading.name, p95, costs, broken: brokenBy(reading, costs) };
}

async function measureSize(size: number): Promise<Measured[]> {
	say(`${size.toLocaleString('en')} proposals`);
	const filled = await openOfSize(size, values.keep, say);
	try {
		const measured: Measured[] = [];
		for (const reading of readings(size)) measured.push(await measure(filled, reading));
		return measured;
	} finally {
		await filled.close();
	}
}

const all: Measured[][] = [];
for (const size of sizes) all.push(await measureSize(size));
const label = (size: number) => size.toLocaleString('en');
console.log(`| reading | ${sizes.map((size) => `p95 ms at ${label(size)} | ratio | most buffers`).join(' | ')} |`);
console.log(`|---|${sizes.map(() => '--:|--:|--:|').join('')}`);
for (const [at, { name, p95: first }] of (all[0] ?? []).entries()) {
	const cells = all.map((measured) => {
		const one = measured[at];
		const buffers = Math.max(0, ...(one?.costs ?? []).map((cost) => cost.buffers));
		return `${one?.p95.toFixed(1)} | ${((one?.p95 ?? NaN) / first).toFixed(2)} | ${buffers}`;
	});
	console.log(`| ${name} | ${cells.join(' | ')} |`);
}
for (const [n, measured] of all.entries())
	for (const { name, costs, broken } of measured) {
		if (values.plans) for (const { plan } of costs) say(`\n${name}, ${label(sizes[n] ?? 0)}\n${plan}`);
		for (const one of broken) {
			process.exitCode = 1;
			console.log(`broken at ${label(sizes[n] ?? 0)}: ${name}: ${one}`);
		}
	}

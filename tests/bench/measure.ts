import { processorSeconds } from './cpu.ts';

export interface Sample {
	perSecond: number;
	count: number;
	/** Milliseconds. */
	p95?: number;
	/** Cores that sending took: near one for each sender, the figure is a floor. */
	sendingCores?: number;
}

export interface Contender {
	name: string;
	run(): Promise<Sample>;
}

/** Medians of all runs; costs in processor milliseconds for each answer. */
export interface Result {
	name: string;
	perSecond: number;
	runs: number[];
	p95?: number;
	sendingCores?: number;
	applicationMs?: number;
	databaseMs?: number;
}

export interface Processes {
	application: number;
	database: number;
}

export const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	// an empty list has no median
	return (sorted.length % 2 ? sorted[middle] : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2) ?? NaN;
};

interface Run extends Sample {
	applicationMs?: number;
	databaseMs?: number;
}

async function observe({ run }: Contender, { application, database }: Processes): Promise<Run> {
	const before = [processorSeconds(application), processorSeconds(database)];
	const sample = await run();
	const after = [processorSeconds(application), processorSeconds(database)];
	const [applicationMs, databaseMs] = after.map(
		(seconds, at) => (((seconds ?? NaN) - (before[at] ?? NaN)) * 1000) / sample.count,
	);
	return { ...sample, applicationMs, databaseMs };
}

const medianOf = (runs: Run[], name: 'p95' | 'sendingCores' | 'applicationMs' | 'databaseMs'): number | undefined => {
	const values = runs.map((run) => run[name]).filter((value): value is number => Number.isFinite(value));
	return values.length ? median(values) : undefined;
};

/** Each in turn, `repeats` times over: what disturbs the machine for a while disturbs all of them. */
export async function inTurn(
	contenders: readonly Contender[],
	repeats: number,
	processes: Processes,
): Promise<Result[]> {
	const runs = contenders.map((): Run[] => []);
	for (let round = 0; round < repeats; round++) {
		for (const [at, contender] of contenders.entries()) runs[at]?.push(await observe(contender, processes));
	}
	return contenders.map(({ name }, at) => {
		const own = runs[at] ?? [];
		return {
			name,
			perSecond: median(own.map((run) => run.perSecond)),
			runs: own.map((run) => run.perSecond),
			p95: medianOf(own, 'p95'),
			sendingCores: medianOf(own, 'sendingCores'),
			applicationMs: medianOf(own, 'applicationMs'),
			databaseMs: medianOf(own, 'databaseMs'),
		};
	});
}

/** One against the other, round by round: neighbours in time saw the same machine. */
export const ratioOf = (one: Result, other: Result): number =>
	median(one.runs.map((rate, round) => rate / (other.runs[round] ?? NaN)));

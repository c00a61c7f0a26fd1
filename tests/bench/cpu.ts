import { readFileSync, readdirSync } from 'node:fs';

/** Processor time is counted in ticks of a hundredth of a second on every Linux. */
const tick = 0.01;

interface Row {
	pid: number;
	parent: number;
	seconds: number;
}

function rows(): Row[] {
	const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	return pids.flatMap((pid) => {
		try {
			const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
				.replace(/^.*\) /s, '')
				.split(' ');
			return [
				{ pid: Number(pid), parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) * tick },
			];
		} catch {
			return [];
		}
	});
}

/** Processor seconds that a process and its children have taken so far; undefined where the system does not tell. */
export function processorSeconds(pid: number): number | undefined {
	if (process.platform !== 'linux') return undefined;
	return rows()
		.filter((row) => row.pid === pid || row.parent === pid)
		.reduce((sum, row) => sum + row.seconds, 0);
}

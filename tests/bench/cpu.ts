import { readFileSync, readdirSync } from 'node:fs';

/** Processor time is counted in ticks of a hundredth of a second on every Linux. */
const perSecond = 100;

interface Taken {
	pid: number;
	parent: number;
	ticks: number;
	/** By children that have ended. */
	inherited: number;
}

function takenBy(pid: string): Taken | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '');
		const field = stat.split(' ').map(Number);
		const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
			(at) => field[at],
		);
		return { pid: Number(pid), parent, ticks: user + system, inherited: endedUser + endedSystem };
	} catch {
		// it ended meanwhile
		return undefined;
	}
}

/** Processor seconds that a process and its children have taken so far; undefined where the system does not tell. */
export function processorSeconds(pid: number): number | undefined {
	if (process.platform !== 'linux') return undefined;
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(takenBy);
	const family = all.filter((one) => one !== undefined).filter((one) => one.pid === pid || one.parent === pid);
	return family.reduce((sum, one) => sum + one.ticks + (one.pid === pid ? one.inherited : 0), 0) / perSecond;
}

import { addDays, isWorkingDay, type PlainDate } from '../calendar.ts';
import { withheldReasons } from '../proposals/remarks.ts';
import { gistOf } from '../proposals/gist.ts';
import { workingDaysFrom, type Line } from './chronicle.ts';
import type { Matter } from './matter.ts';

export function close({ line, director, random }: Matter): void {
	line.work(workingDaysFrom(line.day(), random.whole(1, 4)), director, {
		machine: 'proposal',
		action: 'close',
		input: {},
	});
}

/** 三句话看懂, written by the office where it is published; the clerk does both at one sitting. */
export function writeGist(matter: Matter, line: Line): void {
	const { date, minute } = line.moment();
	line.exactly(date, minute, matter.clerk, { machine: 'proposal', action: 'write_gist', input: gistOf(matter) });
}

/**
 * Publication within twenty working days of delivery: whole where the proposer and the unit agree, else a summary
 * or nothing, with the reason kept.
 */
export function publish(matter: Matter, deliveredOn: PlainDate): void {
	const { random, clerk, today, consent, replyOpenness: reply } = matter;
	const on = workingDaysFrom(deliveredOn, random.whole(6, 18));
	if (on >= addDays(today, -1) || !isWorkingDay(on)) return;
	const own = matter.line.branchAt(on);
	if (consent === 'none' || reply === 'none') {
		const reason = consent === 'none' ? withheldReasons[0] : random.pick(withheldReasons.slice(1));
		own.work(on, clerk, { machine: 'proposal', action: 'withhold', input: { reason } });
		return;
	}
	const action = consent === 'full' && reply === 'full' ? 'publish' : 'publish_summary';
	own.work(on, clerk, { machine: 'proposal', action });
	matter.isPublished = true;
	if (!matter.plan.round) writeGist(matter, own);
}

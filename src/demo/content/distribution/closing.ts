import { addDays, isWorkingDay, type PlainDate } from '../calendar.ts';
import { withheldReasons } from '../proposals/remarks.ts';
import { workingDaysFrom } from './chronicle.ts';
import type { Matter } from './matter.ts';

export function close({ line, director, random }: Matter): void {
	line.work(workingDaysFrom(line.day(), random.whole(1, 4)), director, {
		machine: 'proposal',
		action: 'close',
		input: {},
	});
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
}

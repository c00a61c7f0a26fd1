import { addDays, type PlainDate } from '../calendar.ts';
import { workingDaysFrom } from './chronicle.ts';
import type { Matter } from './matter.ts';

const CHAIR = 'fangyuanshan';
const overseers = ['何远之副主席', '林静书副主席', '潘守仁副主席', '陶云鹤副主席'] as const;

/** Key proposals are nominated after admission and confirmed by the chairs' council before the units begin. */
export function nominateAsKey(matter: Matter, from: PlainDate, assignedOn: PlainDate): void {
	const { random, clerk, director } = matter;
	const own = matter.line.branchAt(from);
	const reason = '事关群众切身利益，建议具体可行，调研扎实。';
	own.work(workingDaysFrom(from, 2), clerk, {
		machine: 'proposal',
		action: 'nominate',
		input: { kind: 'key', reason },
	});
	own.work(workingDaysFrom(own.day(), 3), director, { machine: 'nomination', action: 'shortlist', subject: 'key' });
	if (workingDaysFrom(own.day(), 4) >= assignedOn) return;
	const input = { overseer: random.pick(overseers) };
	own.work(workingDaysFrom(own.day(), 3), CHAIR, { machine: 'nomination', action: 'confirm', subject: 'key', input });
}

/** Excellent proposals of the year: nominated by the office, shortlisted by the director, confirmed by the chair. */
export function nominateAsExcellent(matter: Matter): void {
	const { plan, clerk, director, line, today } = matter;
	if (!plan.isExcellent) return;
	const own = line.branch();
	const isCurrent = plan.isExcellent !== 'confirmed';
	const on = isCurrent ? addDays(today, -13) : workingDaysFrom(line.day(), 20);
	const reason = '选题准，建议实，办理结果群众认可。';
	own.work(on, clerk, { machine: 'proposal', action: 'nominate', input: { kind: 'excellent', reason } });
	if (plan.isExcellent === 'nominated') return;
	own.work(workingDaysFrom(own.day(), 2), director, {
		machine: 'nomination',
		action: 'shortlist',
		subject: 'excellent',
	});
	if (isCurrent) return;
	own.work(workingDaysFrom(own.day(), 5), CHAIR, {
		machine: 'nomination',
		action: 'confirm',
		subject: 'excellent',
		input: {},
	});
}

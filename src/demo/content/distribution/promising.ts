import { addDays, workingDayOnOrBefore, type PlainDate } from '../calendar.ts';
import type { Promised } from '../proposals/letters.ts';
import { keptEvidence, progressNotes, verifyNotes } from '../proposals/remarks.ts';
import { workingDaysFrom, type Line } from './chronicle.ts';
import { drafterOf, type Matter } from './matter.ts';

/** What became of a promise by today. */
type Outcome = 'open' | 'late' | 'reported' | 'kept';

/** What any unit can promise where the topic names too little. */
const ordinary = ['向提案人书面通报落实情况', '组织提案人现场回访一次', '将落实情况在单位网站公示'] as const;

function outcomes({ plan, asks }: Matter): Outcome[] {
	const named = asks.filter(({ promise }) => promise).length;
	const isOver = plan.state === 'closed';
	const wished = plan.promises ?? { count: Math.max(1, Math.min(2, named)), kept: isOver ? Infinity : 0 };
	const { count, kept, reported = 0, late = 0 } = wished;
	return Array.from({ length: count }, (_, index): Outcome => {
		const fromEnd = count - 1 - index;
		if (fromEnd < kept) return 'kept';
		if (fromEnd < kept + reported) return 'reported';
		return fromEnd < kept + reported + late ? 'late' : 'open';
	});
}

function dueDay({ random, today, plan }: Matter, outcome: Outcome, index: number, deliveredOn: PlainDate): PlainDate {
	const wished = plan.promises?.dueIn?.[index];
	if (wished !== undefined && outcome === 'open') return addDays(today, wished);
	switch (outcome) {
		case 'open':
			return addDays(today, random.whole(9, 150));
		case 'late':
			return addDays(today, -random.whole(3, 26));
		case 'reported':
			return addDays(today, random.whole(-2, 9));
		case 'kept': {
			const kept = addDays(deliveredOn, random.whole(14, 75));
			const latest = addDays(today, plan.state === 'closed' ? -40 : -22);
			return kept < latest ? kept : latest;
		}
	}
}

export type Vow = Promised & { outcome: Outcome };

/** The promises of a class B answer with what will have become of them. */
export function promisesOf(matter: Matter, deliveredOn: PlainDate): Vow[] {
	const named = matter.asks.flatMap(({ promise }) => promise ?? []);
	const texts = [...named, ...ordinary];
	return outcomes(matter).map((outcome, index) => ({
		text: texts[index] ?? ordinary[0],
		due_on: dueDay(matter, outcome, index, deliveredOn),
		outcome,
	}));
}

function reportKept({ random, today }: Matter, own: Line, subject: string, dueOn: PlainDate): void {
	const unit = subject.split('#')[0] ?? subject;
	const latest = workingDayOnOrBefore(addDays(today, -8));
	const wished = addDays(dueOn, random.chance(0.12) ? random.whole(1, 6) : -random.whole(0, 8));
	own.work(wished < latest ? wished : latest, drafterOf(unit), {
		machine: 'commitment',
		action: 'report_kept',
		subject,
		input: { evidence: random.pick(keptEvidence) },
	});
}

/** What the unit reports on one promise, and what the committee's office finds when it looks. */
function keep(matter: Matter, own: Line, unit: string, vow: Vow, place: number): void {
	const { random, clerk, today } = matter;
	const subject = `${unit}#${place}`;
	if (vow.outcome === 'open' || vow.outcome === 'late' || random.chance(0.25)) {
		const on = addDays(own.day(), random.whole(3, 12));
		if (on < addDays(today, -9)) {
			own.work(on, drafterOf(unit), {
				machine: 'commitment',
				action: 'report_progress',
				subject,
				input: { note: random.pick(progressNotes) },
			});
		}
	}
	if (vow.outcome === 'open' || vow.outcome === 'late') return;
	reportKept(matter, own, subject, vow.due_on);
	if (vow.outcome === 'reported') return;
	own.work(workingDaysFrom(own.day(), random.whole(1, 4)), clerk, {
		machine: 'commitment',
		action: 'verify',
		subject,
		input: { note: random.pick(verifyNotes) },
	});
}

/** Class B: the promises are followed, side by side, until each is settled. */
export function followPromises(matter: Matter, unit: string, vows: readonly Vow[]): void {
	const { line, director, random } = matter;
	line.work(workingDaysFrom(line.day(), random.whole(1, 4)), director, { machine: 'proposal', action: 'follow_up' });
	const lines = vows.map((vow, index) => {
		const own = line.branch();
		keep(matter, own, unit, vow, index + 1);
		return own;
	});
	line.join(lines);
}

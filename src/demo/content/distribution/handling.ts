import { addDays, daysBetween, later, workingDayOnOrBefore, type PlainDate } from '../calendar.ts';
import type { ResultClass } from '../content.ts';
import { worded } from '../phrase.ts';
import { contactNotes, coOpinions, extensionReasons, financeOpinions } from '../proposals/remarks.ts';
import { acknowledge } from './assigning.ts';
import { workingDaysFrom, type Line } from './chronicle.ts';
import { bodyOf, drafterOf, headOf, type Matter } from './matter.ts';
import type { Stage } from './plan.ts';

/** One unit's work on one proposal, from the start of its clock to where it has come. */
export type Round = {
	matter: Matter;
	line: Line;
	unit: string;
	from: PlainDate;
	/** The day of the last act of the round. */
	until: PlainDate;
	stage: Stage | 'delivered';
	number: 1 | 2;
	resultClass: ResultClass;
};

const stages: readonly (Stage | 'delivered')[] = [
	'assigned',
	'return_requested',
	'acknowledged',
	'handling',
	'drafted',
	'circulated',
	'countersigned',
	'signed',
	'sent_back',
	'checked',
	'delivered',
];

export const hasReached = (round: Pick<Round, 'stage'>, stage: Stage | 'delivered') =>
	stages.indexOf(round.stage) >= stages.indexOf(stage);

/** A day within the first eighty of a round: units do their looking and asking early. */
function early({ from, until }: Round, share: number): PlainDate {
	return addDays(from, Math.round(Math.min(80, daysBetween(from, until)) * share));
}

function wordsOf({ matter, unit }: Round): Record<string, string> {
	return {
		village: matter.place,
		town: matter.town,
		lead: matter.organisation ? bodyOf(matter.organisation).shortName : matter.leadName,
		unit: bodyOf(unit).shortName,
	};
}

export function recordContact(round: Round, stage: 'before' | 'during', share: number): void {
	const { matter, line, unit } = round;
	const { random } = matter;
	const mode = random.pick(['visit', 'visit', 'visit', 'meeting', 'meeting', 'phone', 'mail'] as const);
	const meeting = mode === 'phone' && stage === 'before' ? 'visit' : mode;
	const on = workingDayOnOrBefore(early(round, share));
	const held = later(on, line.day());
	matter.contactOn = held;
	line.work(held, drafterOf(unit), {
		machine: 'assignment',
		action: 'record_contact',
		subject: unit,
		input: {
			stage,
			mode: meeting,
			on: held,
			place: matter.place,
			note: worded(random, random.pick(contactNotes[meeting]), wordsOf(round)),
		},
	});
}

function opinionOf({ matter, unit }: Round, coUnit: string): string {
	const { random, town } = matter;
	if (coUnit === 'unit-finance') return random.pick(financeOpinions);
	const duties = (bodyOf(coUnit).duties ?? '').split('、')[0] ?? '';
	return worded(random, random.pick(coOpinions), { duties, town, unit: bodyOf(unit).shortName });
}

/** Each co-handling unit acknowledges and sends its opinion to the lead unit; one may be missing. */
export function gatherOpinions(round: Round): void {
	const { matter, line, unit } = round;
	const { random } = matter;
	const lines = matter.coUnits.map((coUnit) => {
		const own = line.branch();
		acknowledge(own, coUnit, workingDaysFrom(round.from, random.whole(1, 3)));
		if (coUnit === matter.plan.missing || !hasReached(round, 'handling')) return own;
		own.work(early(round, random.whole(19, random.chance(0.06) ? 43 : 35) / 100), drafterOf(coUnit), {
			machine: 'assignment',
			action: 'give_opinion',
			subject: coUnit,
			input: { opinion: opinionOf({ ...round, unit }, coUnit) },
		});
		return own;
	});
	line.join(lines);
}

/** More time is asked for before the first deadline; the inspection office grants it, or has not answered yet. */
export function askForExtension(round: Round): void {
	const { matter, line, unit } = round;
	const { random, plan, town } = matter;
	if (!plan.extension) return;
	const pending = plan.extension === 'requested';
	const on = pending ? round.until : early(round, 0.9);
	const reason = worded(random, random.pick(extensionReasons), { town });
	line.work(on, headOf(unit), { machine: 'assignment', action: 'request_extension', subject: unit, input: { reason } });
	if (pending) return;
	line.work(workingDaysFrom(line.day(), 1), 'shaopingchuan', {
		machine: 'assignment',
		action: 'grant_extension',
		subject: unit,
		input: { reason: '同意延期一个月，请抓紧办理。' },
	});
}

import { addDays, daysBetween, type PlainDate } from '../calendar.ts';
import { letterText, type Promised } from '../proposals/letters.ts';
import { amendments, countersignNotes, disagreements, remedies, sendBacks } from '../proposals/remarks.ts';
import { workingDaysFrom } from './chronicle.ts';
import { hasReached, type Round } from './handling.ts';
import { bodyOf, drafterOf, headOf, registrarOf, signersOf } from './matter.ts';

/** Where in the rest of a round each step falls; the last one that is reached falls on its last day. */
const steps = {
	drafted: 0.3,
	circulated: 0.5,
	countersigned: 0.68,
	signed: 0.82,
	sent_back: 0.86,
	checked: 0.93,
	delivered: 1,
};
type Step = keyof typeof steps;

/** The days of the remaining steps, from today's place of the line to the round's last day. */
function timetable(round: Round): (step: Step) => PlainDate {
	const start = round.line.day();
	const length = Math.max(0, daysBetween(start, round.until));
	const last = round.stage in steps ? steps[round.stage as Step] : 1;
	return (step) => addDays(start, Math.floor(length * Math.min(1, steps[step] / last)));
}

const inspectorFor = (round: Round) =>
	round.matter.random.pick(['shaopingchuan', 'shaopingchuan', 'inspection-office.2']);

function wording(round: Round, promises: readonly Promised[], on: PlainDate, isMended: boolean) {
	const { matter, unit, number, resultClass } = round;
	const { title, asks, obstacle, coUnits, place, organisation, random } = matter;
	return {
		body: letterText({
			title,
			unit: bodyOf(unit).name,
			coUnits: coUnits.map((key) => bodyOf(key).shortName),
			addressee: organisation ? bodyOf(organisation).name : matter.leadName,
			you: organisation ? '你单位' : signersOf(matter).length > 0 ? '你们' : '你',
			remedy: number > 1 ? (matter.remedy ??= random.pick(remedies)) : null,
			amendment: isMended ? random.pick(amendments) : null,
			asks,
			obstacle,
			resultClass,
			promises: resultClass === 'B' ? promises : [],
			contactOn: matter.contactOn ?? on,
			place,
			round: number,
			on,
		}),
		result_class: resultClass,
		openness: matter.replyOpenness,
		contact_name: matter.nameOf(drafterOf(unit)),
		contact_phone: matter.contactPhone,
		promises: resultClass === 'B' ? promises : [],
	};
}

function revise(round: Round, promises: readonly Promised[], on: PlainDate, isMended = false): void {
	const { line, unit } = round;
	line.work(on, drafterOf(unit), {
		machine: 'reply',
		action: 'revise',
		subject: unit,
		input: wording(round, promises, on, isMended),
	});
}

/** The co-handling units put their names to it; one of them may still be awaited. */
function circulate(round: Round, on: PlainDate, until: PlainDate): void {
	const { matter, line, unit } = round;
	line.work(on, drafterOf(unit), { machine: 'reply', action: 'circulate', subject: unit });
	const isAwaited = round.stage === 'circulated';
	const lines = matter.coUnits
		.filter((coUnit) => !isAwaited || (matter.plan.awaiting && coUnit !== matter.plan.awaiting))
		.map((coUnit) => {
			const own = line.branch();
			own.work(addDays(on, Math.floor((daysBetween(on, until) * matter.random.whole(2, 10)) / 10)), headOf(coUnit), {
				machine: 'reply',
				action: 'countersign',
				subject: unit,
				input: { note: matter.random.pick(countersignNotes) },
			});
			return own;
		});
	line.join(lines);
	if (!isAwaited) line.raise({ machine: 'reply', action: 'conclude_countersigning', subject: unit });
}

/** A letter that comes back once more takes some days beyond those planned: only what is long past has them. */
const hasTime = ({ matter, until }: Round) => until < addDays(matter.today, -40);

/** A co-handling unit will not sign this wording: it goes back to the drafter once. */
function disagree(round: Round, promises: readonly Promised[], on: PlainDate): void {
	const { matter, line, unit } = round;
	const coUnit = matter.coUnits[0];
	if (!coUnit || round.stage !== 'delivered' || !hasTime(round) || !matter.random.chance(0.03)) return;
	line.work(on, drafterOf(unit), { machine: 'reply', action: 'circulate', subject: unit });
	line.work(workingDaysFrom(line.day(), 1), headOf(coUnit), {
		machine: 'reply',
		action: 'disagree',
		subject: unit,
		input: { reason: matter.random.pick(disagreements) },
	});
	revise(round, promises, workingDaysFrom(line.day(), 1));
}

function sign({ line, unit }: Round, on: PlainDate): void {
	line.work(on, headOf(unit), { machine: 'reply', action: 'sign', subject: unit, input: { letter_no: '' } });
}

function sendBack(round: Round, on: PlainDate): void {
	const { line, unit, matter } = round;
	line.work(on, inspectorFor(round), {
		machine: 'reply',
		action: 'send_back',
		subject: unit,
		input: { reason: matter.random.pick(sendBacks) },
	});
}

/** After a reply was sent back: mended, countersigned and signed again. */
function mend(round: Round, promises: readonly Promised[]): void {
	const next = () => workingDaysFrom(round.line.day(), 1);
	revise(round, promises, next(), true);
	circulate(round, next(), next());
	sign(round, next());
}

/** Draft, circulation, signature, check and delivery, as far as the round has come. */
export function reply(round: Round, promises: readonly Promised[]): void {
	const { line, unit, matter } = round;
	if (!hasReached(round, 'drafted')) return;
	const day = timetable(round);
	line.work(day('drafted'), drafterOf(unit), { machine: 'assignment', action: 'draft_reply', subject: unit });
	revise(round, promises, day('drafted'));
	if (!hasReached(round, 'circulated')) return;
	disagree(round, promises, day('circulated'));
	circulate(round, day('circulated'), day('countersigned'));
	if (!hasReached(round, 'signed')) return;
	sign(round, day('signed'));
	if (round.stage === 'sent_back' || (round.stage === 'delivered' && hasTime(round) && matter.random.chance(0.07))) {
		sendBack(round, day('sent_back'));
		if (round.stage === 'sent_back') return;
		mend(round, promises);
	}
	if (!hasReached(round, 'checked')) return;
	line.work(day('checked'), inspectorFor(round), { machine: 'reply', action: 'check', subject: unit, input: {} });
	if (!hasReached(round, 'delivered')) return;
	line.work(day('delivered'), registrarOf(unit), { machine: 'reply', action: 'deliver', subject: unit });
	line.raise({ machine: 'assignment', action: 'answer', subject: unit });
}

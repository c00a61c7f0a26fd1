import { addDays, addMonths, earlier, later, workingDayOnOrBefore, type PlainDate } from '../calendar.ts';
import { rehandlingReasons, reopenReasons } from '../proposals/remarks.ts';
import { beginning, secondRoundOn, type Beginning } from './anchors.ts';
import * as assigning from './assigning.ts';
import { workingDaysFrom } from './chronicle.ts';
import { close, publish, writeGist } from './closing.ts';
import { admit, decline, convert, giveBack, invite, mergeInto, startReview, submit, withdraw } from './examination.ts';
import { askForExtension, gatherOpinions, hasReached, recordContact, type Round } from './handling.ts';
import type { Matter } from './matter.ts';
import { nominateAsExcellent, nominateAsKey } from './nominating.ts';
import { followPromises, promisesOf, type Vow } from './promising.ts';
import { rate, rateInPart } from './rating.ts';
import { reply } from './replying.ts';

export type Refusal = { reason: string; ruling: string; conversion: string };
export type Verdict = { refusal: Refusal | null; main: { key: string; admittedOn: PlainDate } | null };

/** From submission to the end of the examination; answers whether the proposal was admitted. */
function examine(matter: Matter, days: Beginning, { refusal, main }: Verdict): boolean {
	const { plan, line, random } = matter;
	submit(matter, days.submittedOn);
	if (plan.state === 'submitted') return false;
	if (plan.state === 'withdrawn' && random.chance(0.6)) return (withdraw(matter), false);
	if (plan.state === 'returned') return (giveBack(matter, workingDaysFrom(line.day(), 1)), false);
	startReview(matter, days.reviewedOn);
	if (plan.state === 'under_review') return false;
	if (plan.state === 'withdrawn') return (withdraw(matter), false);
	if (main) return (mergeInto(matter, main), false);
	if (refusal) {
		decline(matter, workingDaysFrom(days.reviewedOn, 2), refusal);
		if (plan.state === 'converted') convert(matter, refusal.conversion);
		return false;
	}
	admit(matter, days.admittedOn);
	return true;
}

/** One lead unit's first or second round, up to the stage that it has reached. */
function handle(round: Round, vows: readonly Vow[]): void {
	const { matter, line, unit } = round;
	const isFirst = round.number === 1;
	if (isFirst && round.stage === 'return_requested') {
		const others = line.branch();
		assigning.acknowledge(line, unit, workingDaysFrom(round.from, 1));
		assigning.requestReturn(matter, line, unit, workingDaysFrom(round.from, 3));
		gatherOpinions({ ...round, line: others });
		return line.join([others]);
	}
	if (isFirst && hasReached(round, 'acknowledged')) {
		assigning.acknowledge(line, unit, workingDaysFrom(round.from, matter.random.whole(1, 3)));
	}
	if (isFirst && matter.plan.detour === 'refused') assigning.refuseReturn(matter, line, unit);
	const co = line.branch();
	if (hasReached(round, 'handling') && !(round.number === 2 && round.stage === 'handling')) {
		recordContact(round, 'before', matter.random.whole(13, 20) / 100);
		if (isFirst && matter.random.chance(0.35)) recordContact(round, 'during', 0.34);
	}
	if (isFirst && hasReached(round, 'acknowledged')) {
		const opinions = { ...round, line: co };
		gatherOpinions(opinions);
		line.join([co]);
	}
	askForExtension(round);
	reply(
		round,
		vows.map(({ text, due_on }) => ({ text, due_on })),
	);
}

/** The last working day of a round that is still going on. */
const lately = ({ today, random }: Matter) => workingDaysFrom(today, -random.whole(3, 4));

function firstDelivery(matter: Matter, assignedOn: PlainDate, before: PlainDate): PlainDate {
	const { random, plan } = matter;
	const wished = plan.answeredAfter ?? random.whole(34, random.chance(0.05) ? 103 : 88);
	const extended = plan.extension === 'granted' ? random.whole(94, 112) : wished;
	return workingDayOnOrBefore(earlier(addDays(assignedOn, extended), before));
}

type Run = { from: PlainDate; until: PlainDate; stage: Round['stage']; number: 1 | 2 };

/** Every lead unit goes through the round; with the last reply delivered the proposal is answered. */
function runRound(matter: Matter, run: Run, vows: readonly Vow[]): void {
	const { line, leadUnits } = matter;
	const lines = leadUnits.map((unit, index) => {
		const own = line.branch();
		// In split handling the second unit answers for its own part and has nothing left to promise.
		const resultClass = index > 0 && matter.resultClass === 'B' ? 'A' : matter.resultClass;
		handle({ matter, line: own, unit, resultClass, ...run }, index === 0 ? vows : []);
		return own;
	});
	line.join(lines);
	if (run.stage === 'delivered') line.raise({ machine: 'proposal', action: 'answer' });
}

/** The rating, and what follows from it when the story of the first round ends there. */
function settle(matter: Matter, deliveredOn: PlainDate, vows: readonly Vow[]): void {
	const { plan, line, today } = matter;
	if (plan.state === 'answered') return rateInPart(matter, deliveredOn, addDays(today, -1));
	const isOpen = plan.state === 'rated';
	const until = isOpen ? addDays(today, -2) : addDays(deliveredOn, 23);
	const lapseBy = addDays(today, isOpen ? -2 : -50);
	rate(matter, deliveredOn, { until, lapseBy, isDissatisfied: plan.isDissatisfied === true });
	if (isOpen) return;
	const unit = matter.leadUnits[0];
	if (matter.resultClass === 'B' && unit) followPromises(matter, unit, vows);
	if (plan.state === 'closed') close(matter);
	if (line.day() < today) nominateAsExcellent(matter);
}

/** Ordered or reopened: the lead unit begins once more, and has a month. */
function again(matter: Matter, orderedOn: PlainDate): void {
	const { plan, line, director, random, leadUnits, today } = matter;
	if (plan.isReopened) {
		const reason = random.pick(reopenReasons);
		line.work(orderedOn, director, { machine: 'proposal', action: 'reopen', input: { reason } });
	} else {
		const input = { reason: random.pick(rehandlingReasons), unit_ids: leadUnits };
		line.work(orderedOn, director, { machine: 'proposal', action: 'order_rehandling', input });
	}
	for (const unit of leadUnits) line.raise({ machine: 'assignment', action: 'rehandle', subject: unit });
	const isDelivered = plan.state !== 'assigned';
	const until = isDelivered ? workingDayOnOrBefore(addDays(today, -(plan.delivered ?? 0))) : lately(matter);
	matter.replyDueOn = isDelivered ? null : addMonths(orderedOn, 1);
	const vows = matter.resultClass === 'B' ? promisesOf(matter, until) : [];
	const stage = isDelivered ? 'delivered' : (plan.stage ?? 'handling');
	runRound(matter, { from: orderedOn, until, stage, number: 2 }, vows);
	if (isDelivered && matter.isPublished) writeGist(matter, line.branch());
	if (isDelivered) settle(matter, line.day(), vows);
}

function firstRound(matter: Matter, before: PlainDate): { deliveredOn: PlainDate; vows: Vow[] } {
	const { plan, line, wrongUnit } = matter;
	if (wrongUnit) assigning.reassign(matter, line);
	const from = matter.assignedOn ?? line.day();
	const deliveredOn = plan.delivered !== undefined && !plan.round ? before : firstDelivery(matter, from, before);
	const vows = matter.resultClass === 'B' ? promisesOf(matter, deliveredOn) : [];
	runRound(matter, { from, until: later(deliveredOn, from), stage: 'delivered', number: 1 }, vows);
	return { deliveredOn: line.day(), vows };
}

/** Units, answer, rating, second round: the life of an assigned proposal up to today. */
function answer(matter: Matter): void {
	const { plan, today, line } = matter;
	if (plan.state === 'assigned' && !plan.round) {
		const from = matter.assignedOn ?? line.day();
		matter.replyDueOn = addMonths(from, plan.extension === 'granted' ? 4 : 3);
		const vows = matter.resultClass === 'B' ? promisesOf(matter, today) : [];
		runRound(matter, { from, until: lately(matter), stage: plan.stage ?? 'handling', number: 1 }, vows);
		return;
	}
	const orderedOn = plan.round ? secondRoundOn(matter) : null;
	const before = orderedOn
		? addDays(orderedOn, plan.isReopened ? -45 : -32)
		: addDays(today, plan.delivered === undefined ? -58 : -plan.delivered);
	const finalClass = matter.resultClass;
	// What comes back for a second round was called solved or impossible, and left no promise open.
	if (orderedOn) matter.resultClass = matter.random.pick(['A', 'A', 'C']);
	const { deliveredOn, vows } = firstRound(matter, workingDayOnOrBefore(before));
	publish(matter, deliveredOn);
	if (!orderedOn) return settle(matter, deliveredOn, vows);
	matter.resultClass = finalClass;
	const latest = addDays(orderedOn, -5);
	rate(matter, deliveredOn, { until: latest, lapseBy: latest, isDissatisfied: !plan.isReopened });
	if (plan.isReopened) close(matter);
	again(matter, orderedOn);
}

/** Writes the acts of one proposal from its first invitation to today. */
export function tell(matter: Matter, verdict: Verdict): void {
	const { plan, today } = matter;
	if (plan.state === 'draft') return invite(matter, addDays(today, -4));
	const days = beginning(matter);
	if (!examine(matter, days, verdict)) return;
	if (plan.isKey) nominateAsKey(matter, matter.line.day(), days.assignedOn);
	if (plan.isProposed === false) return;
	assigning.proposeAssignment(matter, days.proposedOn);
	if (plan.state === 'admitted') return;
	assigning.confirmAssignments(matter, days.assignedOn);
	answer(matter);
}

import { addDays, daysBetween, type PlainDate } from '../calendar.ts';
import type { PersonKey } from '../content.ts';
import { ratingTexts } from '../proposals/remarks.ts';
import { workingDaysFrom, type Line } from './chronicle.ts';
import type { Matter } from './matter.ts';

type Satisfaction = 'satisfied' | 'basically' | 'dissatisfied';

/** Working days that a proposer has to rate an answer. */
const EVALUATION = 15;

function resultRating({ random, resultClass }: Matter): Satisfaction {
	const basically = { A: 0.1, B: 0.19, C: 0.34 }[resultClass];
	return random.chance(basically) ? 'basically' : 'satisfied';
}

/** The work is rated a little better than what came of it. */
function workRating({ random }: Matter, result: Satisfaction): Satisfaction {
	const draw = random.whole(1, 100);
	if (result === 'satisfied') return draw <= 97 ? 'satisfied' : 'basically';
	if (result === 'basically') return draw <= 55 ? 'satisfied' : 'basically';
	return draw <= 25 ? 'satisfied' : draw <= 78 ? 'basically' : 'dissatisfied';
}

function evaluationOf(matter: Matter, result: Satisfaction, known?: string): Record<string, unknown> {
	const { random } = matter;
	const contact = random.pick([
		'visited',
		'visited',
		'visited',
		'visited',
		'visited',
		'visited',
		'visited',
		'declined',
	] as const);
	const isSilent = known === undefined && result === 'satisfied' && random.chance(0.4);
	return {
		contact: result === 'dissatisfied' && random.chance(0.3) ? 'not_visited' : contact,
		hearing: random.pick(['visit', 'visit', 'meeting', 'phone'] as const),
		to_the_point: { satisfied: 'yes', basically: 'mostly', dissatisfied: random.pick(['mostly', 'no'] as const) }[
			result
		],
		work: workRating(matter, result),
		result,
		...(isSilent ? {} : { text: known ?? random.pick(ratingTexts[result]) }),
	};
}

type Span = { from: PlainDate; until: PlainDate };

function rateByOne(matter: Matter, own: Line, person: PersonKey, { from, until }: Span, result: Satisfaction): void {
	const day = addDays(from, matter.random.whole(1, Math.max(1, daysBetween(from, until))));
	own.write(day, person, {
		machine: 'evaluation',
		action: 'give',
		subject: person,
		input: evaluationOf(matter, result, matter.plan.ratings?.[person]?.text),
	});
}

/**
 * Every proposer rates within fifteen working days, or the form lapses: silence is never satisfaction.
 * One of the dissatisfied is enough to have the answer looked at again.
 */
export function rate(
	matter: Matter,
	deliveredOn: PlainDate,
	wished: { until: PlainDate; isDissatisfied: boolean },
): void {
	const { line, evaluators, random } = matter;
	const unhappy = wished.isDissatisfied ? random.whole(1, Math.max(1, Math.ceil(evaluators.length / 2))) : 0;
	const lapsesOn = addDays(workingDaysFrom(deliveredOn, EVALUATION), 1);
	const mayLapse = lapsesOn <= wished.until;
	const span = { from: deliveredOn, until: mayLapse ? addDays(lapsesOn, -1) : wished.until };
	const lines = evaluators.map(() => line.branch());
	evaluators.forEach((person, index) => {
		const own = lines[index] ?? line;
		if (index >= unhappy && mayLapse && !matter.plan.ratings && random.chance(0.035)) {
			own.strike(lapsesOn, { machine: 'evaluation', action: 'lapse', subject: person });
		} else {
			const known = matter.plan.ratings?.[person]?.result ?? resultRating(matter);
			rateByOne(matter, own, person, span, index < unhappy ? 'dissatisfied' : known);
		}
	});
	line.join(lines);
	line.raise({ machine: 'proposal', action: 'rate' });
}

/** Some of several proposers have rated; the others, the lead among them, are still waited for. */
export function rateInPart(matter: Matter, deliveredOn: PlainDate, until: PlainDate): void {
	const early = matter.evaluators.slice(1).filter(() => matter.random.chance(0.4));
	const lines = early.map((person) => {
		const own = matter.line.branch();
		rateByOne(matter, own, person, { from: deliveredOn, until }, resultRating(matter));
		return own;
	});
	matter.line.join(lines);
}

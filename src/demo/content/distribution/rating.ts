import { addDays, daysBetween, earlier, type PlainDate } from '../calendar.ts';
import type { PersonKey } from '../content.ts';
import { ratingTexts } from '../proposals/remarks.ts';
import { workingDaysFrom, type Line } from './chronicle.ts';
import type { Matter } from './matter.ts';

type Satisfaction = 'satisfied' | 'basically' | 'dissatisfied';

/** Working days that a proposer has to rate an answer, and once more after a reminder (domain.md 2.0, 2.1.3). */
const EVALUATION = 15;
const REMINDED = 10;

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

/** The night after the second term has ended: whoever has not rated by then is taken as silent. */
function lapseOn(deliveredOn: PlainDate): PlainDate {
	const remindedOn = addDays(workingDaysFrom(deliveredOn, EVALUATION), 1);
	return addDays(workingDaysFrom(remindedOn, REMINDED), 1);
}

/** How the rating goes: everyone who rates has done so by `until`; a form may lapse where that is before `lapseBy`. */
export type Course = { until: PlainDate; lapseBy: PlainDate; isDissatisfied: boolean };

/**
 * Every proposer rates within fifteen working days, or is reminded once and then lapses: silence is never
 * satisfaction. One of the dissatisfied is enough to have the answer looked at again.
 */
export function rate(matter: Matter, deliveredOn: PlainDate, { until, lapseBy, isDissatisfied }: Course): void {
	const { line, evaluators, random, plan } = matter;
	const unhappy = isDissatisfied ? random.whole(1, Math.max(1, Math.ceil(evaluators.length / 2))) : 0;
	const lapsesOn = lapseOn(deliveredOn);
	const mayLapse = lapsesOn <= lapseBy && !plan.ratings;
	const span = { from: deliveredOn, until: earlier(until, workingDaysFrom(deliveredOn, EVALUATION)) };
	const lines = evaluators.map(() => line.branch());
	evaluators.forEach((person, index) => {
		const own = lines[index] ?? line;
		if (index >= unhappy && mayLapse && random.chance(0.04)) {
			own.strike(lapsesOn, { machine: 'evaluation', action: 'lapse', subject: person });
			return;
		}
		const known = plan.ratings?.[person]?.result ?? resultRating(matter);
		rateByOne(matter, own, person, span, index < unhappy ? 'dissatisfied' : known);
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

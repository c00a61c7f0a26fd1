import { bodies } from '../bodies/bodies.ts';
import type { PlainDate } from '../calendar.ts';
import type { Act, BodyKey, HandlingMode, PersonKey, ResultClass } from '../content.ts';
import { personAt } from '../people/staff.ts';
import type { Suggestion } from '../proposals/topic.ts';
import type { Random } from '../random.ts';
import type { Line } from './chronicle.ts';
import type { Plan } from './plan.ts';
import type { Proposers } from './proposers.ts';

/** One proposal while its story is written. */
export type Matter = Proposers & {
	key: string;
	plan: Plan;
	today: PlainDate;
	random: Random;
	acts: Act[];
	line: Line;
	title: string;
	category: string;
	asks: readonly Suggestion[];
	obstacle: string;
	place: string;
	town: string;
	mode: HandlingMode;
	leadUnits: readonly BodyKey[];
	coUnits: readonly BodyKey[];
	/** The unit that would not have been the right one, where the assignment takes a detour. */
	wrongUnit: BodyKey | null;
	assigner: PersonKey;
	assignerBody: BodyKey;
	clerk: PersonKey;
	director: PersonKey;
	resultClass: ResultClass;
	consent: 'full' | 'title' | 'none';
	replyOpenness: 'full' | 'summary' | 'none';
	contactPhone: string;
	/** Every person who is asked to rate: those who signed, and the leads of merged proposals. */
	evaluators: PersonKey[];
	/** How a letter addresses the proposers. */
	leadName: string;
	nameOf: (person: PersonKey) => string;
	/** Day by day, once known. */
	contactOn: PlainDate | null;
	/** What the second reply says of the discontent, once it is worded. */
	remedy?: string;
	isPublished?: boolean;
	assignedOn: PlainDate | null;
	replyDueOn: PlainDate | null;
};

const byKey = new Map(bodies.map((body) => [body.key, body]));

export function bodyOf(key: BodyKey) {
	const body = byKey.get(key);
	if (!body) throw new Error(`unknown body ${key}`);
	return body;
}

export const registrarOf = (unit: BodyKey) => personAt(`${unit}.registrar`);
export const drafterOf = (unit: BodyKey) => personAt(`${unit}.drafter`);
export const headOf = (unit: BodyKey) => personAt(`${unit}.head`);

/** Party bodies and the two courts' matters go through the party office, all others through the government office. */
export function assignerBodyFor(unit: BodyKey): BodyKey {
	const kind = bodyOf(unit).unitKind;
	return kind === 'party' || kind === 'court' || kind === 'procuratorate'
		? 'assigner-party-office'
		: 'assigner-government-office';
}

export const signersOf = ({ invitations }: Proposers) =>
	Object.entries(invitations).flatMap(([person, answer]) => (answer === 'signed' ? [person] : []));

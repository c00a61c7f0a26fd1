import { addDays, at, workingDayOnOrBefore, type PlainDate } from '../calendar.ts';
import { HOME } from '../committees.ts';
import type { Act, BodyKey, Fate, HandlingMode, PersonKey, Proposal, ResultClass } from '../content.ts';
import type { People } from '../people/people.ts';
import { personAt } from '../people/staff.ts';
import { consentReasons } from '../proposals/remarks.ts';
import type { Topic } from '../proposals/topic.ts';
import { randomFrom, type Random } from '../random.ts';
import { beginning } from './anchors.ts';
import { chronicle } from './chronicle.ts';
import { assignerBodyFor, signersOf, type Matter } from './matter.ts';
import type { Plan } from './plan.ts';
import type { Proposers } from './proposers.ts';
import type { Text } from './texts.ts';

const tendencies: Record<Topic['tendency'], readonly [ResultClass, number][]> = {
	A: [
		['A', 70],
		['B', 24],
		['C', 6],
	],
	B: [
		['A', 26],
		['B', 59],
		['C', 15],
	],
	C: [
		['A', 12],
		['B', 33],
		['C', 55],
	],
};

function classFor(random: Random, { resultClass }: Plan, { tendency }: Topic): ResultClass {
	if (resultClass) return resultClass;
	let left = random.whole(1, 100);
	for (const [result, share] of tendencies[tendency]) {
		left -= share;
		if (left <= 0) return result;
	}
	return 'A';
}

type Units = { mode: HandlingMode; leadUnits: BodyKey[]; coUnits: BodyKey[]; wrongUnit: BodyKey | null };

/** A third is handled alone; what others wait for needs its co-handling units. */
function unitsFor(random: Random, plan: Plan, topic: Topic): Units {
	const lead = `unit-${topic.lead}`;
	const co = topic.co.map((slug) => `unit-${slug}`);
	const first = co[0];
	if (plan.isSplit && first) return { mode: 'split', leadUnits: [lead, first], coUnits: [], wrongUnit: null };
	const needsCo = plan.missing !== undefined || plan.awaiting !== undefined || plan.number === 128;
	const isSole = !needsCo && random.chance(0.36);
	const wrong = plan.detour === 'reassigned' ? (co.at(-1) ?? null) : null;
	const kept = isSole ? [] : co.filter((unit) => unit !== wrong);
	return { mode: kept.length > 0 ? 'joint' : 'sole', leadUnits: [lead], coUnits: kept, wrongUnit: wrong };
}

function clerkFor(random: Random): PersonKey {
	return personAt(random.pick(['proposal-clerk.1', 'proposal-clerk.1', 'proposal-clerk.2', 'proposal-clerk.3']));
}

/** The persona answers for what still waits for an assigner; his colleague did some of what is done. */
function assignerFor(random: Random, plan: Plan, body: BodyKey): PersonKey {
	const isWaiting = plan.state === 'admitted' || plan.stage === 'return_requested';
	return personAt(`${body}.${isWaiting || random.chance(0.8) ? 1 : 2}`);
}

export type Draft = { matter: Matter; proposal: Proposal; text: Text };

/** Who of the offices has to do with it. */
function officesFor(random: Random, plan: Plan, lead: BodyKey) {
	const assignerBody = assignerBodyFor(lead);
	return {
		assignerBody,
		assigner: assignerFor(random, plan, assignerBody),
		clerk: clerkFor(random),
		director: personAt(random.chance(0.75) ? 'songyanqiu' : 'proposal-director.2'),
	};
}

/** What is asked, where, and what will be answered and shown. */
function contentsOf(random: Random, plan: Plan, { topic, written }: Text) {
	const { setting, title, asks } = written;
	return {
		title,
		asks,
		category: topic.category,
		obstacle: topic.obstacle,
		place: setting[topic.where === 'urban' ? 'road' : 'village'] ?? '',
		town: setting['town'] ?? '',
		resultClass: classFor(random, plan, topic),
		consent: plan.fixed ? ('full' as const) : random.pick(consents),
		replyOpenness: plan.fixed ? ('full' as const) : random.pick(opennesses),
		contactPhone: `0000-88${random.whole(10000, 99999)}`,
	};
}

/** Everything that is known of a proposal before its story begins. */
export function compose(people: People, today: PlainDate, key: string, plan: Plan, text: Text, by: Proposers): Draft {
	const random = randomFrom(`${key} of 云溪`);
	const acts: Act[] = [];
	const units = unitsFor(random, plan, text.topic);
	const nameOf = (person: PersonKey) => people.persons.find((one) => one.key === person)?.name ?? person;
	const signers = signersOf(by);
	const matter: Matter = {
		...by,
		...units,
		...officesFor(random, plan, units.wrongUnit ?? units.leadUnits[0] ?? ''),
		...contentsOf(random, plan, text),
		...{ key, plan, today, random, acts, nameOf },
		line: chronicle(random, addDays(plan.session.opensOn, -60), acts),
		evaluators: [by.lead, ...signers],
		leadName: `${nameOf(by.lead)}${signers.length > 0 ? '等' : ''}委员`,
		contactOn: null,
		assignedOn: null,
		replyDueOn: null,
	};
	return { matter, text, proposal: proposalFrom(matter, text) };
}

const opennesses = [
	...Array.from({ length: 14 }, () => 'full' as const),
	'summary',
	'summary',
	'summary',
	'none',
] as const;
const consents = [...Array.from({ length: 17 }, () => 'full' as const), 'title', 'title', 'none'] as const;

function createdDay({ plan, random, today }: Matter, submittedOn: PlainDate | null): PlainDate {
	const day = submittedOn === null ? addDays(today, -random.whole(6, 11)) : addDays(submittedOn, -random.whole(5, 15));
	// A clerk who types in a paper form does so on a working day.
	return plan.isEnteredByClerk ? workingDayOnOrBefore(day) : day;
}

/** The fate of a proposal that no unit has yet: completed once its story is written. */
const fateOf = ({ state, stage, round }: Plan): Fate => ({
	state,
	stage: state === 'assigned' ? (stage ?? null) : null,
	round: round ?? 1,
	...{ resultClass: null, mode: null, leadUnits: [], coUnits: [], replyDueOn: null, isOverdue: false },
});

function proposalFrom(matter: Matter, { topic, written }: Text): Proposal {
	const { key, kind, plan, random, leadUnits, coUnits, consent, category, organisation, acts } = matter;
	const { title, situation, analysis, suggestions } = written;
	const submittedOn = plan.state === 'draft' ? null : beginning(matter).submittedOn;
	const enteredBy = plan.isEnteredByClerk ? matter.clerk : null;
	return {
		...{ key, kind, category, consent, organisation, acts },
		...{ title, situation, analysis, suggestions },
		committee: HOME,
		session: plan.session.key,
		period: plan.period,
		number: null,
		topic: topic.id,
		...(consent === 'none' ? { consentReason: random.pick(consentReasons) } : {}),
		wishedUnits: random.chance(0.6) ? [...leadUnits, ...coUnits.slice(0, 1)] : [],
		leadProposer: matter.lead,
		invited: Object.keys(matter.invitations),
		enteredBy,
		createdAt: at(createdDay(matter, submittedOn), enteredBy ? 600 : random.whole(480, 1260)),
		fate: fateOf(plan),
	};
}

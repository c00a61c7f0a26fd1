import type { PlainDate } from '../calendar.ts';
import type { Act, PlenarySession, Proposal } from '../content.ts';
import { bodyOf, signersOf } from './matter.ts';
import type { People } from '../people/people.ts';
import { randomFrom, type Random } from '../random.ts';
import { currentBatch, earlierBatch } from './batch.ts';
import { betweenSessions, drafts } from './between.ts';
import { compose, type Draft } from './compose.ts';
import type { Plan } from './plan.ts';
import { proposerChoice } from './proposers.ts';
import { tell } from './story.ts';
import { textChoice } from './texts.ts';

/** The plans of all sessions; those with wished titles come first to their titles. */
function plansFor(random: Random, sessions: readonly PlenarySession[], today: PlainDate): Plan[] {
	return sessions.flatMap((session) =>
		session.isCurrent
			? [...currentBatch(random, session), ...betweenSessions(session, today), ...drafts(session)]
			: earlierBatch(random, session),
	);
}

/** Closed matters of the later batch, one of them for each that is merged; near-copies came in before it was admitted. */
function mainOf(drafted: Iterable<Draft>, { session, into }: Plan): Draft | undefined {
	if (into === undefined) return undefined;
	const mains = [...drafted]
		.filter(
			({ matter: { plan, kind } }) => plan.session === session && plan.state === 'closed' && kind === 'individual',
		)
		.filter(({ matter: { plan } }) => plan.slot?.minute !== undefined && !plan.isSplit && !plan.fixed)
		.sort((a, b) => (a.matter.plan.number ?? 0) - (b.matter.plan.number ?? 0));
	const later = mains.slice(Math.ceil(mains.length * 0.45));
	const main = later[(into * 3) % later.length];
	if (!main) throw new Error(`nothing to merge into in ${session.key}`);
	return main;
}

function composeAll(random: Random, people: People, plans: readonly Plan[], today: PlainDate): Draft[] {
	const chooseText = textChoice(random);
	const chooseProposers = proposerChoice(random, people.members);
	const keys = new Map<string, number>();
	const drafted = new Map<Plan, Draft>();
	const draw = (plan: Plan, main?: Draft) => {
		const count = (keys.get(plan.session.key) ?? 0) + 1;
		keys.set(plan.session.key, count);
		const key = `${plan.session.key}-${String(count).padStart(3, '0')}`;
		const like = main && { topic: main.text.topic, town: main.matter.town, title: main.matter.title };
		const text = chooseText(randomFrom(`text of ${key}`), plan, like);
		drafted.set(plan, compose(people, today, key, plan, text, chooseProposers(plan, text.topic.sectors)));
	};
	const hasWish = (plan: Plan) => plan.fixed !== undefined || plan.topics !== undefined;
	for (const plan of plans.filter(hasWish)) draw(plan);
	for (const plan of plans.filter((plan) => !hasWish(plan) && plan.into === undefined)) draw(plan);
	for (const plan of plans) if (plan.into !== undefined) draw(plan, mainOf(drafted.values(), plan));
	return plans.flatMap((plan) => drafted.get(plan) ?? []);
}

/** Each proposer of a merged proposal gets the main one's answer and rates it. */
function verdictFor({ matter, text }: Draft, drafted: readonly Draft[]) {
	const { plan } = matter;
	const main = mainOf(drafted, plan)?.matter;
	return {
		refusal: text.refusal,
		main: main ? { key: main.key, admittedOn: main.plan.slot?.admittedOn ?? '', matter: main } : null,
	};
}

function numberByAdmission(proposals: readonly Proposal[]): void {
	const admitted = proposals.flatMap((proposal) => {
		const admission = proposal.acts.find(({ machine, action }) => machine === 'proposal' && action === 'admit');
		return admission ? [{ proposal, at: admission.at }] : [];
	});
	const counts = new Map<string, number>();
	for (const { proposal } of admitted.sort((a, b) => a.at.localeCompare(b.at))) {
		const number = (counts.get(proposal.session) ?? 0) + 1;
		counts.set(proposal.session, number);
		proposal.number = number;
	}
}

/** Letters are numbered through the year by each unit; a letter that was sent back keeps its number. */
function numberLetters(proposals: readonly Proposal[]): void {
	const signed = proposals
		.flatMap(({ key, acts }) => acts.filter(({ action }) => action === 'sign').map((act) => ({ key, act })))
		.filter(({ act }) => act.machine === 'reply')
		.sort((a, b) => a.act.at.localeCompare(b.act.at));
	const counts = new Map<string, number>();
	const given = new Map<string, string>();
	for (const { key, act } of signed) {
		const year = act.at.slice(0, 4);
		const unit = act.subject ?? '';
		const previous = given.get(`${key} ${unit}`);
		const isSameLetter = previous !== undefined && isResigned(proposals, key, act);
		const count = counts.get(`${unit} ${year}`) ?? 2;
		if (!isSameLetter) counts.set(`${unit} ${year}`, count + 1);
		const letter = isSameLetter ? previous : `${bodyOf(unit).letterMark ?? ''}〔${year}〕${count + 1}号`;
		given.set(`${key} ${unit}`, letter);
		act.input = { letter_no: letter };
	}
}

/** Whether the reply was sent back since the unit last signed it. */
function isResigned(proposals: readonly Proposal[], key: string, act: Act): boolean {
	const acts = proposals.find((proposal) => proposal.key === key)?.acts ?? [];
	const before = acts.filter(
		({ machine, subject, at }) => machine === 'reply' && subject === act.subject && at < act.at,
	);
	return before.findLast(({ action }) => action === 'sign' || action === 'send_back')?.action === 'send_back';
}

function seal({ matter, proposal }: Draft): Proposal {
	const { plan, today, acts } = matter;
	acts.sort((a, b) => a.at.localeCompare(b.at));
	const isAssigned = matter.assignedOn !== null;
	const isAnswered = acts.some(({ machine, action }) => machine === 'proposal' && action === 'answer');
	const replyDueOn = plan.state === 'assigned' ? matter.replyDueOn : null;
	proposal.fate = {
		...proposal.fate,
		resultClass: isAnswered ? matter.resultClass : null,
		mode: isAssigned ? matter.mode : null,
		leadUnits: isAssigned ? [...matter.leadUnits] : [],
		coUnits: isAssigned ? [...matter.coUnits] : [],
		replyDueOn,
		isOverdue: replyDueOn !== null && replyDueOn < today,
	};
	return proposal;
}

/** All proposals of the three sessions, each with the story of its life up to today. */
export function proposalsFor(people: People, sessions: readonly PlenarySession[], today: PlainDate): Proposal[] {
	const random = randomFrom('proposals of 云溪');
	const drafted = composeAll(random, people, plansFor(random, sessions, today), today);
	const verdicts = drafted.map((draft) => verdictFor(draft, drafted));
	drafted.forEach((draft, index) => {
		const main = verdicts[index]?.main?.matter;
		if (!main) return;
		const others = [draft.matter.lead, ...signersOf(draft.matter)];
		main.evaluators = [...new Set([...main.evaluators, ...others])];
	});
	drafted.forEach((draft, index) => tell(draft.matter, verdicts[index] ?? { refusal: null, main: null }));
	const proposals = drafted.map(seal);
	numberByAdmission(proposals);
	numberLetters(proposals);
	return proposals;
}

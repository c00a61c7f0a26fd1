import { addDays, later, type PlainDate } from '../calendar.ts';
import { giveBacks, objections, withdrawals } from '../proposals/remarks.ts';
import { workingDaysFrom } from './chronicle.ts';
import type { Matter } from './matter.ts';

/** Invites the co-proposers; each answers in the days that follow. */
export function invite({ line, lead, invitations, random }: Matter, on: PlainDate): void {
	const people = Object.entries(invitations);
	for (const [person] of people) {
		line.write(on, lead, { machine: 'proposal', action: 'invite', input: { person_id: person } });
	}
	const answers = people.map(([person, answer]) => {
		const own = line.branch();
		const day = addDays(on, random.whole(0, 2));
		if (answer === 'signed')
			own.write(day, person, { machine: 'signature', action: 'sign', subject: person, input: {} });
		if (answer === 'declined') own.write(day, person, { machine: 'signature', action: 'decline', subject: person });
		return own;
	});
	line.join(answers);
}

export function submit(matter: Matter, on: PlainDate): void {
	invite(matter, addDays(on, -4));
	const { line, lead, clerk, plan } = matter;
	const deed = { machine: 'proposal', action: 'submit' } as const;
	if (plan.isEnteredByClerk) line.work(on, clerk, deed);
	else line.write(on, lead, deed);
}

/** Sent back once for correction, mended and submitted again. */
export function giveBack({ line, clerk, random, kind }: Matter, on: PlainDate): void {
	const fitting = giveBacks.filter(({ reason_code }) => reason_code !== 'missing_seal' || kind === 'party');
	line.work(on, clerk, { machine: 'proposal', action: 'give_back', input: { ...random.pick(fitting) } });
}

export function startReview({ line, clerk }: Matter, on: PlainDate): void {
	line.work(on, clerk, { machine: 'proposal', action: 'start_review' });
}

export function admit({ line, director, category, plan }: Matter, on: PlainDate): void {
	const deed = { machine: 'proposal', action: 'admit', input: { category } } as const;
	if (plan.slot?.minute === undefined) line.work(on, director, deed);
	else line.exactly(plan.slot.admittedOn, plan.slot.minute, director, deed);
}

export function withdraw({ line, lead, random }: Matter): void {
	line.write(addDays(line.day(), random.whole(1, 4)), lead, {
		machine: 'proposal',
		action: 'withdraw',
		input: { reason: random.pick(withdrawals) },
	});
}

type Refusal = { reason: string; ruling: string; conversion: string };

/** Declines with a reason from the catalogue; an objection is heard once. */
export function decline(matter: Matter, on: PlainDate, { reason, ruling, conversion }: Refusal): void {
	const { line, director, lead, random, plan } = matter;
	const refuse = (day: PlainDate) =>
		line.work(day, director, {
			machine: 'proposal',
			action: 'decline',
			input: { reason_code: reason, text: ruling, conversion },
		});
	if (reason === '1') {
		line.work(on, director, {
			machine: 'proposal',
			action: 'mark_secret',
			input: { reason: '疑似涉密，先行限制知悉范围。' },
		});
	}
	refuse(on);
	if (!plan.isObjected) return;
	line.write(addDays(line.day(), 2), lead, {
		machine: 'proposal',
		action: 'object',
		input: { reason: random.pick(objections) },
	});
	refuse(workingDaysFrom(line.day(), 3));
}

export function convert({ line, lead, random }: Matter, to: string): void {
	line.write(addDays(line.day(), random.whole(2, 6)), lead, { machine: 'proposal', action: 'convert', input: { to } });
}

/** Joined to the main proposal on the day on which that one is admitted, or the day after its own review. */
export function mergeInto({ line, director }: Matter, main: { key: string; admittedOn: PlainDate }): void {
	line.work(later(main.admittedOn, addDays(line.day(), 1)), director, {
		machine: 'proposal',
		action: 'merge',
		input: { into_id: main.key },
	});
}

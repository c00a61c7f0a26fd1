import { addDays, workingDayOnOrBefore, type PlainDate } from '../calendar.ts';
import type { PlenarySession } from '../content.ts';
import type { Random } from '../random.ts';
import { pins, type Pin } from './pins.ts';
import type { Plan } from './plan.ts';

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** Days from the opening: up to which share of the numbers, submitted when, admitted when. */
const waves: readonly { upTo: number; submitted: readonly number[]; admitted: readonly number[] }[] = [
	{ upTo: 0.19, submitted: [-13, -12, -11], admitted: [-7, -6, -5, -4] },
	{ upTo: 0.35, submitted: [-7, -6, -5], admitted: [-3, 0] },
	{ upTo: 0.52, submitted: [0], admitted: [3] },
	{ upTo: 0.7, submitted: [1], admitted: [3] },
	{ upTo: 1, submitted: [1], admitted: [4, 7, 8] },
];

/** The days on which the n-th of a session's batch was submitted and admitted. */
function slot(random: Random, opensOn: PlainDate, place: number, count: number): NonNullable<Plan['slot']> {
	const share = place / count;
	const index = waves.findIndex(({ upTo }) => share <= upTo);
	const wave = waves[index];
	if (!wave) throw new RangeError(`no wave for ${share}`);
	const from = index === 0 ? 0 : (waves[index - 1]?.upTo ?? 0);
	const within = Math.min(0.999, Math.max(0, (share - from) / (wave.upTo - from)));
	return {
		submittedOn: addDays(opensOn, random.pick(wave.submitted)),
		admittedOn: workingDayOnOrBefore(addDays(opensOn, wave.admitted[Math.floor(within * wave.admitted.length)] ?? 3)),
	};
}

/** Numbers in the order of admission; pinned proposals stand where their numbers say. */
function inOrder(random: Random, session: PlenarySession, plans: readonly Pin[]): Plan[] {
	const pinned = new Map(plans.filter(({ number }) => number).map((pin) => [pin.number, pin]));
	const rest = random.shuffled(plans.filter(({ number }) => !number));
	const ordered = times(plans.length, (index): Plan => {
		const pin = pinned.get(index + 1) ?? rest.pop();
		if (!pin) throw new Error('more slots than plans');
		const days = slot(random, session.opensOn, index + 1, plans.length);
		return { ...pin, session, period: 'in_session', number: index + 1, slot: days };
	});
	return ordered.map((plan) => ({ ...plan, slot: atItsMinute(plan, ordered) }));
}

/** The numbers of one day are given through its office hours, one after the other. */
function atItsMinute({ slot: own, number = 0 }: Plan, plans: readonly Plan[]): Plan['slot'] {
	if (!own) return own;
	const sameDay = plans.filter(({ slot: other }) => other?.admittedOn === own.admittedOn);
	const rank = sameDay.filter((plan) => (plan.number ?? 0) < number).length;
	return { ...own, minute: 8 * 60 + 40 + Math.floor((rank * 500) / sameDay.length) };
}

type Share = { withdrawn: number; declined: number; converted: number; merged: number };

/** Reasons that leave another way for the text (src/demo/content/proposals/unfit.ts). */
const convertible = ['10', '6', '7'];

/** Those of the batch that got no number. Reason 10 is the commonest, the others come up now and then. */
function notAdmitted(random: Random, session: PlenarySession, share: Share, reasons: readonly string[]): Plan[] {
	const at = () => ({ slot: slot(random, session.opensOn, random.whole(1, 100), 100) });
	const refused = times(share.declined + share.converted, (n): Pin => {
		if (n >= share.declined)
			return { state: 'converted', reason: convertible[n % convertible.length] ?? '10', ...at() };
		return { state: 'declined', reason: reasons[n % reasons.length] ?? '10', ...at() };
	});
	const all: Pin[] = [
		...times(share.withdrawn, (): Pin => ({ state: 'withdrawn', ...at() })),
		...refused.map((plan, n) => (n < 2 && share.declined > 10 ? { ...plan, isObjected: true as const } : plan)),
		...times(share.merged, (n): Pin => ({ state: 'merged', into: n, ...at() })),
	];
	return all.map((pin) => ({ ...pin, session, period: 'in_session' }));
}

const secondRound = (stage: Plan['stage'], dueIn: number, isReopened?: true): Pin => ({
	state: 'assigned',
	round: 2,
	stage,
	dueIn,
	isReopened,
});

/** In hand for the second time: proposers were dissatisfied, or the matter came back after closing. */
const again: Pin[] = [
	...[6, 12, 16, 19, 21, 23].map((dueIn) => secondRound('handling', dueIn)),
	...[8, 10, 14].map((dueIn) => secondRound('drafted', dueIn)),
	...[11, 13].map((dueIn) => secondRound('circulated', dueIn)),
	secondRound('signed', 11),
	secondRound('checked', 10),
	secondRound('handling', 17, true),
	secondRound('handling', 22, true),
];

const answeredAgain: Pin[] = [
	...[3, 5, 8, 10, 13].map((delivered): Pin => ({ state: 'answered', round: 2, delivered })),
	...[16, 17, 18, 19, 20, 21].map((delivered): Pin => ({ state: 'rated', round: 2, delivered, resultClass: 'A' })),
	...[16, 18, 20].map((delivered): Pin => ({
		state: 'rated',
		round: 2,
		delivered,
		resultClass: 'B',
		promises: { count: 2, kept: 0 },
	})),
	...[19, 22].map((delivered): Pin => ({ state: 'rated', round: 2, delivered, isDissatisfied: true })),
];

/** Eighty-three promises in all, with those of the pinned ones: most open, some kept, a few late. */
const followedUp: Pin[] = times(38, (n) => ({
	state: 'follow_up',
	resultClass: 'B',
	promises: { count: 2, kept: n < 26 ? 1 : 0, reported: n % 13 === 5 ? 1 : 0, late: n % 7 === 3 ? 1 : 0 },
}));

const closed = (count: number): Pin[] =>
	times(count, (n) => ({
		state: 'closed',
		isKey: n < 9 || undefined,
		isExcellent: n >= 9 && n < 14 ? 'nominated' : n === 14 ? 'shortlisted' : undefined,
		detour: n % 17 === 4 ? 'reassigned' : n % 41 === 7 ? 'refused' : undefined,
		isEnteredByClerk: n % 37 === 5 || undefined,
		extension: n % 23 === 9 ? 'granted' : undefined,
		isSplit: (n % 29 === 11 && n > 14) || undefined,
	}));

const ADMITTED = 313;
const HANDLED = [...pins, ...again, ...answeredAgain, ...followedUp];

/** The batch of the current plenary session: 352 submitted, 313 admitted. */
export function currentBatch(random: Random, session: PlenarySession): Plan[] {
	const share = { withdrawn: 5, declined: 14, converted: 8, merged: 12 };
	const reasons = ['10', '7', '10', '5', '6', '10', '8', '9', '10', '2', '1', '10', '3', '4'];
	const plans = [...HANDLED, ...closed(ADMITTED - HANDLED.length)];
	return [...inOrder(random, session, plans), ...notAdmitted(random, session, share, reasons)];
}

const earlierShares: Record<number, Share & { admitted: number; followUp: number; between: number }> = {
	3: { withdrawn: 2, declined: 6, converted: 3, merged: 4, admitted: 63, followUp: 2, between: 12 },
	4: { withdrawn: 2, declined: 6, converted: 4, merged: 4, admitted: 67, followUp: 7, between: 12 },
};

/** A session of an earlier year: 90 and 95 proposals, nearly all of them closed. */
export function earlierBatch(random: Random, session: PlenarySession): Plan[] {
	const share = earlierShares[session.number];
	if (!share) throw new RangeError(`no shares for session ${session.number}`);
	const reasons = ['10', '6', '10', '7', '8', '10', '5', '10', '2'];
	const plans: Pin[] = [
		...times(share.followUp, (): Pin => ({
			state: 'follow_up',
			resultClass: 'B',
			promises: { count: 2, kept: 1, late: 1 },
		})),
		...closed(share.admitted - share.followUp).map((pin, n) => ({
			...pin,
			isKey: n < 6 || undefined,
			isExcellent: n >= 9 && n < 13 ? ('confirmed' as const) : undefined,
		})),
	];
	const between = times(share.between, (n): Plan => ({
		session,
		period: 'between_sessions',
		state: 'closed',
		slot: {
			submittedOn: addDays(session.closesOn, 20 + n * 14),
			admittedOn: addDays(session.closesOn, 25 + n * 14),
		},
	}));
	return [...inOrder(random, session, plans), ...notAdmitted(random, session, share, reasons), ...between];
}

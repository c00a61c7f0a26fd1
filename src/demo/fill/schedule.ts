import { randomFrom } from '../content/random.ts';
import { onShelf } from '#server/search/places.ts';
import type { LifeTemplate } from './lives.ts';
import { sessions } from './past.ts';

/** Of a session that is past: nearly all closed, and of a hundred two that were never rated. */
const ofThePast: Record<string, number> = {
	closed: 1000,
	follow_up: 7,
	answered: 4,
	merged: 1000,
	declined: 10,
	converted: 5,
	withdrawn: 3,
};

/**
 * What is open is what an office can have in hand at a time: in later rounds of a session everything has come to its end, as it has
 * in a county that kept its papers for a hundred years.
 */
const openRounds = 10;
const ended = new Set(['closed', 'merged', 'declined', 'converted', 'withdrawn']);

/** The lives of one session in the order in which they are lived again, round after round. */
export interface Turn {
	session: number;
	/** The count of its first proposal. */
	first: number;
	count: number;
	/** Where the first is found in the index: a session begins a shelf of its own. */
	place: number;
	lives: LifeTemplate[];
	/** Where in the order each life stands, by its key. */
	placeOf: ReadonlyMap<string, number>;
	/** What is lived instead of a merger into what is not there. */
	instead: LifeTemplate;
	/** What is lived in later rounds instead of a life that is still open, by the series in which it has its number. */
	closed: Record<'in_session' | 'between_sessions' | 'none', LifeTemplate>;
	/** How many before each place bear a number of the series, the whole round last. */
	numbered: Record<'in_session' | 'between_sessions', number[]>;
}

function orderOf(templates: readonly LifeTemplate[], session: number): LifeTemplate[] {
	const random = randomFrom(`order of session ${session}`);
	if (session === sessions) return random.shuffled(templates);
	const kept = Object.entries(ofThePast).flatMap(([state, most]) =>
		templates.filter((one) => one.state === state).slice(0, most),
	);
	return random.shuffled(kept);
}

type Span = Pick<Turn, 'session' | 'first' | 'count' | 'place'>;
function turnOf(templates: readonly LifeTemplate[], { session, first, count, place }: Span): Turn {
	const lives = orderOf(
		templates.filter((one) => one.session === session),
		session,
	);
	const instead = lives.find(({ state }) => state === 'declined');
	if (!instead) throw new Error(`nothing was declined in session ${session}`);
	const closed = (series: LifeTemplate['numbered']) =>
		lives.find(({ state, numbered }) => state === 'closed' && numbered === series) ?? instead;
	const upTo = (series: LifeTemplate['numbered']) => {
		let n = 0;
		return [0, ...lives.map(({ numbered }) => (n += numbered === series ? 1 : 0))];
	};
	return {
		...{ session, first, count, place, lives, instead },
		closed: { in_session: closed('in_session'), between_sessions: closed('between_sessions'), none: instead },
		placeOf: new Map(lives.map(({ key }, place) => [key, place])),
		numbered: { in_session: upTo('in_session'), between_sessions: upTo('between_sessions') },
	};
}

/** Five sessions of the same size. */
export function scheduleOf(templates: readonly LifeTemplate[], proposals: number): Turn[] {
	const each = Math.floor(proposals / sessions);
	return Array.from({ length: sessions }, (_, n) => {
		const count = n === sessions - 1 ? proposals - each * n : each;
		return turnOf(templates, {
			session: n + 1,
			first: 1 + each * n,
			count,
			place: n * Math.ceil(each / onShelf) * onShelf,
		});
	});
}

/** What the n-th proposal lives, in which round, under which number, and the count of what it was merged into. */
export interface Part {
	n: number;
	round: number;
	life: LifeTemplate;
	number: number | null;
	main: number;
	/** In the index. */
	indexed: number;
}

export function partOf(turn: Turn, n: number): Part {
	const { first, count, lives, instead, closed, placeOf, numbered } = turn;
	const at = n - first;
	const place = at % lives.length;
	const round = Math.floor(at / lives.length);
	const lived = lives[place] ?? instead;
	const own = round < openRounds || ended.has(lived.state) ? lived : closed[lived.numbered ?? 'none'];
	const main = own.mergedInto === null ? 0 : round * lives.length + (placeOf.get(own.mergedInto) ?? count);
	const life = main < count ? own : instead;
	const before = life.numbered && numbered[life.numbered];
	const number = before ? round * (before.at(-1) ?? 0) + (before[place] ?? 0) + 1 : null;
	return { n, round, life, number, main: first + main, indexed: turn.place + at };
}

/** How many of a session stand in each state, and the last number of each of its series. */
export function countsOf(turn: Turn): { states: Map<string, number>; last: Map<string, number> } {
	const states = new Map<string, number>();
	const last = new Map<string, number>();
	for (let n = turn.first; n < turn.first + turn.count; n++) {
		const { life, number } = partOf(turn, n);
		states.set(life.state, (states.get(life.state) ?? 0) + 1);
		if (life.numbered && number) last.set(life.numbered, number);
	}
	return { states, last };
}

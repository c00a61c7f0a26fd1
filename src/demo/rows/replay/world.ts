import type { Committee } from '#server/core/context.ts';
import type { PlainDate } from '#server/core/clock.ts';
import { calendarOf, type ComputedKind } from '#server/core/deadlines.ts';
import { defaultSettings, type Settings } from '#server/core/settings.ts';
import { computeDeadline, type Deadline, type Term } from '#server/core/working-days.ts';
import type { DemoContent } from '../../content/content.ts';
import type { StoredBody } from '../bodies.ts';
import type { Keys } from '../keys.ts';
import type { Row } from '../row.ts';
import type { Life } from './life.ts';
import { registerOf, type Register } from './register.ts';

/** What the lives of all proposals have in common while they are replayed. */
export interface World {
	keys: Keys;
	committees: ReadonlyMap<string, Committee>;
	sessions: ReadonlyMap<string, Row<'plenary_session'>>;
	register: Register;
	settings: Settings;
	/** By the proposal's id. */
	lives: Map<string, Life>;
	numbers: Row<'number_given'>[];
	termFrom(startsOn: PlainDate, term: Term, extendedBy?: Term): Deadline;
	dueFrom(startsOn: PlainDate, kind: ComputedKind): Deadline;
}

interface Stored {
	keys: Keys;
	committees: Row<'committee'>[];
	sessions: Row<'plenary_session'>[];
	bodies: StoredBody[];
	mandates: Row<'mandate'>[];
	names: DemoContent['persons'];
}

/** Many proposals share a day: each term is walked once. */
function rememberedTerms(settings: Settings): World['termFrom'] {
	const calendar = calendarOf(settings);
	const known = new Map<string, Deadline>();
	return (startsOn, term, extendedBy) => {
		const question = JSON.stringify([startsOn, term, extendedBy]);
		const found = known.get(question) ?? computeDeadline({ startsOn, term, extendedBy, calendar });
		known.set(question, found);
		return found;
	};
}

export function openWorld({ keys, committees, sessions, bodies, mandates, names }: Stored): World {
	const settings = defaultSettings;
	const termFrom = rememberedTerms(settings);
	return {
		keys,
		committees: new Map(committees.map((row) => [row.id, row])),
		sessions: new Map(sessions.map((row) => [row.id, row])),
		register: registerOf(bodies, mandates, new Map(names.map(({ key, name }) => [keys.person(key), name]))),
		settings,
		lives: new Map(),
		numbers: [],
		termFrom,
		dueFrom: (startsOn, kind) => termFrom(startsOn, settings.deadlines[kind]),
	};
}

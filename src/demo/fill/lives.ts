import type { SearchableProposal } from '#server/proposals/queries/texts.ts';
import { plainDateIn } from '#server/core/clock.ts';
import type { Body } from '../content/content.ts';
import { zone } from '../rows/committees.ts';
import type { Life } from '../rows/replay/life.ts';
import { aroundCount, filledCommittee, idOf, type Kind } from './ids.ts';
import type { Year } from './past.ts';
import { entryOf, gap, lineOf, type EntryTemplate, type Pieces, type Renaming } from './template.ts';

export interface ReplyTemplate {
	unit: string;
	coUnits: string[];
	resultClass: 'A' | 'B' | 'C';
	round: number;
	contactOn: string;
	openness: string;
	isDelivered: boolean;
}

/** One life of the demo, ready to be lived again by any number of proposals. */
export interface LifeTemplate {
	key: string;
	session: number;
	state: string;
	topic: string;
	/** In which series it has its number. */
	numbered: 'in_session' | 'between_sessions' | null;
	/** The key of the life that it was merged into. */
	mergedInto: string | null;
	rows: { table: string; line: Pieces }[];
	entries: EntryTemplate[];
	replies: ReplyTemplate[];
	searched: Pick<
		SearchableProposal,
		'kind' | 'category' | 'openness' | 'secret' | 'proposal_kind' | 'body' | 'units' | 'submitted_on'
	> & { lead_unit_id: string | null };
	/** By their places among the persons. */
	owner: number;
	signers: number[];
	collective: boolean;
}

/** The columns of each table, in the order of the lines. */
export type Columns = Record<string, string[]>;

/** Letters are numbered anew. */
const renumbered = (letter: string | null): string | null =>
	letter && letter.replace(/(〔\d+〕)\d+/, `$1${gap('letter')}`);

function told(life: Life): [table: Kind | 'proposal', rows: readonly object[]][] {
	const { matter, proposal } = life;
	const isNumbered = matter.number !== null;
	const numbers = isNumbered ? { number: gap('number'), number_label: gap('label') } : {};
	const texts = Object.fromEntries(['situation', 'analysis', 'suggestions'].map((name) => [name, gap(name)]));
	return [
		['matter', [{ ...matter, ...numbers, title: gap('title') }]],
		['proposal', [{ ...proposal, ...texts }]],
		['signature', life.signatures],
		['assignment', life.assignments],
		['contact', life.contacts],
		['reply', life.replies.map((row, n) => ({ ...row, body: gap(`reply${n}`), letter_no: renumbered(row.letter_no) }))],
		['countersignature', life.countersignatures],
		['evaluation', life.evaluations],
		['commitment', life.commitments],
		['nomination', life.nominations],
		['deadline', life.deadlines],
	];
}

const own = (kind: Kind, part: number): Pieces => {
	const [before, after] = aroundCount(kind, part);
	return [before, { is: 'count' }, after];
};

/** What every id of a year stands for, but for those of one life's own parts. */
function renamingOf({ number, content, keys, lives }: Year): Map<string, Pieces> {
	const known = new Map<string, Pieces>([[keys.committee(content.home), [filledCommittee]]]);
	for (const { key, isCurrent } of content.sessions)
		if (isCurrent) known.set(keys.session(key), [idOf('plenary_session', number)]);
	for (const [n, { key }] of content.bodies.entries()) known.set(keys.body(key), [idOf('body', n + 1)]);
	for (const [index, { key }] of content.persons.entries()) known.set(keys.person(key), [{ is: 'person', index }]);
	const [before, after] = aroundCount('matter', 0);
	for (const { matter } of lives) known.set(matter.id, [before, { is: 'main' }, after]);
	return known;
}

function namesOf({ content, keys }: Year): Map<string, Body> {
	return new Map(content.bodies.map((body) => [keys.body(body.key), body]));
}

const bothNames = (body: Body | undefined): string[] => (body ? [body.name, body.shortName] : []);

function replyOf(life: Life, bodies: Map<string, Body>): ReplyTemplate[] {
	const unitOf = (id: string) => bodies.get(life.assignments.find((one) => one.id === id)?.unit_id ?? '');
	const co = life.assignments.filter(({ role, state }) => role === 'co' && state !== 'reassigned');
	return life.replies.map((row) => ({
		unit: unitOf(row.assignment_id)?.name ?? '',
		coUnits: co.flatMap(({ unit_id }) => bodies.get(unit_id)?.shortName ?? []),
		resultClass: (row.result_class ?? 'A') as 'A' | 'B' | 'C',
		round: row.round,
		contactOn: life.contacts.at(-1)?.held_on ?? life.told.createdAt.slice(0, 10),
		openness: row.openness,
		isDelivered: row.state === 'delivered',
	}));
}

function searchedOf({ matter, proposal, assignments }: Life, bodies: Map<string, Body>, known: Map<string, Pieces>) {
	const { category, openness, secret } = matter;
	return {
		...{ kind: matter.kind, category, openness, secret, proposal_kind: proposal.kind },
		lead_unit_id: matter.lead_unit_id && String(known.get(matter.lead_unit_id)?.[0]),
		submitted_on: matter.submitted_at && plainDateIn(zone, new Date(matter.submitted_at)),
		body: bothNames(bodies.get(proposal.body_id ?? '')),
		units: assignments
			.filter(({ state }) => !['proposed', 'reassigned'].includes(state))
			.flatMap(({ unit_id }) => bothNames(bodies.get(unit_id))),
	};
}

function rowsOf(life: Life, known: Map<string, Pieces>, given: Year['numbers']) {
	const tables = told(life);
	const parts = new Map<string, Pieces>();
	for (const [kind, rows] of tables)
		if (kind !== 'proposal')
			for (const [part, row] of (rows as { id: string }[]).entries()) parts.set(row.id, own(kind, part));
	const rename: Renaming = (id) => {
		const found = parts.get(id) ?? known.get(id);
		if (!found) throw new Error(`${life.told.key}: nothing is known of ${id}`);
		return found;
	};
	const numbers = given
		.filter(({ matter_id }) => matter_id === life.matter.id)
		.map((row) => ({ ...row, number: gap('number') }));
	return { rename, tables: [...tables, ['number_given', numbers] as const] };
}

function entriesOf(life: Life, rename: Renaming): EntryTemplate[] {
	const label = life.matter.number_label;
	return life.timeline.map(({ entry, content }) =>
		entryOf(
			{
				entry,
				content: {
					...content,
					...(entry.action === 'admit' && content.number === label ? { number: gap('label') } : {}),
					...(typeof content.letter_no === 'string' ? { letter_no: renumbered(content.letter_no) } : {}),
				},
			},
			rename,
		),
	);
}

/** All lives of a year as templates. */
export function templatesOf(year: Year, columns: Columns): LifeTemplate[] {
	const known = renamingOf(year);
	const bodies = namesOf(year);
	const keyOf = new Map(year.lives.map(({ matter, told: { key } }) => [matter.id, key]));
	const places = new Map(year.content.persons.map(({ key }, place) => [year.keys.person(key), place]));
	const placeOf = (id: string) => places.get(id) ?? 0;
	return year.lives.map((life) => {
		const { rename, tables } = rowsOf(life, known, year.numbers);
		for (const [table, [row]] of tables) if (row) columns[table] ??= Object.keys(row);
		return {
			key: life.told.key,
			session: year.number,
			state: life.matter.state,
			topic: life.told.topic,
			numbered: life.matter.number === null ? null : life.proposal.period,
			mergedInto: (life.proposal.merged_into_id && keyOf.get(life.proposal.merged_into_id)) ?? null,
			rows: tables.flatMap(([table, rows]) =>
				rows.map((row: object) => ({ table, line: lineOf(row, columns[table] ?? [], rename) })),
			),
			entries: entriesOf(life, rename),
			replies: replyOf(life, bodies),
			searched: searchedOf(life, bodies, known),
			owner: placeOf(life.matter.owner_id),
			signers: life.signatures.filter(({ state }) => state === 'signed').map(({ person_id }) => placeOf(person_id)),
			collective: life.proposal.body_id !== null,
		};
	});
}

import { Refusal } from '#server/core/refusal.ts';
import { findRolls, type NotRead } from '#server/intake/headings.ts';
import { kindOf, refuseWrongName } from '#server/intake/kind.ts';
import { readTables } from '#server/intake/table.ts';
import { understandPosts } from '#server/people/import/liaison-posts.ts';
import { isSectorName, understandMembers } from '#server/people/import/members.ts';
import type { RollBody } from '#server/people/import/queries.ts';
import { rosterNeeds, rosterWords, type RosterKind } from '#server/people/import/roster.ts';
import { understandUnits } from '#server/people/import/units.ts';
import { isOpinion } from '#server/proposals/documents/notes.ts';
import { openPapers, readPapers } from '#server/proposals/documents/read.ts';
import { sessionOf } from '#server/proposals/import/sessions.ts';
import type { Paper } from '#server/proposals/documents/paper.ts';
import type { Known, LedgerRow } from '#server/proposals/ledger/ledger.ts';
import { readNumber, readSession } from '#server/proposals/ledger/numbers.ts';
import { readResult, readSatisfaction } from '#server/proposals/ledger/outcome.ts';
import { peopleIn } from '#server/proposals/ledger/people.ts';
import { readLedgers } from '#server/proposals/ledger/read.ts';
import { understandLedger } from '#server/proposals/ledger/understand.ts';

export type Item = Record<string, unknown>;
export interface Expected {
	refused?: string;
	kind?: string;
	items?: Item[];
	asks?: { about: string; where?: string; row?: number }[];
	bad?: { about: string; where?: string; row?: number }[];
	note?: string;
}

/** What a reader made of a file, in the fixtures' words. */
export interface Reading {
	refused?: string;
	items: Item[];
	bad: number[];
	/** Everything that was asked or noted, by its code; by its row where it has one. */
	said: Said[];
}
export interface Said {
	code: string;
	row?: number;
}

/** Refusals by what is to be done about them. */
const kinds: Record<string, string> = {
	'intake.empty_file': 'nothing_in_it',
	'intake.no_rows': 'nothing_in_it',
	'intake.no_paper': 'nothing_in_it',
	'ledger.no_rows': 'nothing_in_it',
	'intake.old_xls': 'old_format',
	'intake.old_doc': 'old_format',
	'intake.old_office': 'old_format',
	'intake.is_rtf': 'old_format',
	'intake.is_web_page': 'old_format',
	'intake.is_pdf': 'not_what_it_says',
	'intake.unknown_kind': 'not_what_it_says',
	'intake.not_a_document': 'not_what_it_says',
	'intake.not_a_table': 'not_what_it_says',
	'intake.encrypted': 'encrypted',
	'intake.damaged': 'broken',
	'intake.document_type': 'entities',
	'intake.too_much_inside': 'too_large_inside',
	'intake.too_many_columns': 'too_wide',
	'intake.macros': 'macros',
	'intake.remote_template': 'remote_template',
	'intake.not_what_it_says': 'not_what_it_says',
};

export async function readingOf(name: string, bytes: Uint8Array, expected: Expected): Promise<Reading> {
	try {
		refuseWrongName(name, bytes);
		if (expected.refused) return await readAnything(name, bytes);
		if (expected.kind === 'members' || expected.kind === 'units' || expected.kind === 'liaison')
			return await readRoster(expected.kind === 'liaison' ? 'liaison_posts' : expected.kind, bytes, expected);
		if (name.endsWith('.docx')) return await readAsDocument(bytes, expected);
		return await readAsLedger(bytes, expected);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const code = error.breaches[0]?.code ?? '';
		return { refused: kinds[code] ?? code, items: [], bad: [], said: [] };
	}
}

/** As the page does where somebody brings it as what its name says. */
async function readAnything(name: string, bytes: Uint8Array): Promise<Reading> {
	if (/\.(doc[xm]?|wps)$/.test(name)) await readPapers(bytes);
	else if (kindOf(bytes) === 'docx' || /ledger/.test(name)) await readLedgers(bytes);
	else
		findRolls(await readTables(bytes), { words: rosterWords.members, needs: rosterNeeds.members, mapped: new Map() });
	return { items: [], bad: [], said: [] };
}

async function readAsDocument(bytes: Uint8Array, expected: Expected): Promise<Reading> {
	const { papers, notes } = await openPapers(bytes);
	const said = papers.flatMap((paper): Said[] => [
		...(paper.session ? [] : [{ code: 'intake.session_not_named' }]),
		...(paper.number ? [] : [{ code: 'ledger.missing_number' }]),
		...(isOpinion(paper) ? [{ code: 'intake.co_unit_opinion' }] : []),
	]);
	return { items: papersAs(papers, expected), bad: [], said: [...notes.map((code) => ({ code })), ...said] };
}

const namesIn = (expected: Expected, ...fields: string[]): string[] => [
	...new Set((expected.items ?? []).flatMap((item) => fields.flatMap((field) => item[field] ?? []) as string[]).flat()),
];

const body =
	(kind: string) =>
	(name: string, position: number): RollBody => ({
		...{ id: name, kind, slug: name, name, short_name: name, unit_kind: null, duty: '', letter_mark: '' },
		former_names: [],
		position,
	});

async function readRoster(kind: RosterKind, bytes: Uint8Array, expected: Expected): Promise<Reading> {
	const { rolls, notRead } = findRolls<string>(await readTables(bytes), {
		words: rosterWords[kind],
		needs: rosterNeeds[kind],
		mapped: new Map(),
		...(kind === 'liaison_posts' && { instead: { name: 'short_name' } }),
		...(kind === 'members' && { named: { field: 'sector', fits: isSectorName } }),
	});
	const whole = rolls.filter(({ missing }) => missing.length === 0);
	const bodies = namesIn(expected, 'sector').map(body('sector'));
	const { entries, bad } =
		kind === 'members'
			? understandMembers(whole, { members: [], bodies, noSectors: true })
			: kind === 'units'
				? understandUnits(whole, [], '政协云溪县委员会')
				: understandPosts(whole, { bodies: [], conveners: [], members: [] }, '政协云溪县委员会');
	const items = entries.map(({ row, sheet, says, given }) => {
		const { person = {}, office } = given as { person?: Item; office?: string };
		return { row, sheet, ...says, ...person, ...(office && { post: '常委' }) };
	});
	const said = [
		...rolls.flatMap(({ unknownHeadings, headings }) => unknownSaid(unknownHeadings, headings)),
		...rolls.flatMap(({ bySheet, sheet }) => (bySheet.sector ? [{ code: `intake.sector_by_sheet ${sheet}` }] : [])),
		...rolls.flatMap(({ columns }) => (columns.phone === undefined ? [] : [{ code: 'intake.phone_left_out' }])),
		...entries.flatMap(({ row, notes }) => notes.map(({ note }) => ({ code: note, row }))),
		...bad.map(({ row, reason }) => ({ code: reason, row })),
		...notReadSaid(notRead),
	];
	return { items, bad: bad.map(({ row }) => row), said };
}

/** Where a column that nobody knows stands, as the fixtures count it. */
const unknownSaid = (unknown: readonly string[], headings: readonly string[]): Said[] =>
	unknown.map((heading) => ({ code: `unknown_heading ${String.fromCharCode(65 + headings.indexOf(heading))}列` }));
const notReadSaid = (notRead: readonly NotRead[]): Said[] =>
	notRead.map(({ why, sheet }) => ({ code: `${why} ${sheet}` }));

async function readAsLedger(bytes: Uint8Array, expected: Expected): Promise<Reading> {
	const book = await readLedgers(bytes).catch((error: unknown) => {
		if (error instanceof Refusal && error.breaches[0]?.code === 'ledger.no_heading_row') return undefined;
		throw error;
	});
	if (!book) return readAsDocument(bytes, expected);
	const units = namesIn(expected, 'lead_unit', 'co_units', 'units').map((name) => ({
		id: name,
		name,
		short_name: name,
	}));
	const known: Known = { units, sectors: [], members: [], sessionYear: 2024 };
	const readings = book.sheets.map((sheet) => {
		const { rows, bad, unknownHeadings } = understandLedger(sheet, known);
		const named = sessionOf(sheet);
		const session = named?.plenary_session ? `${named.term}-${named.plenary_session}` : undefined;
		const said: Said[] = [
			...(session ? [] : [{ code: 'ledger.session_missing' }]),
			...unknownSaid(unknownHeadings, sheet.headings),
			...rows.flatMap(({ row, notes }) => notes.map(({ note }) => ({ code: note, row }))),
			...bad.map(({ row, reason }) => ({ code: reason, row })),
		];
		return { items: rows.map((row) => itemOf(row, sheet.name, session)), bad: bad.map(({ row }) => row), said };
	});
	return {
		items: readings.flatMap(({ items }) => items),
		bad: readings.flatMap(({ bad }) => bad),
		said: [...readings.flatMap(({ said }) => said), ...notReadSaid(book.notRead)],
	};
}

function itemOf(row: LedgerRow, sheet: string, session: string | undefined): Item {
	const [lead, ...others] = row.proposers.map(({ name }) => name);
	const isSplit = row.handling === 'split';
	const own = row.session?.plenary_session ? `${row.session.term}-${row.session.plenary_session}` : session;
	return {
		...{ row: row.row, sheet, session: own, number: String(row.number), title: row.title, lead, co_proposers: others },
		...{ period: row.period === 'between_sessions' ? row.period : undefined, category: row.category },
		...(isSplit ? { units: row.lead_unit_ids } : { lead_unit: row.lead_unit_ids[0] }),
		...{ co_units: row.co_unit_ids, assigned_on: row.assigned_on, replied_on: row.replied_on },
		...{ result_class: row.result_class },
		satisfaction: row.satisfaction === 'basically_satisfied' ? 'basically' : row.satisfaction,
	};
}

const defined = (item: Item): Item =>
	Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

/** A reply that the fixture has inside its proposal is no item of its own. */
const papersAs = (papers: readonly Paper[], { kind, items }: Expected): Item[] => {
	const own =
		kind === 'proposals' && items?.length !== papers.length ? papers.filter((one) => one.kind === 'proposal') : papers;
	if (own === papers || own.length === 0) return papers.map(fromPaper);
	return own.map((paper) => {
		const reply = papers.find((one) => one.kind === 'reply' && (!one.number || one.number === paper.number));
		const { session: _, number: __, addressees: ___, ...answered } = reply ? fromPaper(reply) : {};
		return { ...answered, ...defined(fromPaper(paper)), isReply: false };
	});
};

function fromPaper(paper: Paper): Item {
	const { term, plenary_session } = readSession(paper.session ?? '');
	const number = paper.number ? readNumber(paper.number) : undefined;
	const result = readResult(paper.result ?? '');
	const rating = readSatisfaction(paper.satisfaction ?? '');
	const people = (text?: string) => (text ? peopleIn(text).names : []);
	const [lead, ...others] = [...people(paper.first_proposer), ...people(paper.proposers)];
	const common: Item = {
		session: plenary_session ? `${term}-${plenary_session}` : undefined,
		number: number && String(number.number),
		lead_unit: paper.lead_units,
		replied_on: paper.replied_on,
		result_class: result === 'none' ? undefined : result,
		satisfaction: rating === 'none' ? undefined : rating === 'basically_satisfied' ? 'basically' : rating,
		letter_no: paper.letter_no,
	};
	if (paper.kind === 'reply' && isOpinion(paper))
		return { ...common, isReply: true, lead_unit: undefined, unit: paper.lead_units, body: paper.reply };
	if (paper.kind === 'reply')
		return {
			...common,
			isReply: true,
			proposal_title: paper.title,
			addressees: people(paper.proposers),
			body: paper.reply,
		};
	const { situation, analysis, suggestions } = paper.texts;
	return {
		...common,
		...{ situation, analysis, suggestions, body: situation },
		title: paper.title,
		lead,
		co_proposers: [...others, ...people(paper.co_proposers)],
		submitted_on: paper.written_on,
	};
}

import { Refusal } from '#server/core/refusal.ts';
import { findRoll } from '#server/intake/headings.ts';
import { kindOf } from '#server/intake/kind.ts';
import { readTables } from '#server/intake/table.ts';
import { understandPosts } from '#server/people/import/liaison-posts.ts';
import { understandMembers } from '#server/people/import/members.ts';
import type { RollBody } from '#server/people/import/queries.ts';
import { rosterNeeds, rosterWords, type BadRow, type RosterKind } from '#server/people/import/roster.ts';
import { understandUnits } from '#server/people/import/units.ts';
import { readPapers } from '#server/proposals/documents/read.ts';
import type { Paper } from '#server/proposals/documents/paper.ts';
import type { Known } from '#server/proposals/ledger/ledger.ts';
import { readNumber, readSession } from '#server/proposals/ledger/numbers.ts';
import { readResult, readSatisfaction } from '#server/proposals/ledger/outcome.ts';
import { peopleIn } from '#server/proposals/ledger/people.ts';
import { readLedger } from '#server/proposals/ledger/read.ts';
import { understandLedger } from '#server/proposals/ledger/understand.ts';

export type Item = Record<string, unknown>;
export interface Expected {
	refused?: string;
	kind?: string;
	items?: Item[];
	asks?: { about: string; where?: string }[];
	bad?: { about: string; where?: string; row?: number }[];
	note?: string;
}

/** What a reader made of a file, in the fixtures' words. */
export interface Reading {
	refused?: string;
	items: Item[];
	bad: number[];
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
};

export async function comparisonOf(name: string, bytes: Uint8Array, expected: Expected): Promise<string[]> {
	const reading = await readingOf(name, bytes, expected);
	if (expected.refused ?? reading.refused)
		return same('refused', reading.refused ?? 'read', expected.refused ?? 'to be read');
	return differencesIn(reading, expected);
}

const same = (what: string, is: unknown, should: unknown): string[] =>
	is === should ? [] : [`${what}: ${String(is)} instead of ${String(should)}`];

async function readingOf(name: string, bytes: Uint8Array, expected: Expected): Promise<Reading> {
	try {
		if (expected.refused) return await readAnything(name, bytes);
		if (expected.kind === 'members' || expected.kind === 'units' || expected.kind === 'liaison')
			return await readRoster(expected.kind === 'liaison' ? 'liaison_posts' : expected.kind, bytes, expected);
		if (name.endsWith('.docx')) return { items: papersAs(await readPapers(bytes), expected), bad: [] };
		return await readAsLedger(bytes, expected);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const code = error.breaches[0]?.code ?? '';
		return { refused: kinds[code] ?? code, items: [], bad: [] };
	}
}

/** As the page does where somebody brings it as what its name says. */
async function readAnything(name: string, bytes: Uint8Array): Promise<Reading> {
	if (/\.(doc[xm]?|wps)$/.test(name)) await readPapers(bytes);
	else if (kindOf(bytes) === 'docx' || /ledger/.test(name)) await readLedger(bytes);
	else findRoll(await readTables(bytes), rosterWords.members, rosterNeeds.members, new Map());
	return { items: [], bad: [] };
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
	const roll = findRoll<string>(await readTables(bytes), rosterWords[kind], rosterNeeds[kind], new Map());
	const bodies = namesIn(expected, 'sector').map(body('sector'));
	const { entries, bad } =
		kind === 'members'
			? understandMembers(roll, { members: [], bodies, noSectors: true })
			: kind === 'units'
				? understandUnits(roll, [], '政协云溪县委员会')
				: understandPosts(roll, { bodies: [], conveners: [], members: [] }, '政协云溪县委员会');
	const items = entries.map(({ row, says, given }) => {
		const { person = {} } = given as { person?: Item };
		return { row, ...says, ...person };
	});
	return { items, bad: (bad as BadRow[]).map(({ row }) => row) };
}

async function readAsLedger(bytes: Uint8Array, expected: Expected): Promise<Reading> {
	const sheet = await readLedger(bytes);
	const units = namesIn(expected, 'lead_unit', 'co_units', 'units').map((name) => ({
		id: name,
		name,
		short_name: name,
	}));
	const known: Known = { units, sectors: [], members: [], sessionYear: 2024 };
	const { rows, bad } = understandLedger(sheet, known);
	const items = rows.map((row): Item => {
		const [lead, ...others] = row.proposers.map(({ name }) => name);
		const isSplit = row.handling === 'split';
		return {
			...{ row: row.row, number: String(row.number), title: row.title, lead, co_proposers: others },
			...{ period: row.period === 'between_sessions' ? row.period : undefined, category: row.category },
			...(isSplit ? { units: row.lead_unit_ids } : { lead_unit: row.lead_unit_ids[0] }),
			...{ co_units: row.co_unit_ids, assigned_on: row.assigned_on, replied_on: row.replied_on },
			...{ result_class: row.result_class },
			satisfaction: row.satisfaction === 'basically_satisfied' ? 'basically' : row.satisfaction,
		};
	});
	return { items, bad: bad.map(({ row }) => row) };
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

const compared = [
	...[
		'session',
		'number',
		'period',
		'title',
		'lead',
		'co_proposers',
		'category',
		'situation',
		'analysis',
		'suggestions',
		'body',
	],
	...['lead_unit', 'co_units', 'units', 'assigned_on', 'replied_on', 'result_class', 'satisfaction', 'letter_no'],
	...['proposal_title', 'addressees', 'name', 'sex', 'sector', 'member_no', 'short_name', 'unit_kind', 'convener'],
];
/** What a reading of one kind does not try to say is not compared: the session of a ledger is found beside its rows. */
const unsaid: Record<string, readonly string[]> = {
	ledger: ['session', 'situation', 'analysis', 'suggestions', 'body', 'letter_no'],
	papers: ['category', 'co_units', 'units', 'assigned_on', 'period'],
	roster: ['unit_kind', 'title', 'body', 'number', 'session', 'lead_unit', 'category'],
};

/** Read more often than the fixtures note it. */
const silent = ['proposal_title', 'body'];

const plain = (value: unknown): string =>
	Array.isArray(value)
		? value.map(plain).join('、')
		: String(value ?? '')
				.normalize('NFKC')
				.replace(/[\s·•・.]/g, '');

/** What the fixtures part more finely than what is kept: seconders stand with those who signed, a body with the lead. */
const merged = (item: Item): Item => ({
	...item,
	lead: item.lead ?? item.organisation,
	co_proposers: [...((item.co_proposers ?? []) as string[]), ...((item.seconders ?? []) as string[])],
	situation: item.situation ?? (item.addressees || item.letter_no || item.proposal_title ? undefined : item.body),
});

function differencesIn({ items, bad }: Reading, expected: Expected): string[] {
	const all = (expected.items ?? []).map(merged);
	const isPapers = all.every((item) => item.row === undefined);
	const left =
		unsaid[
			expected.kind === 'proposals' || expected.kind === 'replies' ? (isPapers ? 'papers' : 'ledger') : 'roster'
		] ?? [];
	const rows = new Map(items.map((item) => [item.row, item]));
	// where only one cell is bad, leaving the whole row out is right as well
	const badRows = new Set([...bad, ...(expected.bad ?? []).map(({ row }) => row)]);
	const wanted = all.filter((item) => isPapers || rows.has(item.row) || !badRows.has(item.row as number));
	return [
		...same(
			'items',
			isPapers ? items.length : items.filter((item) => all.some(({ row }) => row === item.row)).length,
			wanted.length,
		),
		...(isPapers
			? []
			: items
					.filter((item) => !all.some(({ row }) => row === item.row))
					.map((item) => `row ${String(item.row)} was read`)),
		...wanted.flatMap((should, at) => {
			const named = items.find((item) => item.row === should.row && plain(item.name) === plain(should.name));
			const is = isPapers ? items[at] : (named ?? rows.get(should.row));
			const fields = compared.filter(
				(field) =>
					!left.includes(field) &&
					(should[field] !== undefined || (isPapers && is?.[field] && !silent.includes(field))) &&
					!(is?.isReply && ['title', 'situation'].includes(field)),
			);
			return is
				? fields.flatMap((field) =>
						same(`${String(should.row ?? at)} ${field}`, plain(is[field]), plain(should[field])),
					)
				: [`${String(should.row ?? at)} is missing`];
		}),
	];
}

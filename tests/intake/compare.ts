import { rowIn, unsaidAsks } from './asks.ts';
import { readingOf, type Expected, type Item, type Reading } from './reading.ts';

export async function comparisonOf(
	name: string,
	bytes: Uint8Array,
	expected: Expected,
): Promise<{ reading: Reading; differences: string[] }> {
	const reading = await readingOf(name, bytes, expected);
	const differences =
		(expected.refused ?? reading.refused)
			? same('refused', reading.refused ?? 'read', expected.refused ?? 'to be read')
			: [...itemDifferences(reading, expected), ...unsaidAsks(reading, expected)];
	return { reading, differences };
}

const same = (what: string, is: unknown, should: unknown): string[] =>
	is === should ? [] : [`${what}: ${String(is)} instead of ${String(should)}`];

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
	ledger: ['situation', 'analysis', 'suggestions', 'body', 'letter_no'],
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

function itemDifferences({ items, bad }: Reading, expected: Expected): string[] {
	const all = (expected.items ?? []).map(merged);
	const isPapers = all.every((item) => item.row === undefined);
	const left =
		unsaid[
			expected.kind === 'proposals' || expected.kind === 'replies' ? (isPapers ? 'papers' : 'ledger') : 'roster'
		] ?? [];
	const isSame = (one: Item, other: Item) =>
		one.row === other.row && (other.sheet === undefined || one.sheet === other.sheet);
	const ofRow = (should: Item) => items.filter((item) => isSame(item, should));
	// where only one cell is bad or asked about, leaving the whole row out, by name, is right as well
	const said = [...(expected.bad ?? []), ...(expected.asks ?? [])].map(({ row, where }) => row ?? rowIn(where));
	const isLeftOut = (item: Item) => bad.includes(item.row as number) && said.includes(item.row as number);
	const wanted = all.filter((item) => isPapers || ofRow(item).length > 0 || !isLeftOut(item));
	const strange = isPapers ? [] : items.filter((item) => !all.some((should) => isSame(item, should)));
	return [
		...same('items', items.length - strange.length, wanted.length),
		...strange.map((item) => `row ${String(item.row)} was read`),
		...wanted.flatMap((should, at) => {
			const found = ofRow(should);
			const is = isPapers ? items[at] : (found.find((item) => plain(item.name) === plain(should.name)) ?? found[0]);
			if (!is) return [`${String(should.row ?? at)} is missing`];
			const fields = compared.filter(
				(field) =>
					!left.includes(field) &&
					(should[field] !== undefined || (isPapers && is[field] && !silent.includes(field))) &&
					!(is.isReply && ['title', 'situation'].includes(field)),
			);
			return fields.flatMap((field) =>
				same(`${String(should.row ?? at)} ${field}`, plain(is[field]), plain(should[field])),
			);
		}),
	];
}

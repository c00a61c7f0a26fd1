import type { SearchableProposal } from '../proposals/queries/texts.ts';
import { fold } from './fold.ts';
import { blockOf, blocksInRow, blocksOnShelf } from './places.ts';
import { keyTerms } from './terms.ts';
import { plainReading, type Reading } from './words.ts';

/** Ids are told apart by their last part, which is random; what is found is compared whole. */
const short = (id: string): string => id.slice(-12);
/** What the lexemes of a committee's blocks end with. */
export const ofCommittee = (committee_id: string): string => `:${short(committee_id)}`;
/** Block, row and shelf in which it stands; `listMatches` names them likewise. */
const standing = (committee_id: string, block: number): string[] =>
	[`b${block}`, `r${Math.floor(block / blocksInRow)}`, `h${Math.floor(block / blocksOnShelf)}`].map(
		(one) => `=${one}${ofCommittee(committee_id)}`,
	);
/** Each document of the committee has it. */
export const committeeLexeme = (committee_id: string): string => `=a${ofCommittee(committee_id)}`;
/** Filters of lists, as lexemes: the index then passes over what the filter leaves out. */
export const filterLexemes = {
	session_id: (id: string) => `=s${short(id)}`,
	unit_id: (id: string) => `=u${short(id)}`,
	category: (code: string) => `=c${code}`,
	state: (state: string) => `=t${state}`,
	kind: (kind: string) => `=k${kind}`,
};
/** When it was submitted: a year, 2026, or a month, 2026-03. */
export const timeLexeme = (yearOrMonth: string): string => `=m${yearOrMonth}`;

/** A: title, number and whose it is; B: who else signed and which units; C: the text; D: replies. */
type Weight = 'A' | 'B' | 'C' | 'D';
type Texts = Partial<Record<Weight, Iterable<string>[]>>;

/** A lexeme as PostgreSQL reads it. */
export const quoted = (lexeme: string): string =>
	/['\\]/.test(lexeme) ? `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${lexeme}'`;

const places: Record<Weight, number> = { A: 1, B: 2, C: 3, D: 4 };
/** Each lexeme stands once in each weight: where it stands in the text is not kept, a phrase is looked for in the text itself. */
function vectorOf(marks: readonly string[], texts: Texts): string {
	const weights = new Map<string, string>();
	for (const weight of ['A', 'B', 'C', 'D'] as const)
		for (const lexemes of texts[weight] ?? [])
			for (const lexeme of lexemes) {
				const known = weights.get(lexeme);
				if (!known?.includes(weight)) weights.set(lexeme, `${known ? `${known},` : ''}${places[weight]}${weight}`);
			}
	return [...marks.map(quoted), ...[...weights].map(([lexeme, at]) => `${quoted(lexeme)}:${at}`)].join(' ');
}

export interface SearchDocument {
	openness: string;
	title: string;
	open_words: string;
	words: string;
	terms: string[];
}

/** What a matter is found by, at its place among those of its session. A secret matter is found by nobody. */
export function documentOf(
	committee_id: string,
	place: number,
	matter: SearchableProposal,
	{ cut, lexemesOf, lexemesOfName }: Reading = plainReading,
): SearchDocument | undefined {
	if (matter.secret) return undefined;
	const marks = [
		committeeLexeme(committee_id),
		...standing(committee_id, blockOf(place)),
		filterLexemes.state(matter.state),
		filterLexemes.kind(matter.proposal_kind),
		...(matter.plenary_session_id ? [filterLexemes.session_id(matter.plenary_session_id)] : []),
		...(matter.lead_unit_id ? [filterLexemes.unit_id(matter.lead_unit_id)] : []),
		...(matter.submitted_on ? [4, 7].map((length) => timeLexeme(matter.submitted_on?.slice(0, length) ?? '')) : []),
		...(matter.category ? [filterLexemes.category(matter.category)] : []),
	];
	const names: Texts = {
		A: [
			lexemesOf(matter.title),
			matter.number_label ? [fold(matter.number_label)] : [],
			lexemesOfName(matter.owner),
			...matter.body.map(lexemesOfName),
		],
		B: [...matter.co_proposers.map(lexemesOfName), ...matter.units.map(lexemesOfName)],
	};
	const text = [lexemesOf(`${matter.situation}\n${matter.analysis}\n${matter.suggestions}`)];
	const replies = matter.replies.map((reply) => ({ open: reply.openness === 'full', found: lexemesOf(reply.body) }));
	const whole = { ...names, C: text, D: replies.map(({ found }) => found) };
	const published = { ...whole, D: replies.filter(({ open }) => open).map(({ found }) => found) };
	const words = vectorOf(marks, whole);
	const isWhollyOpen = matter.openness === 'public' && replies.every(({ open }) => open);
	const openTexts = { public: published, summary: names }[matter.openness as string];
	return {
		openness: matter.openness,
		title: fold(matter.title),
		open_words: isWhollyOpen ? words : openTexts ? vectorOf(marks, openTexts) : '',
		words,
		// nobody is told of a draft that somebody else is writing
		terms: matter.state === 'draft' ? [] : keyTerms(matter, undefined, cut),
	};
}

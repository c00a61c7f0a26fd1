import { broken } from '#server/core/refusal.ts';
import { readDocument, type Block } from '#server/intake/document.ts';
import { kindOf } from '#server/intake/kind.ts';
import { readTables } from '#server/intake/table.ts';
import { textOf } from '#server/intake/text.ts';
import { linesOf } from './lines.ts';
import { notesOn } from './notes.ts';
import { paperOf, type Paper } from './paper.ts';
import { partsOf } from './parts.ts';

/** A paper form has some twenty lines; a sheet with more is none. */
const LONGEST_FORM = 200;

/** A notice or a list of addresses has neither number nor proposer, no section and no title of a proposal. */
const isPaper = ({ kind, number, title = '', sectioned, first_proposer, proposers, reply }: Paper): boolean =>
	kind === 'reply'
		? reply !== ''
		: Boolean(number ?? first_proposer) || sectioned || (proposers !== undefined && /提案|建议/.test(title));

/**
 * The proposals and replies in a .docx, one or many, in their own words. A session that is named above the first is that of all.
 * Refuses what `readDocument` refuses, and with intake.no_paper what holds none.
 */
export const readPapers = async (bytes: Uint8Array): Promise<Paper[]> => (await openPapers(bytes)).papers;

/** The same with codes of what to look at. */
export async function openPapers(bytes: Uint8Array): Promise<{ papers: Paper[]; notes: string[] }> {
	const isSheet = kindOf(bytes) === 'xlsx';
	const { blocks, notes } = isSheet ? { blocks: await formsIn(bytes), notes: [] } : await readDocument(bytes);
	const papers = partsOf(linesOf(blocks)).map(paperOf).filter(isPaper);
	if (papers.length === 0) throw broken(isSheet ? 'intake.not_a_document' : 'intake.no_paper');
	const session = papers[0]?.session;
	return {
		papers: papers.map((paper) => (session && !paper.session ? { ...paper, session } : paper)),
		notes: [...notes, ...notesOn(papers)],
	};
}

/** The paper form as a sheet is read like the same form in a document. */
const formsIn = async (bytes: Uint8Array): Promise<Block[]> =>
	(await readTables(bytes))
		.filter(({ hidden }) => !hidden)
		.map(({ lines }) => ({ rows: lines.slice(0, LONGEST_FORM).map((cells) => cells.map((cell) => textOf(cell))) }));

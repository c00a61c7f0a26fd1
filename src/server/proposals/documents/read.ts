import { broken } from '#server/core/refusal.ts';
import { readDocument } from '#server/intake/document.ts';
import { linesOf } from './lines.ts';
import { paperOf, type Paper } from './paper.ts';
import { partsOf } from './parts.ts';

/** A notice or a list of addresses has neither number nor proposer, no section and no title of a proposal. */
const isPaper = ({ kind, number, title = '', sectioned, first_proposer, proposers, reply }: Paper): boolean =>
	kind === 'reply'
		? reply !== ''
		: Boolean(number ?? first_proposer) || sectioned || (proposers !== undefined && /提案|建议/.test(title));

/**
 * The proposals and replies in a .docx, one or many, in their own words. A session that is named above the first is that of all.
 * Refuses what `readDocument` refuses, and with intake.no_paper what holds none.
 */
export async function readPapers(bytes: Uint8Array): Promise<Paper[]> {
	const papers = partsOf(linesOf(await readDocument(bytes)))
		.map(paperOf)
		.filter(isPaper);
	if (papers.length === 0) throw broken('intake.no_paper');
	const session = papers[0]?.session;
	return papers.map((paper) => (session && !paper.session ? { ...paper, session } : paper));
}

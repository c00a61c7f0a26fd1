import type { ProposalRow, ReadableText } from '../proposals/queries/texts.ts';
import { marked, snippetOf, termsOf, type Piece } from './mark.ts';
import type { AskedWords } from './query.ts';

/** A matter that was found: its row of a list, with what was looked for marked in what the reader may read of it. */
export interface Found {
	row: ProposalRow;
	title: Piece[];
	/** The part in which it was found, in its words; undefined where only title, number or names tell of it. */
	snippet?: { part: 'text' | 'reply'; unit?: string; pieces: Piece[] };
}

export function foundView(row: ProposalRow, readable: ReadableText | undefined, asked: AskedWords): Found {
	const terms = termsOf(asked);
	return { row, title: marked(row.title, terms), ...snippetIn(readable, terms) };
}

function snippetIn(readable: ReadableText | undefined, terms: readonly string[]): Pick<Found, 'snippet'> {
	const text = Object.values(readable?.text ?? {}).join('\n');
	const inText = snippetOf(text, terms);
	if (inText) return { snippet: { part: 'text', pieces: inText } };
	for (const { unit, body } of readable?.replies ?? []) {
		const pieces = snippetOf(body, terms);
		if (pieces) return { snippet: { part: 'reply', unit, pieces } };
	}
	return {};
}

import type { Paper } from './said.ts';

/** What to look at in papers that were understood: codes of sentences. */
export function notesOn(papers: readonly Paper[]): string[] {
	const proposals = papers.filter(({ kind }) => kind === 'proposal');
	const numbers = new Set(proposals.map(({ number }) => number));
	const answersAnother = papers.some(
		({ kind, number }) => kind === 'reply' && number && proposals.length > 0 && !numbers.has(number),
	);
	return [
		...(papers.some(({ sectioned }) => !sectioned) ? ['intake.one_text'] : []),
		...(proposals.some(({ sectioned, texts }) => sectioned && !texts.suggestions) ? ['intake.no_suggestions'] : []),
		...(proposals.some(({ sectioned, texts }) => sectioned && texts.situation && !texts.analysis)
			? ['intake.no_analysis']
			: []),
		...(answersAnother ? ['intake.reply_of_another'] : []),
	];
}

/** The opinion of a unit that only helped goes to the unit that leads, never to the proposer (domain.md 2.1.1). */
export const isOpinion = ({ role }: Paper): boolean => role === 'co';

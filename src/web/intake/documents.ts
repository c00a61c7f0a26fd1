import type { FileReport } from '#server/proposals/import/documents/commands.ts';
import { t, tOr } from '#words';
import type { Shown } from './preview.ts';

const named = /\.unknown_(unit|sector|body)$/;

/** What is to be said of a cell or a file, with the nearest name that is known. */
export function questionText({ reason, value, hint }: { reason: string; value?: string; hint?: string }): string {
	const sentence = tOr(reason, reason, { value: value ?? '', hint: hint ?? '' });
	return hint && named.test(reason) ? sentence + t('ledger.hint_nearest', { hint }) : sentence;
}

const LONGEST_SHOWN = 160;
const short = (text: string) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}……` : text);

const inWords = (paper: FileReport['papers'][number]): Shown['understood'] => {
	const said: [string, string | undefined][] = [
		['number', paper.number],
		['session', paper.session],
		['proposers', [paper.first_proposer, paper.proposers, paper.co_proposers].filter(Boolean).join('、')],
		['lead_units', [paper.lead_units, paper.co_units].filter(Boolean).join('、')],
		['days', paper.replied_on ?? paper.written_on],
		['result', paper.result],
		['situation', paper.texts.situation],
		['analysis', paper.texts.analysis],
		['suggestions', paper.texts.suggestions],
		['reply', paper.reply],
	];
	return said.flatMap(([field, text]) =>
		text ? [{ label: tOr(`intake.field.${field}`, field), text: short(text) }] : [],
	);
};

/** Each paper of each file as it was understood, and what was asked or refused by file. */
export function filesShown(
	files: readonly FileReport[],
): Pick<{ shown: Shown[]; problems: { place: string; sentence: string }[] }, 'shown' | 'problems'> {
	const shown = files.flatMap(({ name, papers, outcome, notes }) =>
		papers.map((paper): Shown => ({
			place: name,
			title: paper.title ?? t('intake.untitled'),
			source: notes.map((note) => tOr(note, note)).join('；'),
			understood: inWords(paper),
			state: t(`intake.outcome.${outcome}`),
		})),
	);
	const problems = files.flatMap(({ name, questions, refused }) => [
		...questions.map((one) => ({ place: name, sentence: questionText(one) })),
		...(refused ? [{ place: name, sentence: tOr(refused.code, refused.code, refused.values ?? {}) }] : []),
	]);
	return { shown, problems };
}

import type { Context } from '#server/core/context.ts';
import { sourcesInZip } from '#server/intake/bundle.ts';
import { importDocuments, type FileReport } from '#server/proposals/import/documents/commands.ts';
import { listPlenarySessions } from '#server/proposals/import/queries.ts';
import { t, tOr } from '#words';
import { cut, nothingAsked, type Preview, type SessionAsked, type Shown, type Wish } from './shown.ts';

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
		['number', paper.number?.normalize('NFKC')],
		['session', paper.session?.normalize('NFKC')],
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
function filesShown(
	files: readonly FileReport[],
): Pick<{ shown: Shown[]; problems: { place: string; sentence: string }[] }, 'shown' | 'problems'> {
	const shown = files.flatMap(({ name, papers, outcome, notes }) =>
		papers.map((paper): Shown => ({
			place: name,
			title: paper.title ?? t('intake.untitled'),
			source: [],
			understood: inWords(paper),
			notes: notes.map((note) => tOr(note, note)),
			state: t(`intake.outcome.${outcome}`),
		})),
	);
	const problems = files.flatMap(({ name, questions, refused }) => [
		...questions.map((one) => ({ place: name, sentence: questionText(one) })),
		...(refused ? [{ place: name, sentence: tOr(refused.code, refused.code, refused.values ?? {}) }] : []),
	]);
	return { shown, problems };
}

/** Papers that do not say of which session they are wait until somebody does, once for all of them. */
function sessionAsked(files: readonly FileReport[], said: string | undefined): SessionAsked[] {
	const n = files.filter(({ questions }) =>
		questions.some(({ reason }) => reason === 'intake.session_not_named'),
	).length;
	if (n) return [{ sheet: '', why: t('intake.papers_without_session', { n }), value: said ?? '' }];
	return said ? [{ sheet: '', why: '', value: said }] : [];
}

export async function documentsPreview(
	ctx: Context,
	name: string,
	bytes: Uint8Array,
	{ dryRun, said }: Wish,
): Promise<Preview> {
	const sources = (await sourcesInZip(bytes)) ?? [{ name, read: () => Promise.resolve(bytes) }];
	const report = await importDocuments(ctx, sources, { dryRun, ...(said.session && { session: said.session }) });
	const { shown, problems } = filesShown(report.files);
	const known = await listPlenarySessions(ctx.db, ctx);
	return {
		...cut(shown),
		...nothingAsked,
		sheets: [],
		facts: [],
		problems,
		sessions: sessionAsked(report.files, said.session),
		knownSessions: known.map((session) => session.name),
		mayStore: report.counts.stored > 0,
		outcome: t(dryRun ? 'intake.documents_would' : 'cli.documents_done', report.counts),
		touched: report.counts.stored,
	};
}

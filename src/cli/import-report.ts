import type { ImportReport } from '#server/proposals/import/commands.ts';
import type { BadRow, OpenedLedger } from '#server/proposals/import/open.ts';
import { ledgerWords } from '#server/proposals/ledger/headings.ts';
import { currentLocale, t, tOr } from '#words';

const separator = () => (currentLocale() === 'en' ? ', ' : '、');
export const colon = () => (currentLocale() === 'en' ? ': ' : '：');
export const list = (parts: readonly string[]) => parts.join(separator());

/** A few notes are read; hundreds are not. */
const notesShown = 20;

/** Where it stands and what is to be said of it. */
export const lineOf = (row: number, column: string | undefined, sentence: string) =>
	`  ${[t('cli.row', { row }), column].filter(Boolean).join(' ')}${colon()}${sentence}`;

type Problem = Pick<BadRow, 'row' | 'sheet' | 'column' | 'value' | 'hint'> & { reason: string };
const named = /\.unknown_(unit|sector|body)$/;

export const nearest = ({ reason, hint }: Problem) =>
	hint && named.test(reason) ? `${currentLocale() === 'en' ? ' ' : ''}${t('ledger.hint_nearest', { hint })}` : '';

export const problem = (bad: Problem) =>
	lineOf(
		bad.row,
		[bad.sheet && t('intake.sheet', { sheet: bad.sheet }), bad.column].filter(Boolean).join(' '),
		tOr(bad.reason, bad.reason, { value: bad.value ?? '', hint: bad.hint ?? '' }) + nearest(bad),
	);

function notesOf({ rows }: OpenedLedger): string[] {
	const notes = rows.flatMap(({ row }) =>
		row.notes.map(({ note, column, value, hint }) =>
			lineOf(row.row, column, tOr(note, note, { value, hint: hint ?? '' })),
		),
	);
	if (!notes.length) return [];
	const more = notes.length - notesShown;
	return [t('cli.notes'), ...notes.slice(0, notesShown), ...(more > 0 ? [`  ${t('cli.and_more', { n: more })}`] : [])];
}

function uncategorised({ rows }: OpenedLedger): string[] {
	const unknown = rows.flatMap(({ row, category }) => (row.category && !category ? [row.category] : []));
	const counted = [...Map.groupBy(unknown, (value) => value)].map(([value, all]) =>
		t('cli.counted', { value, n: all.length }),
	);
	return counted.length ? [t('cli.uncategorised', { value: list(counted) })] : [];
}

/** What the ledger says, as far as it was understood. */
export function readingOf(ledger: OpenedLedger): string[] {
	const { sheets, notRead, unknownHeadings } = ledger;
	const passedOver = sheets.flatMap((sheet) => sheet.passedOver);
	return [
		...sheets.map(({ name, rows, session }) =>
			session
				? t('cli.understood', { sheet: name, n: rows, session: session.name })
				: t('cli.understood_without_session', { sheet: name, n: rows }),
		),
		...notRead.map(({ sheet, why, lacks }) => t(why, { sheet, columns: lacks ?? '' })),
		...(unknownHeadings.length ? [t('cli.unknown_headings', { value: list(unknownHeadings) })] : []),
		...(passedOver.length
			? [t('cli.passed_over', { value: list(passedOver.map((one) => t('cli.passed_over_row', { ...one }))) })]
			: []),
		...uncategorised(ledger),
		...notesOf(ledger),
	];
}

/** What a person has to say before anything can be stored: which column is meant, of which session a sheet is. */
export function openQuestions({ sheets, missing, knownSessions }: OpenedLedger): string[] {
	const known = list(knownSessions);
	return [
		...(missing.length
			? [t('cli.missing_columns', { columns: list(missing.map((field) => ledgerWords[field][0])) })]
			: []),
		...sheets.flatMap(({ name, session, unknown }) => {
			if (session) return [];
			const asked = unknown
				? t('ledger.sheet_session_unknown', { sheet: name, value: unknown, known })
				: t('ledger.session_missing', { known });
			return `${asked}${t('cli.say_session', { sheet: name })}`;
		}),
	];
}

const differing = ({ differing: all }: ImportReport): string[] =>
	all.map(({ row, session, label, fields }) => {
		const named = list(fields.map((field) => t(`cli.field.${field}`)));
		return `  ${t('cli.differing_row', { row, session, number: label, fields: named })}`;
	});

/** What came of it, or would. */
export function resultOf(report: ImportReport, dryRun: boolean): string[] {
	const { bad, stored, alreadyThere, newSessions } = report;
	if (bad.length) return [t('cli.bad', { n: bad.length }), ...bad.map(problem)];
	return [
		...(newSessions.length ? [t('cli.new_sessions', { value: list(newSessions) })] : []),
		...(alreadyThere ? [t('cli.already_there', { n: alreadyThere })] : []),
		...(report.differing.length ? [t('cli.differing', { n: report.differing.length }), ...differing(report)] : []),
		t(dryRun ? 'cli.would_store' : 'cli.stored', { n: stored }),
	];
}

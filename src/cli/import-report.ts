import type { ImportReport } from '#server/proposals/import/commands.ts';
import type { BadRow, OpenedLedger } from '#server/proposals/import/open.ts';
import { currentLocale, t, tOr } from '#words';

const separator = () => (currentLocale() === 'en' ? ', ' : '、');
export const colon = () => (currentLocale() === 'en' ? ': ' : '：');
export const list = (parts: readonly string[]) => parts.join(separator());

/** A few notes are read; hundreds are not. */
const notesShown = 20;

/** Where it stands and what is to be said of it. */
export const lineOf = (row: number, column: string | undefined, sentence: string) =>
	`  ${[t('cli.row', { row }), column].filter(Boolean).join(' ')}${colon()}${sentence}`;

type Problem = Pick<BadRow, 'row' | 'column' | 'value' | 'hint'> & { reason: string };
const named = /\.unknown_(unit|sector|body)$/;

export const nearest = ({ reason, hint }: Problem) =>
	hint && named.test(reason) ? `${currentLocale() === 'en' ? ' ' : ''}${t('ledger.hint_nearest', { hint })}` : '';

export const problem = (bad: Problem) =>
	lineOf(
		bad.row,
		bad.column,
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
	const { sheet, rows, unknownHeadings, passedOver } = ledger;
	return [
		t('cli.understood', { sheet, n: rows.length }),
		...(unknownHeadings.length ? [t('cli.unknown_headings', { value: list(unknownHeadings) })] : []),
		...(passedOver.length
			? [t('cli.passed_over', { value: list(passedOver.map((one) => t('cli.passed_over_row', { ...one }))) })]
			: []),
		...uncategorised(ledger),
		...notesOf(ledger),
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

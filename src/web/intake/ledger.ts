import type { Context } from '#server/core/context.ts';
import { importLedger, type ImportReport } from '#server/proposals/import/commands.ts';
import { openLedger, type LedgerSheet, type OpenedLedger, type Prepared } from '#server/proposals/import/open.ts';
import { ledgerWords } from '#server/proposals/ledger/headings.ts';
import { t } from '#words';
import { questionText } from './documents.ts';
import * as shown from './shown.ts';

export async function ledgerPreview(
	ctx: Context,
	bytes: Uint8Array,
	{ dryRun, said }: shown.Wish,
): Promise<shown.Preview> {
	const sessions = shown.saidUnder('@', said);
	const mapped = shown.saidUnder('=', said);
	const opened = await openLedger(ctx, bytes, { mapped, sessions, ...(said.session && { session: said.session }) });
	const report = await importLedger(ctx, opened, { dryRun });
	const { bad, stored } = report;
	const several = opened.sheets.length > 1;
	const isOpen = opened.missing.length > 0 || opened.sheets.some(({ session }) => !session);
	return {
		...shown.cut(opened.rows.map((row) => rowShown(row, several))),
		sheets: opened.sheets.map(sheetShown),
		facts: factsOf(opened, report),
		problems: shown.problemsShown(bad, several, questionText),
		headings: opened.explained,
		fields: Object.entries(ledgerWords).map(([value, [label]]) => ({ value, label })),
		missing: opened.missing.map((field) => ledgerWords[field][0]),
		sessions: opened.sheets.flatMap((sheet) => sessionAsked(sheet, sessions)),
		knownSessions: opened.knownSessions,
		mayStore: bad.length === 0 && !isOpen && stored > 0,
		outcome: isOpen
			? t('intake.say_first')
			: bad.length
				? t('intake.mend_first')
				: t(dryRun ? 'intake.ledger_would' : 'cli.stored', { n: stored }),
		touched: stored,
	};
}

function sheetShown({ name, rows, session, saidBy }: LedgerSheet): shown.SheetShown {
	const of = { session: session?.name ?? '' };
	if (!session) return { name, rows, says: t('intake.session_unsaid') };
	const isNew = 'isNew' in session;
	if (isNew) return { name, rows, says: t('intake.session_new', of) };
	return { name, rows, says: t(saidBy === 'person' ? 'intake.session_by_person' : 'intake.session_by_sheet', of) };
}

/** Asked where it is not known, and left open to be corrected where a person said it. */
function sessionAsked(
	{ name, session, saidBy, unknown }: LedgerSheet,
	said: ReadonlyMap<string, string>,
): shown.SessionAsked[] {
	if (session && saidBy !== 'person') return [];
	const why = unknown ? t('intake.session_not_ours', { value: unknown }) : t('intake.session_not_said');
	return [{ sheet: name, why: session ? '' : why, value: said.get(name) ?? '' }];
}

function rowShown({ row, sheet, session, label, source, headings }: Prepared, several: boolean): shown.Shown {
	const days = [row.assigned_on, row.replied_on].filter(Boolean).join(' → ');
	const said: [string, string | undefined][] = [
		['number', t('intake.number_in', { session: session.name, label })],
		['proposers', row.proposers.map(({ name }) => name).join('、')],
		['days', days],
		['result', row.result_class],
	];
	return {
		place: shown.placeOf({ row: row.row, sheet }, several),
		title: row.title,
		source: shown.sourceOf(headings, source),
		understood: said.flatMap(([field, text]) => (text ? [{ label: shown.fieldLabel(field), text }] : [])),
		notes: row.notes.map(({ note, column, value, hint }) => {
			const sentence = questionText({ reason: note, value, hint });
			return column ? t('intake.at', { place: column, sentence }) : sentence;
		}),
		state: '',
	};
}

const MOST_NAMED = 20;

const factsOf = ({ notRead, sheets }: OpenedLedger, report: ImportReport): string[] => [
	...notRead.map(shown.notReadText),
	...sheets.flatMap(({ name, passedOver }) => {
		const rows = passedOver.map((one) => t('cli.passed_over_row', { ...one })).join('、');
		return passedOver.length ? [t('intake.passed_over', { sheet: name, rows })] : [];
	}),
	...(report.newSessions.length ? [t('cli.new_sessions', { value: report.newSessions.join('、') })] : []),
	...(report.alreadyThere ? [t('cli.already_there', { n: report.alreadyThere })] : []),
	...(report.differing.length ? [t('intake.differing', { n: report.differing.length })] : []),
	...report.differing
		.slice(0, MOST_NAMED)
		.map(({ session, label, fields }) =>
			t('intake.differing_row', { session, label, fields: fields.map((field) => t(`cli.field.${field}`)).join('、') }),
		),
];

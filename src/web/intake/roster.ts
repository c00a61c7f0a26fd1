import type { Context } from '#server/core/context.ts';
import { importRoster, isStorable, type RosterReport } from '#server/people/import/commands.ts';
import { rosterWords, type RosterKind } from '#server/people/import/roster.ts';
import { t } from '#words';
import { questionText } from './documents.ts';
import * as shown from './shown.ts';

export async function rosterPreview(
	ctx: Context,
	kind: RosterKind,
	bytes: Uint8Array,
	{ dryRun, said }: shown.Wish,
): Promise<shown.Preview> {
	const report = await importRoster(ctx, kind, bytes, { dryRun, mapped: shown.saidUnder('=', said) });
	const { bad, counts, sheets, notRead } = report;
	const several = sheets.length > 1;
	const touched = counts.added + counts.changed;
	return {
		...shown.cut(report.entries.map((entry) => entryShown(entry, several))),
		...shown.nothingAsked,
		sheets: several || notRead.length ? sheetsShown(report) : [],
		facts: [...notRead.map(shown.notReadText), ...factsOf(report)],
		problems: shown.problemsShown(bad, several, questionText),
		headings: report.explained,
		fields: Object.entries(rosterWords[kind]).map(([value, [word]]) => ({ value, label: word ?? value })),
		missing: report.missing.map((field) => rosterWords[kind][field]?.[0] ?? field),
		mayStore: isStorable(report) && touched > 0,
		outcome: outcomeOf(report, dryRun),
		touched,
	};
}

function outcomeOf({ missing, bad, counts }: RosterReport, dryRun: boolean): string {
	if (missing.length) return t('intake.say_first');
	if (bad.length) return t('intake.mend_first');
	return t(dryRun ? 'intake.would' : 'intake.did', counts);
}

const sheetsShown = ({ sheets, entries }: RosterReport): shown.SheetShown[] =>
	sheets.map(({ name, bySheet }) => ({
		name,
		rows: entries.filter(({ sheet }) => sheet === name).length,
		says: bySheet.sector ? t('intake.sheet_is_sector', { value: name }) : t('intake.sheet_is_roster'),
	}));

const entryShown = (
	{ row, sheet, name, state, says, changes, notes, source, headings }: RosterReport['entries'][number],
	several: boolean,
): shown.Shown => ({
	place: shown.placeOf({ row, sheet }, several),
	title: name,
	source: shown.sourceOf(headings, source),
	understood: changes.length
		? changes.map(({ field, from, to }) => ({
				label: shown.fieldLabel(field),
				text: t('intake.from_to', { from: from || t('intake.nothing'), to }),
			}))
		: Object.entries(says)
				.filter(([field]) => field !== 'name')
				.map(([field, text]) => ({ label: shown.fieldLabel(field), text })),
	notes: notes.map(({ note, value, hint }) => questionText({ reason: note, value, hint })),
	state: t(`intake.state.${state}`),
});

const factsOf = ({ leftOut, newSectors }: RosterReport): string[] => [
	...leftOut.map(({ heading, why }) => t(why, { heading })),
	...(newSectors.length ? [t('intake.new_sectors', { value: newSectors.join(t('intake.between')) })] : []),
];

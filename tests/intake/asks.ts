import type { Expected, Item, Reading } from './reading.ts';

export const rowIn = (where = ''): number | undefined => Number(/^第(\d+)行$/.exec(where)?.[1]) || undefined;

/** By which of our questions and notes a question of the fixtures is asked. */
const askedBy: Record<string, RegExp> = {
	which_session: /session_missing|session_not_named/,
	which_date: /unreadable_date|no_such_date|year_filled_in/,
	which_class: /unknown_result|class_changed|class_d/,
	which_satisfaction: /unknown_satisfaction/,
	which_part: /one_text|no_analysis/,
	which_proposal: /missing_number/,
	which_unit_leads: /read_as_split/,
	which_term: /several_terms/,
	which_kind: /unknown_unit_kind|unknown_heading/,
	number_missing: /missing_number/,
	names_missing: /others_unnamed/,
	value_missing: /missing_|no_suggestions|no_convener|sector_by_sheet/,
	unknown_unit: /unknown_unit/,
	same_name: /same_name/,
	merged_title: /same_title/,
	two_proposals: /missing_number/,
	reply_of_another: /reply_of_another/,
	co_unit_opinion: /co_unit_opinion/,
	hidden_row: /row_hidden/,
	hidden_sheet: /sheet_hidden/,
	hidden_text: /hidden_text/,
	tracked_changes: /tracked_changes/,
	deputy_phone: /phone_left_out/,
	bracket: /bracket_read|bracket_left_out/,
	two_short_names: /second_name_left_out/,
};

/** What the fixtures ask and nobody said. A column in which every value was read needs no question. */
export function unsaidAsks({ said, items }: Reading, { asks = [] }: Expected): string[] {
	return asks.flatMap(({ about, where = '' }) => {
		const row = rowIn(where);
		const place = /^工作表“(.+)”$/.exec(where)?.[1];
		const codes = said.filter((one) => row === undefined || one.row === undefined || one.row === row);
		const isSaid =
			about === 'unknown_heading'
				? codes.some(({ code }) => code === `unknown_heading ${where}`) || isTicked(items, where)
				: codes.some(({ code }) => askedBy[about]?.test(code) && (!place || code.endsWith(place)));
		return isSaid ? [] : [`${about} ${where}: not asked`];
	});
}

/** 女 and 常委 over ticks: what they say was read. */
const isTicked = (items: readonly Item[], column: string): boolean =>
	(column === 'C列' && items.some((item) => item.is_female)) ||
	(column === 'E列' && items.some((item) => item.is_standing));

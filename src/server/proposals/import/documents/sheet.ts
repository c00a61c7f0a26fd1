import { plainOf } from '../../documents/lines.ts';
import type { Paper } from '../../documents/paper.ts';
import type { Sheet } from '../../ledger/ledger.ts';
import type { Numbered } from '../queries/documents.ts';
import { sessionText, type Group } from './group.ts';

/** Documents are read on like a ledger's rows: the same looking up of units, members, days and classes, the same problems. */
const headings = {
	number: '提案号',
	session: '届次',
	title: '案由',
	first_proposer: '第一提案人',
	proposers: '提案人',
	co_proposers: '联名人',
	sector: '界别',
	category: '提案类别',
	lead_units: '主办单位',
	co_units: '会办单位',
	admitted_on: '立案日期',
	assigned_on: '交办日期',
	replied_on: '答复日期',
	result: '办理结果',
	satisfaction: '满意度',
} as const satisfies Partial<Record<keyof Paper, string>>;
type Column = keyof typeof headings;
const columns = Object.keys(headings) as Column[];

/** What is said by the proposal comes first, then what its replies add. */
const first = (group: Group, column: Column): string | undefined =>
	group.papers.map((paper) => paper[column]).find((text) => text !== undefined && text !== '');

function cellsOf(group: Group, said: string | undefined, numbered: ReadonlyMap<string, Numbered>): string[] {
	const [paper] = group.papers;
	const proposals = group.papers.filter(({ kind }) => kind === 'proposal');
	const replies = group.papers.filter(({ kind }) => kind === 'reply');
	const values: Partial<Record<Column, string>> = Object.fromEntries(
		columns.flatMap((column) => {
			const text = first(group, column);
			return text ? [[column, plainOf(text)]] : [];
		}),
	);
	const known = numbered.get(first(group, 'title') ?? '');
	values.title = first(group, 'title');
	values.session = paper && sessionText(paper, said);
	if (!values.number && known)
		[values.number, values.session] = [known.number_label, `${known.term}届${known.session}次`];
	const written = proposals.map((one) => one.written_on).find((date) => date !== undefined);
	if (!values.admitted_on && written && !isAfter(written, values)) values.admitted_on = written;
	// who signs a reply led, and a unit that only helped signs none to the proposer
	const led = [...new Set(replies.flatMap((reply) => reply.lead_units ?? []))];
	if (led.length && !proposals.some((one) => one.lead_units)) values.lead_units = led.join('、');
	return columns.map((column) => values[column] ?? '');
}

/** A form that was filled in again later says nothing of when the matter began. */
const isAfter = (written: string, { assigned_on, replied_on }: Partial<Record<Column, string>>): boolean =>
	[assigned_on, replied_on].some((date) => date !== undefined && /^\d{4}-/.test(date) && date < written);

/** One row a group, numbered from one. */
export const sheetOf = (groups: readonly Group[], said: string | undefined, numbered: readonly Numbered[]): Sheet => {
	const byTitle = new Map<string, Numbered>();
	for (const [title, all] of Map.groupBy(numbered, (one) => one.title))
		if (all.length === 1 && all[0]) byTitle.set(title, all[0]);
	return {
		name: '',
		above: [],
		headings: columns.map((column) => headings[column]),
		rows: groups.map((group, at) => ({ row: at + 1, cells: cellsOf(group, said, byTitle) })),
	};
};

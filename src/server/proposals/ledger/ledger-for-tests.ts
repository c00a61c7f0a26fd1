import type { Cell, Known, Sheet } from './ledger.ts';
import { understandLedger } from './understand.ts';

/** What an invented county knows, for the tests of this folder. */
export const known: Known = {
	units: [
		{ id: 'finance', name: '云溪县财政局', short_name: '县财政局' },
		{ id: 'education', name: '云溪县教育局', short_name: '县教育局' },
		{ id: 'market', name: '云溪县市场监督管理局', short_name: '县市场监管局' },
		{ id: 'farming', name: '云溪县农业农村局', short_name: '县农业农村局', former_names: ['云溪县农业局'] },
		{ id: 'tax', name: '国家税务总局云溪县税务局', short_name: '县税务局' },
		{ id: 'qingshi', name: '云溪县青石镇人民政府', short_name: '青石镇政府' },
		{ id: 'gudu', name: '云溪县古渡镇人民政府', short_name: '古渡镇政府' },
	],
	sectors: [
		{ id: 'farmers', name: '农业和农村界' },
		{ id: 'economy', name: '经济界' },
	],
	members: [
		{ id: 'chen', name: '陈国平' },
		{ id: 'wang', name: '王军' },
		{ id: 'li-1', name: '李萍' },
		{ id: 'li-2', name: '李萍' },
	],
	sessionYear: 2024,
};

const good: Record<string, Cell> = { 提案号: 1, 案由: '关于修路的提案', 提案人: '陈国平', 主办单位: '县财政局' };

/** A ledger with the good row's columns and these; each argument is one row. */
export function understood(...rows: Record<string, Cell>[]) {
	const headings = [...new Set([...Object.keys(good), ...rows.flatMap((row) => Object.keys(row))])];
	const sheet: Sheet = {
		name: '台账',
		above: [],
		headings,
		rows: rows.map((row, at) => {
			const filled: Record<string, Cell> = { ...good, 提案号: at + 1, ...row };
			return { row: at + 2, cells: headings.map((heading) => filled[heading] ?? null) };
		}),
	};
	return understandLedger(sheet, known);
}
/** The one row of a ledger in which nothing is refused. */
export const rowOf = (cells: Record<string, Cell>) => {
	const { rows, bad } = understood(cells);
	if (bad.length > 0) throw new Error(JSON.stringify(bad));
	return rows[0];
};
export const problemsOf = (cells: Record<string, Cell>) => understood(cells).bad.map(({ reason }) => reason);

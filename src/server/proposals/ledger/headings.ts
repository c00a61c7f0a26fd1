import { headingKey, saidOf, type Mapped } from '#server/intake/headings.ts';
import type { Sheet } from './ledger.ts';
import { readResult } from './outcome.ts';
import { textOf } from '#server/intake/text.ts';

export type Field = keyof typeof ledgerWords;

/** The words offices use, folded. Where several columns claim one field, the word that stands first here wins. */
export const ledgerWords = {
	number: ['提案号', '提案编号', '案号', '编号', '案件编号', '提案序号', '流水号', '序号'],
	title: ['案由', '提案案由', '提案题目', '提案标题', '提案名称', '题目', '标题', '名称'],
	first_proposer: ['第一提案人', '第一提案者', '领衔提案人', '领衔人'],
	proposers: ['提案人', '提案者', '提案委员', '提案人姓名', '提案单位'],
	co_proposers: ['联名人', '联名提案人', '联名委员', '附议人', '附议委员', '其他提案人'],
	sector: ['界别', '所属界别', '提案人界别'],
	category: ['提案类别', '提案分类', '分类'],
	lead_units: ['主办单位', '主办', '主办部门', '承办单位', '承办', '承办部门', '分办单位', '办理单位'],
	co_units: ['会办单位', '会办', '会办部门', '协办单位', '协办', '协办部门'],
	session: ['届次', '会议', '会次', '届次会议', '所属会议'],
	admitted_on: ['立案日期', '立案时间'],
	assigned_on: ['交办日期', '交办时间', '转办日期', '转办时间'],
	replied_on: ['答复日期', '答复时间', '办复日期', '办复时间', '复文日期', '办结日期', '办结时间'],
	result: ['办理结果', '办理类别', '解决程度', '答复类别', '办复类别', '结果类别', '结果'],
	satisfaction: [
		'满意度',
		'满意程度',
		'满意情况',
		'办理满意度',
		'委员评价',
		'提案人评价',
		'反馈意见',
		'委员意见',
		'评价',
	],
} as const;

/** Names in these columns add up; of any other field only one column is read. */
const gathered: readonly Field[] = ['first_proposer', 'proposers', 'co_proposers', 'co_units'];

const fieldOfWord = new Map<string, { field: Field; rank: number }>();
for (const field of Object.keys(ledgerWords) as Field[])
	ledgerWords[field].forEach((word, rank) => fieldOfWord.set(headingKey(word), { field, rank }));

const LONGEST_HEADING = 40;

interface Claim {
	field: Field;
	rank: number;
}

/** The field that a heading means: what was said by hand comes first, and '' is a column that is left out. */
export function fieldOf(heading: string, mapped: Mapped): Claim | '' | undefined {
	if (heading.length > LONGEST_HEADING) return undefined;
	const said = saidOf(heading, ledgerWords, mapped);
	return said ? { field: said, rank: -1 } : said === '' ? '' : fieldOfWord.get(headingKey(heading));
}

/** How many fields a row of cells names, if the title or the number is among them: a row of headings names three. */
export function fieldsNamed(cells: readonly string[], mapped: Mapped): number {
	const fields = new Set(
		cells.flatMap((cell) => {
			const claim = fieldOf(cell, mapped);
			return claim ? claim.field : [];
		}),
	);
	return fields.has('title') || fields.has('number') ? fields.size : 0;
}

export interface Layout {
	/** Column indexes for each field, the strongest word first. */
	columns: Partial<Record<Field, number[]>>;
	unknownHeadings: string[];
}

const nothingSaid: Mapped = new Map();

export function layOut({ headings, rows, mapped = nothingSaid }: Pick<Sheet, 'headings' | 'rows' | 'mapped'>): Layout {
	const claims: (Claim & { column: number })[] = [];
	const unknownHeadings: string[] = [];
	headings.forEach((heading, column) => {
		const claim =
			fieldOf(heading, mapped) ?? (headingKey(heading) === '类别' ? classOrCategory(rows, column) : undefined);
		if (claim) claims.push({ ...claim, column });
		else if (heading && claim === undefined) unknownHeadings.push(heading);
	});
	const columns: Layout['columns'] = {};
	for (const { field, column } of claims.sort((a, b) => a.rank - b.rank)) (columns[field] ??= []).push(column);
	for (const field of Object.keys(columns) as Field[])
		if (!gathered.includes(field)) columns[field] = columns[field]?.slice(0, 1);
	return { columns, unknownHeadings };
}

/** 类别 alone means the result class in some ledgers and the subject category in others: its values tell. */
function classOrCategory(rows: Sheet['rows'], column: number): Claim {
	const values = rows.map(({ cells }) => textOf(cells[column])).filter((value) => value.trim() !== '');
	const classes = values.filter((value) => readResult(value) !== undefined);
	return { field: classes.length * 2 > values.length ? 'result' : 'category', rank: Infinity };
}

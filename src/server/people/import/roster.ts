import type { HeadingWords, Line, Roll } from '#server/intake/headings.ts';
import { saidIn } from '#server/intake/headings.ts';
import { fold, textOf } from '#server/intake/text.ts';

/** The rolls that an office keeps: its members, the units that handle, its posts in townships and streets. */
export const rosterKinds = ['members', 'units', 'liaison_posts'] as const;
export type RosterKind = (typeof rosterKinds)[number];
export const isRosterKind = (kind: string): kind is RosterKind => (rosterKinds as readonly string[]).includes(kind);

export const memberWords = {
	name: ['姓名', '委员姓名', '名字', '委员'],
	member_no: ['委员证号', '委员编号', '委员号', '证号', '编号'],
	sex: ['性别', '男/女'],
	born_in: ['出生年月', '出生日期', '出生年份', '出生年', '出生', '生日', '出生时间'],
	sector: ['界别', '所属界别', '委员界别', '参加界别'],
	work_unit: ['工作单位', '单位', '所在单位', '工作单位及职务', '单位及职务', '单位职务', '工作单位和职务'],
	post: ['职务', '现任职务', '行政职务', '单位内职务'],
	liaison_post: ['联络组', '所属联络组', '委员小组', '委员活动组', '联络处', '政协联络组', '所在联络组', '政协工委'],
	organisations: ['参加团体', '党派团体', '党派', '所属党派', '党派团体名称', '所属组织', '政治面貌'],
	starts_on: ['任职日期', '任职时间', '增补日期', '增补时间', '任委员时间', '当选日期'],
	phone: ['手机', '手机号', '手机号码', '电话', '联系电话', '联系方式', '移动电话', '电话号码'],
	term: ['届次', '届', '届别', '所在届次'],
	office: ['政协职务', '在政协职务', '会内职务'],
	is_male: ['男'],
	is_female: ['女'],
	is_standing: ['常委', '常务委员', '是否常委'],
} as const satisfies HeadingWords<string>;

export const unitWords = {
	name: ['单位名称', '单位全称', '全称', '承办单位', '办理单位', '名称', '单位'],
	short_name: ['简称', '单位简称'],
	unit_kind: ['单位类别', '类别', '单位类型', '类型', '系统', '性质'],
	former_names: ['曾用名', '原名', '原名称', '旧称', '原单位名称', '更名前'],
	duty: ['职责', '职能', '主要职责', '分管工作', '职责范围', '主要职能'],
	letter_mark: ['发文字号', '文号代字', '机关代字', '代字', '字号'],
	position: ['序号', '排序', '顺序', '编号'],
	phone: ['电话', '联系电话', '联系方式', '手机', '联系人电话'],
} as const satisfies HeadingWords<string>;

export const liaisonWords = {
	name: [
		'联络组名称',
		'联络组',
		'乡镇工作联络组',
		'工作联络组',
		'政协工作联络组',
		'乡镇联络组',
		'名称',
		'工委名称',
		'联络处名称',
		'联络处',
		'联络站',
	],
	short_name: ['简称', '乡镇', '乡镇街道', '乡镇、街道', '街道', '所在乡镇', '镇街'],
	convener: ['召集人', '组长', '负责人', '主任', '联络组长', '联络组组长', '召集人、副召集人'],
	members: ['成员', '组员', '委员', '联系委员'],
	duty: ['职责', '范围', '联系范围', '活动地点', '地址'],
	position: ['序号', '排序', '顺序', '编号'],
	phone: ['电话', '联系电话', '联系方式', '手机'],
} as const satisfies HeadingWords<string>;

export const rosterWords: Record<RosterKind, HeadingWords<string>> = {
	members: memberWords,
	units: unitWords,
	liaison_posts: liaisonWords,
};
export const rosterNeeds: Record<RosterKind, readonly string[]> = {
	members: ['name', 'sector'],
	units: ['name'],
	liaison_posts: ['name'],
};

export interface BadRow {
	row: number;
	/** Named where a file has several sheets. */
	sheet?: string;
	/** The heading over it, as written. */
	column?: string;
	value?: string;
	reason: string;
	/** The nearest name that is known, or the row in which it stands too. */
	hint?: string;
}

export interface Change {
	field: string;
	from: string;
	to: string;
}

/** A row that was understood. What it leaves empty it does not change. */
export interface Entry<Given = unknown> {
	row: number;
	sheet: string;
	name: string;
	state: 'added' | 'changed' | 'same';
	/** What it says, by field, in words. */
	says: Record<string, string>;
	changes: Change[];
	/** What to look at although the row is good. */
	notes: Note[];
	given: Given;
}

export interface Note {
	note: string;
	value?: string;
	hint?: string;
}

/** One row seen through the headings; gathers every problem of the row instead of stopping at the first. */
export class RowOf {
	readonly #roll: Roll<string>;
	readonly #line: Line;
	readonly bad: BadRow[] = [];
	readonly notes: Note[] = [];
	readonly says: Record<string, string> = {};
	constructor(roll: Roll<string>, line: Line) {
		this.#roll = roll;
		this.#line = line;
		if (roll.hiddenRows.has(line.row)) this.note('intake.row_hidden');
	}
	get row(): number {
		return this.#line.row;
	}
	get sheet(): string {
		return this.#roll.sheet;
	}
	/** Everything that the row says: two rows of the same are one, copied by chance. */
	get whole(): string {
		return this.#line.cells.map((cell) => fold(textOf(cell))).join('\t');
	}
	has(field: string): boolean {
		return this.#roll.columns[field] !== undefined;
	}
	text(field: string): string {
		const text = saidIn(this.#roll, this.#line, field);
		if (text.includes('\ufffd')) this.refuse('ledger.broken_text', field, text);
		if (text) this.says[field] = text;
		return text;
	}
	cell(field: string) {
		const column = this.#roll.columns[field];
		return column === undefined ? null : (this.#line.cells[column] ?? null);
	}
	refuse(reason: string, field: string, value?: string, hint?: string): undefined {
		const column = this.#roll.headings[this.#roll.columns[field] ?? -1];
		this.bad.push({ row: this.row, sheet: this.sheet, column, value, reason, hint });
	}
	note(note: string, value?: string, hint?: string): void {
		this.notes.push({ note, ...(value && { value }), ...(hint && { hint }) });
	}
}

/** The changes between what is stored and what a row says; a field that the row leaves empty is no change. */
export const changesBetween = (
	stored: Record<string, string | number | null>,
	says: Record<string, string | number | null | undefined>,
): Change[] =>
	Object.entries(says).flatMap(([field, to]) => {
		const from = String(stored[field] ?? '');
		return to === undefined || to === null || to === '' || String(to) === from ? [] : { field, from, to: String(to) };
	});

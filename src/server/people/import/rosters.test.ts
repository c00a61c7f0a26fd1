import { beforeEach, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { system, type Context } from '#server/core/context.ts';
import { newId } from '#server/core/id.ts';
import { decodeText } from '#server/intake/csv.ts';
import { readTables } from '#server/intake/table.ts';
import { writeTable } from '#server/intake/write.ts';
import { offices } from '../../proposals/import/office-for-tests.ts';
import { importRoster, type RosterWish } from './commands.ts';
import { exportRoster } from './export.ts';
import { listConveners, listRollBodies, listRollMembers } from './queries.ts';
import type { RosterKind } from './roster.ts';

const office = offices();
let ctx: Context;
beforeEach(async () => {
	ctx = { ...(await office.assembly.as('clerk', '2026-11-22T09:00:00+08:00')), db: office.db };
	await office.db
		.updateTable('committee')
		.set({ name: '政协云溪县委员会' })
		.where('id', '=', ctx.committee.id)
		.execute();
	ctx.committee = { ...ctx.committee, name: '政协云溪县委员会' };
});

const xlsx = (...lines: string[][]) => writeTable(lines, 'xlsx');
const bring = async (kind: RosterKind, lines: string[][], wish: RosterWish = {}) =>
	importRoster(ctx, kind, await xlsx(...lines), wish);
const heading = ['性别', '姓　名', '所属界别', '工作单位及职务', '出生年月', '手机号码', '委员证号', '联络组'];
const people = [
	['男', '王　军', '经济界', '云溪县建材公司经理', '1975年3月', '13800000000', 'YX-001', ''],
	['女', '𠮷㛃', '农业和农村', '青石镇农技站', '1982.11', '', 'YX-002', ''],
];
const memberNamed = async (name: string) => (await listRollMembers(ctx.db, ctx)).find((one) => one.name === name);

test('members come with their sector for the term that runs; headings stand in any order, spread and rare names are kept', async () => {
	const report = await bring('members', [['云溪县政协委员名册'], [], heading, ...people]);
	expect(report).toMatchObject({ bad: [], counts: { added: 2, changed: 0, same: 0 }, unknownHeadings: [] });
	expect(report.leftOut).toEqual([{ heading: '手机号码', why: 'intake.phone_left_out' }]);
	expect(await memberNamed('王军')).toMatchObject({
		sex: 'male',
		born_in: 1975,
		member_no: 'YX-001',
		work_unit: '云溪县建材公司经理',
		starts_on: '2022-01-01',
	});
	expect(await memberNamed('𠮷㛃')).toMatchObject({ sex: 'female', born_in: 1982, member_no: 'YX-002' });
	const stored = await office.db.selectFrom('person').selectAll().where('name', '=', '王军').execute();
	expect(JSON.stringify(stored)).not.toContain('13800000000');
});

test('the same roster read again adds nothing; one that says something else changes only what it gives', async () => {
	await bring('members', [heading, ...people]);
	expect(await bring('members', [heading, ...people])).toMatchObject({ counts: { added: 0, changed: 0, same: 2 } });
	const report = await bring('members', [
		['姓名', '界别', '委员证号', '工作单位'],
		['王军', '教育界', 'YX-001', ''],
		['𠮷㛃', '农业和农村界', '', '县农业农村局'],
	]);
	expect(report.entries.map(({ name, changes }) => [name, changes])).toEqual([
		['王军', [{ field: 'sector', from: '经济界', to: '教育界' }]],
		['𠮷㛃', [{ field: 'work_unit', from: '青石镇农技站', to: '县农业农村局' }]],
	]);
	expect(await memberNamed('王军')).toMatchObject({ work_unit: '云溪县建材公司经理', starts_on: '2026-11-22' });
	expect((await listRollMembers(ctx.db, ctx)).filter(({ name }) => name === '王军')).toHaveLength(1);
});

test('every bad row is named with its place, value, reason and the nearest name, and nothing is stored', async () => {
	const report = await bring('members', [
		['姓名', '界别', '性别', '出生年月', '委员证号'],
		['赵一', '经挤界', '男', '1970', '1'],
		['', '经济界', '', '', '2'],
		['钱二', '', '未知', '不详了', '3'],
		['孙三', '经济界', '', '', '4'],
		['李四', '教育界', '', '', '4'],
	]);
	expect(report.bad).toEqual([
		{ row: 2, column: '界别', value: '经挤界', reason: 'intake.unknown_sector', hint: '经济界' },
		{ row: 3, column: '姓名', reason: 'intake.missing_name' },
		{ row: 4, column: '界别', reason: 'intake.missing_sector' },
		{ row: 4, column: '性别', value: '未知', reason: 'intake.unreadable_sex' },
		{ row: 4, column: '出生年月', value: '不详了', reason: 'intake.unreadable_year' },
		{ row: 5, column: '委员证号', value: '4', reason: 'intake.twice', hint: '6' },
		{ row: 6, column: '委员证号', value: '4', reason: 'intake.twice', hint: '5' },
	]);
	expect(await memberNamed('孙三')).toBeUndefined();
});

test('two members of one name are told apart by sector or number, never guessed', async () => {
	await bring('members', [
		['姓名', '界别'],
		['李萍', '经济界'],
		['李萍', '教育界'],
	]);
	expect(
		(
			await bring('members', [
				['姓名', '界别'],
				['李萍', '体育界'],
			])
		).bad,
	).toMatchObject([{ reason: 'intake.several_of_name', hint: '2' }]);
	const numbered = [
		['姓名', '界别', '委员证号'],
		['李萍', '教育界', '7'],
	];
	expect(await bring('members', numbered)).toMatchObject({ bad: [], counts: { changed: 1 } });
});

test('a heading that nobody knows is explained once and remembered for the next roster', async () => {
	const lines = [
		['姓名', '界别', '所在片区', '摘要'],
		['王军', '经济界', '青石镇联络组', '…'],
	];
	await bring('liaison_posts', [
		['联络组名称', '召集人'],
		['青石镇联络组', '周　明'],
	]);
	expect(await bring('members', lines, { dryRun: true })).toMatchObject({ unknownHeadings: ['所在片区', '摘要'] });
	const mapped = new Map([
		['所在片区', 'liaison_post'],
		['摘要', ''],
	]);
	expect(await bring('members', lines, { mapped })).toMatchObject({
		bad: [],
		unknownHeadings: [],
		counts: { added: 1 },
	});
	const [post] = await listRollBodies(ctx.db, ctx, 'township_liaison');
	expect((await memberNamed('王军'))?.group_ids).toEqual([post?.id]);
	const next = await bring('members', [lines[0] ?? [], ['李四', '经济界', '青石镇联络组', '…']]);
	expect(next).toMatchObject({ unknownHeadings: [], counts: { added: 1 } });
});

test('units keep their former names, and one that is renamed is the same unit', async () => {
	const report = await bring('units', [
		['序号', '单位全称', '简称', '单位类别', '曾用名'],
		['1', '云溪县宇航局', '', '政府部门', ''],
		['2', '云溪县农业农村和水利局', '县农水局', '政府', '云溪县农业农村局'],
	]);
	expect(report).toMatchObject({ bad: [], counts: { added: 1, changed: 1 } });
	const bodies = await listRollBodies(ctx.db, ctx, 'handling_unit');
	expect(bodies.find(({ short_name }) => short_name === '县宇航局')).toMatchObject({ unit_kind: 'government' });
	expect(bodies.find(({ short_name }) => short_name === '县农水局')).toMatchObject({
		name: '云溪县农业农村和水利局',
		former_names: expect.arrayContaining(['云溪县农业农村局']) as string[],
	});
	expect(
		(
			await bring('units', [
				['单位', '类别'],
				['县审计局', '神秘单位'],
			])
		).bad,
	).toMatchObject([{ row: 2, reason: 'intake.unknown_unit_kind', value: '神秘单位' }]);
});

test('liaison posts come with their conveners; another convener takes the place of the one before', async () => {
	await bring('liaison_posts', [
		['联络组名称', '乡镇', '召集人'],
		['青石镇政协工作联络组', '青石镇', '周明'],
	]);
	expect(await listConveners(ctx.db, ctx)).toMatchObject([{ name: '周明' }]);
	const report = await bring('liaison_posts', [
		['联络组', '组长'],
		['青石镇政协工作联络组', '郑华'],
	]);
	expect(report.entries[0]?.changes).toEqual([{ field: 'convener', from: '周明', to: '郑华' }]);
	expect(await listConveners(ctx.db, ctx)).toMatchObject([{ name: '郑华' }]);
});

test.each(['xlsx', 'csv'] as const)(
	'a roster goes out as %s in the form in which it comes in, and comes in again as it is',
	async (format) => {
		await bring('members', [heading, ...people, ['男', '=王五', '经济界', '+1公司', '', '', '', '']]);
		const bytes = await exportRoster(ctx, 'members', format);
		if (format === 'csv') expect(decodeText(bytes)).toContain("'=王五");
		const [table] = await readTables(bytes);
		expect(table?.lines.flat()).toEqual(expect.arrayContaining(['=王五', '𠮷㛃']));
		const again = await importRoster(ctx, 'members', bytes);
		expect(again).toMatchObject({ bad: [], counts: { added: 0, changed: 0 } });
	},
);

test('two who bring the same roster at once: one waits, and nobody is there twice', async () => {
	const [one, other] = await Promise.all([
		bring('members', [heading, ...people]),
		bring('members', [heading, ...people]),
	]);
	expect([one?.counts.added, other?.counts.added].sort()).toEqual([0, 2]);
});

test('a new committee without sectors gets those of its first roster; a member may bring nothing in', async () => {
	await office.db
		.updateTable('body')
		.set({ kind: 'office' })
		.where('committee_id', '=', ctx.committee.id)
		.where('kind', '=', 'sector')
		.execute();
	await office.db
		.deleteFrom('mandate')
		.where('committee_id', '=', ctx.committee.id)
		.where('role', '=', 'member')
		.execute();
	expect(
		await bring('members', [
			['姓名', '界别'],
			['王军', '经济界'],
		]),
	).toMatchObject({ newSectors: ['经济界'] });
	expect((await listRollBodies(ctx.db, ctx, 'sector')).map(({ name }) => name)).toEqual(['经济界']);
	const lin = await office.assembly.as('head');
	await expect(importRoster(lin, 'members', await xlsx(['姓名', '界别'], ['王军', '经济界']))).rejects.toMatchObject({
		kind: 'not_permitted',
	});
	const asSystem = { ...ctx, actor: system, committee: { ...ctx.committee, id: newId() } };
	await expect(importRoster(asSystem, 'members', await xlsx(['姓名'], ['王军']))).rejects.toMatchObject({
		breaches: [{ code: 'intake.no_heading_row' }],
	});
});

test('a sheet for each sector: its name is the sector; hidden sheets and those without a roster are named, not read', async () => {
	const sheet = (name: string, ...data: string[][]) => ({
		sheet: name,
		data: data.map((row) => row.map((value) => ({ value }))),
	});
	const book = await (writeXlsxFile as unknown as (sheets: unknown) => { toBuffer(): Promise<Buffer> })([
		sheet('填表说明', ['一、本表由办公室填报。']),
		sheet('经济界', ['姓名', '政协职务'], ['王军', '常委'], ['赵一', '主席']),
		sheet('农业和农村界', ['政协职务', '姓名'], ['委员', '𠮷㛃']),
	]).toBuffer();
	const report = await importRoster(ctx, 'members', book);
	expect(report).toMatchObject({
		bad: [],
		counts: { added: 3 },
		sheets: [{ name: '经济界', bySheet: { sector: '经济界' } }, { name: '农业和农村界' }],
		notRead: [{ sheet: '填表说明', why: 'intake.sheet_other' }],
	});
	expect(report.entries.flatMap(({ name, notes }) => notes.map(({ note }) => [name, note]))).toEqual([
		['赵一', 'intake.office_with_rights'],
	]);
	expect([await memberNamed('王军'), await memberNamed('赵一')]).toMatchObject([
		{ is_standing: true },
		{ is_standing: false },
	]);
	expect(await importRoster(ctx, 'members', book)).toMatchObject({ counts: { added: 0, changed: 0, same: 3 } });
});

test('a roster whose needed column has a strange name waits until somebody says which it is', async () => {
	const lines = [
		['尊姓大名', '界别', '委员证号'],
		['王军', '经济界', 'YX-1'],
	];
	expect(await bring('members', lines)).toMatchObject({
		missing: ['name'],
		explained: [{ heading: '尊姓大名', sample: ['王军'] }],
	});
	expect(await memberNamed('王军')).toBeUndefined();
	expect(await bring('members', lines, { mapped: new Map([['尊姓大名', 'name']]) })).toMatchObject({
		counts: { added: 1 },
	});
});

import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { importLedger } from '../import/commands.ts';
import { ledger2023, offices } from '../import/office-for-tests.ts';
import { readProposals } from '../read.ts';
import { readTables } from '../../intake/table.ts';
import { exportAtOnce } from './read.ts';

const office = offices();
const other = offices();

const tableOf = async (content: Buffer): Promise<string[][]> => {
	const [table] = await readTables(content);
	return (table?.lines ?? []).map((cells) => cells.map((cell) => String(cell ?? '')));
};
const byNumber = (lines: string[][]) => lines.sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? ''));
const matters = async ({ ctx }: typeof office) =>
	(await readProposals(ctx, { limit: 100 })).rows
		.map(({ id: _, changed_at: __, ...row }) => row)
		.sort((a, b) => (a.number_label ?? '').localeCompare(b.number_label ?? ''));

test.each(['xlsx', 'csv'] as const)('a list taken out as %s and read in elsewhere is the same list', async (format) => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const { name, content } = await exportAtOnce(office.ctx, {}, { format });
	expect(name).toBe(`${office.ctx.committee.name}提案台账2026-11-22.${format}`);
	const report = await importLedger(other.ctx, await other.open(content));
	expect(report).toMatchObject({ bad: [], stored: 60, differing: [] });
	expect(await matters(other)).toEqual(await matters(office));
	const again = await exportAtOnce(other.ctx, {}, { format });
	expect(byNumber(await tableOf(again.content))).toEqual(byNumber(await tableOf(content)));
});

test('a list is taken out as it is filtered, and found matters in the order in which they were found', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const numbers = async (wanted: Parameters<typeof exportAtOnce>[1]) =>
		(await tableOf((await exportAtOnce(office.ctx, wanted, { format: 'csv' })).content))
			.slice(1)
			.map(([number]) => number);
	const shown = async (filter: Parameters<typeof readProposals>[1]) =>
		(await readProposals(office.ctx, { ...filter, limit: 100 })).rows.map((row) => row.number_label);
	for (const filter of [{ state: 'assigned' }, { result_class: 'B' }, { title: '电梯' }])
		expect(await numbers(filter)).toEqual(await shown(filter));
	const rows = (await readProposals(office.ctx, { limit: 100 })).rows;
	const ids = [rows[7], rows[2], rows[40]].map((row) => row?.id ?? '');
	expect(await numbers({ ids })).toEqual([rows[7], rows[2], rows[40]].map((row) => row?.number_label));
});

test('what a spreadsheet would take for a formula leaves as text', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const nasty = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")', 'a,"b"\n<c>&d', '007'];
	const { rows } = await readProposals(office.ctx, { limit: nasty.length });
	for (const [n, title] of nasty.entries())
		await office.db
			.updateTable('matter')
			.set({ title })
			.where('id', '=', rows[n]?.id ?? '')
			.execute();
	const csv = (await exportAtOnce(office.ctx, { ids: rows.map(({ id }) => id) }, { format: 'csv' })).content.toString();
	expect(csv.startsWith('\ufeff提案号,案由,')).toBe(true);
	const raw = parse(csv.slice(1)) as string[][];
	expect(raw.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
	const { content } = await exportAtOnce(office.ctx, { ids: rows.map(({ id }) => id) }, { format: 'xlsx' });
	const titles = (await tableOf(content)).slice(1).map(([, title]) => title);
	expect(titles.map((title) => title?.trim())).toEqual(nasty.map((title) => title.trim()));
	expect((await tableOf(Buffer.from(csv))).slice(1).map(([, title]) => title?.trim())).toEqual(
		nasty.map((title) => title.trim()),
	);
});

test('nobody finds in his file what he may not see', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const { rows } = await readProposals(office.ctx, { limit: 3 });
	const [open, brief] = rows.map(({ id }) => id);
	const opened = (id: string | undefined, openness: 'public' | 'summary') =>
		office.db
			.updateTable('matter')
			.set({ openness })
			.where('id', '=', id ?? '')
			.execute();
	await opened(open, 'public');
	await opened(brief, 'summary');
	const at = '2026-11-22T09:00:00+08:00';
	const countFor = async (who: 'public' | 'bai' | 'clerk' | 'drafter', wanted = {}) => {
		const ctx = await office.assembly.as(who, at);
		return (await tableOf((await exportAtOnce(ctx, wanted, { format: 'xlsx' })).content)).length - 1;
	};
	expect(await countFor('public')).toBe(2);
	expect(await countFor('bai')).toBe(2);
	expect(await countFor('drafter')).toBe(2);
	expect(await countFor('clerk')).toBe(60);
	expect(await countFor('clerk', { openTo: 'public' })).toBe(2);
	const everything = rows.map(({ id }) => id);
	expect(await countFor('public', { ids: everything })).toBe(2);
});

test('what units could still infer of a rating is in no list that they take out', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const { rows } = await readProposals(office.ctx, { title: '电梯' });
	const id = rows[0]?.id ?? '';
	const rated = async () =>
		(await tableOf((await exportAtOnce(office.ctx, { ids: [id] }, { format: 'csv' })).content))[1]?.[13];
	expect(await rated()).toBe('满意');
	await office.db.updateTable('matter').set({ state: 'rated' }).where('id', '=', id).execute();
	expect(await rated()).toBe('');
});

test('who goes away ends the reading', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const gone = exportAtOnce(office.ctx, {}, { format: 'csv', signal: AbortSignal.abort(new Error('gone')) });
	await expect(gone).rejects.toThrow('gone');
});

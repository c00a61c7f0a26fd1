import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Known, LedgerRow, Understanding } from './ledger.ts';
import type { Sheet } from './ledger.ts';
import { readLedgers } from './read.ts';
import { fold } from '#server/intake/text.ts';
import { understandLedger } from './understand.ts';

const folder = new URL('../../../../tests/fixtures/', import.meta.url);
const readme = readFileSync(new URL('README.md', folder), 'utf8');

/** The lines of the README's table whose first heading is given, each by its headings. */
function tableIn(readmeSection: string, firstHeading: string): Record<string, string>[] {
	const lines = readmeSection.split('\n');
	const start = lines.findIndex((line) => line.split('|')[1]?.trim() === firstHeading);
	const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
	const [headings = [], , ...rows] = lines.slice(start, end).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
	return rows.map((cells) => Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ''])));
}

const [, goodSection = '', badSection = ''] = readme.split(/^## /m);
const goodRows = tableIn(goodSection, 'row');
const units = tableIn(goodSection, 'short').map(({ short = '', name = '' }) => ({
	id: short,
	name,
	short_name: short,
}));
const sectors = [...new Set(goodRows.map(({ sector = '' }) => sector))].map((name) => ({ id: name, name }));
const known: Known = { units, sectors, members: [{ id: 'deng', name: '邓桂花' }], sessionYear: 2023 };

async function understood(file: string): Promise<Understanding> {
	return understandLedger((await readLedgers(readFileSync(new URL(file, folder)))).sheets[0] as Sheet, known);
}

const rating = { satisfied: '满意', basically_satisfied: '基本满意', dissatisfied: '不满意' };

/** A row as the README words it. */
function inWords(row: LedgerRow): Record<string, string> {
	const [first, ...others] = row.proposers.map(({ name }) => fold(name));
	return {
		row: String(row.row),
		number: `${row.period === 'between_sessions' ? '平' : ''}${row.number}`,
		title: row.title,
		'first proposer': first ?? '',
		others: others.join('、'),
		sector: row.sector_id ?? '',
		category: row.category ?? '',
		lead: row.lead_unit_ids.join('、'),
		'co-units': row.co_unit_ids.join('、'),
		assigned: row.assigned_on ?? '',
		replied: row.replied_on ?? '',
		result: row.result_class ?? '',
		satisfaction: row.satisfaction ? rating[row.satisfaction] : '',
	};
}

describe('the ledger of 2023', () => {
	test('its sixty rows mean what the README says by row', async () => {
		const { rows } = await understood('ledger-2023.xlsx');
		expect(rows).toHaveLength(60);
		const expected = goodRows.map(({ 'how it is written': _, ...row }) => row);
		expect(rows.map(inWords)).toEqual(expected);
	});

	test('no row is bad; the total, the signatures and the unknown 备注 are named, not lost', async () => {
		const { bad, passedOver, unknownHeadings } = await understood('ledger-2023.xlsx');
		expect(bad).toEqual([]);
		expect(passedOver.map(({ row }) => row)).toEqual([65, 66]);
		expect(unknownHeadings).toEqual(['备注']);
	});

	test('a member written in traditional characters is found in the roster and stays as written', async () => {
		const { rows } = await understood('ledger-2023.xlsx');
		expect(rows.find(({ row }) => row === 18)?.proposers).toEqual([{ name: '鄧桂花', member_id: 'deng' }]);
	});

	test('what a person should look at is noted: two leads, people not named', async () => {
		const { rows } = await understood('ledger-2023.xlsx');
		const notes = rows.flatMap((row) => row.notes.map(({ note }) => [row.row, note]));
		expect(notes.filter(([, note]) => note !== 'ledger.not_a_member')).toEqual([
			[44, 'ledger.read_as_split'],
			[54, 'ledger.year_filled_in'],
			[54, 'ledger.year_filled_in'],
			[55, 'ledger.others_unnamed'],
		]);
	});
});

describe('the bad ledger', () => {
	test('the rows the README calls bad are bad for those reasons, and no others', async () => {
		const { rows, bad } = await understood('ledger-bad.xlsx');
		const expected = tableIn(badSection, 'row').flatMap(({ row, 'what is wrong': wrong = '' }) =>
			[...wrong.matchAll(/`(ledger\.\w+)`/g)].map(([, reason]) => [Number(row), reason]),
		);
		expect(bad.map(({ row, reason }) => [row, reason])).toEqual(expected);
		expect(rows.map(({ row }) => row)).toEqual([2, 5, 7, 9, 11, 13]);
	});

	test('each bad cell says its column as the file names it, what stands there and what was perhaps meant', async () => {
		const { bad } = await understood('ledger-bad.xlsx');
		expect(bad.map(({ column, value, hint }) => [column, value, hint])).toEqual([
			['编号', '102', '6'],
			['协办单位', '县财证局', '县财政局'],
			['编号', '102', '3'],
			['办复日期', '四月下旬', undefined],
			['标题', undefined, undefined],
			['办理类别', 'E类', undefined],
			['办复日期', '2022-04-28', '2023-02-20'],
		]);
	});
});

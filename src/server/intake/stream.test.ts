import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readTables } from './table.ts';
import { tableStream } from './stream.ts';

const headings = [
	{ name: '编号', width: 8 },
	{ name: '名称', width: 30 },
];

test('a sheet that is full is followed by another with the same headings', async () => {
	const stream = tableStream('xlsx', headings, 4);
	const pieces = [
		...(await stream.push([
			['1', '甲'],
			['2', '乙'],
		])),
		...(await stream.push([
			['3', '丙'],
			['4', '丁'],
		])),
		...(await stream.end()),
	];
	const tables = await readTables(Buffer.concat(pieces));
	expect(tables.map(({ name, lines }) => [name, lines])).toEqual([
		[
			'Sheet1',
			[
				['编号', '名称'],
				['1', '甲'],
				['2', '乙'],
				['3', '丙'],
			],
		],
		[
			'Sheet2',
			[
				['编号', '名称'],
				['4', '丁'],
			],
		],
	]);
});

test.each(['xlsx', 'csv'] as const)('an empty list has its headings, as %s too', async (format) => {
	const [table] = await readTables(Buffer.concat(await tableStream(format, headings).end()));
	expect(table?.lines).toEqual([['编号', '名称']]);
});

test('signs that XML cannot hold are left out, and every other is kept', async () => {
	const stream = tableStream('xlsx', headings);
	const pieces = [...(await stream.push([['\u0000\u000b<&>"\ud800', '𠮷\u{20bb7}龘👨‍👩‍👧']])), ...(await stream.end())];
	const sheet = Buffer.from(unzipSync(Buffer.concat(pieces))['xl/worksheets/sheet1.xml'] ?? []).toString();
	expect(sheet).toContain('&lt;&amp;&gt;"\ufffd<');
	expect(sheet).toContain('𠮷\u{20bb7}龘👨‍👩‍👧');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from './ledger.ts';
import { known, problemsOf, rowOf } from './ledger-for-tests.ts';
import { understandLedger } from './understand.ts';

describe('titles and other lines', () => {
	test('a line break inside a Chinese title is taken out, between Latin words it becomes a blank', () => {
		const broken = '关于引进\r\nOpen\nData\u200b平台的提案　';
		expect(rowOf({ 案由: broken })?.title).toBe('关于引进Open Data平台的提案');
	});

	test('the title’s traditional characters stay', () => {
		expect(rowOf({ 案由: '關於修路的提案' })?.title).toBe('關於修路的提案');
	});

	test('all problems of a row are named at once', () => {
		expect(
			problemsOf({ 提案号: null, 案由: '　', 提案人: null, 主办单位: '气象台', 交办日期: '春节后', 满意度: '好' }),
		).toEqual([
			'ledger.missing_number',
			'ledger.missing_title',
			'ledger.missing_proposer',
			'ledger.unreadable_date',
			'ledger.unknown_satisfaction',
			'ledger.unknown_unit',
		]);
	});

	test('totals, dividing lines and headings repeated on a page are passed over and named', () => {
		const headings = ['提案号', '案由', '提案人'];
		const lines: Cell[][] = [
			['一、经济建设类（1件）', null, null],
			[1, '合计用地指标的提案', '王军'],
			headings,
			['合计', '1件', null],
			['', '只有题目', null],
		];
		const rows = lines.map((cells, at) => ({ row: at + 2, cells }));
		const understanding = understandLedger({ name: '', above: [], headings, rows }, known);
		expect(understanding.rows.map(({ row }) => row)).toEqual([3]);
		expect(understanding.passedOver).toEqual([
			{ row: 2, value: '一、经济建设类（1件）' },
			{ row: 4, value: '提案号' },
			{ row: 5, value: '合计' },
		]);
		expect(understanding.bad.map(({ row }) => row)).toEqual([6, 6]);
	});

	test('whatever stands in the cells, each row is understood, refused with a reason or passed over', () => {
		const cell = fc.oneof(
			fc.constantFrom<Cell>(null, '平3', '县财政局（', '主办：', '等', '）（', '2024年2月30日', '合计', 'A类', '／、'),
			fc.string({ unit: 'grapheme' }),
			fc.double(),
			fc.boolean(),
			fc.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2100-01-01') }),
		);
		const headings = ['提案号', '案由', '提案人', '界别', '类别', '主办单位', '会办单位', '交办日期', '满意度', '届次'];
		const cells = fc.array(cell, { minLength: headings.length, maxLength: headings.length });
		fc.assert(
			fc.property(fc.array(cells, { maxLength: 8 }), (lines) => {
				const rows = lines.map((line, at) => ({ row: at + 2, cells: line }));
				const {
					rows: understoodRows,
					bad,
					passedOver,
				} = understandLedger({ name: '', above: [], headings, rows }, known);
				const accounted = [...understoodRows, ...bad, ...passedOver].map(({ row }) => row);
				expect([...new Set(accounted)].sort((a, b) => a - b)).toEqual(rows.map(({ row }) => row));
				expect(understoodRows.filter(({ row }) => bad.some((problem) => problem.row === row))).toEqual([]);
			}),
		);
	});
});

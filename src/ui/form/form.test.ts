import { expect, test } from 'vitest';
import { draw, snippet, words } from '#ui/draw.ts';
import Conflict from './Conflict.svelte';
import Dialog from './Dialog.svelte';
import DraftStatus from './DraftStatus.svelte';
import ErrorSummary from './ErrorSummary.svelte';
import LengthTotal from './LengthTotal.svelte';
import Picks from './Picks.svelte';
import Scale from './Scale.svelte';
import Select from './Select.svelte';
import TextArea from './TextArea.svelte';
import TextField from './TextField.svelte';
import VersionKey from './VersionKey.svelte';

test('a field shows label, hint, error and control in this order and ties them together', () => {
	const field = draw(TextField, {
		name: 'place',
		label: '在哪里',
		hint: '街道、村',
		error: '请写出地点',
		optional: true,
	});
	expect(field).toMatch(/field--err.*<label for="f-place">在哪里.*可不填.*街道、村.*请写出地点.*<input/s);
	expect(field).toContain('aria-describedby="f-place-hint f-place-error"');
	expect(field).toContain('aria-invalid="true"');
	const area = draw(TextArea, { name: 'situation', label: '情况', value: '今年 春天\n', max: 1500 });
	expect(words(area)).toContain('4 / 1500字');
	expect(area).toContain('data-count="f-situation"');
	const select = draw(Select, {
		name: 'unit',
		label: '主办单位',
		options: [{ value: 'a', label: '县民政局' }],
		value: 'a',
		empty: '请选择',
	});
	expect(select).toMatch(/<option value="a" selected[^>]*>县民政局/);
	const total = draw(LengthTotal, { of: ['situation', 'analysis'], total: 102, min: 300, max: 1500 });
	expect(words(total)).toContain('300到1500字正好');
	expect(total).toContain('data-total="f-situation f-analysis"');
});

test('choices keep what was picked, and a rating is never led', () => {
	const options = [
		{ value: '1', label: '满意' },
		{ value: '2', label: '基本满意' },
	];
	expect(draw(Picks, { name: 'co', legend: '会办', options, value: ['2'], multiple: true })).toMatch(
		/value="2"[^>]*checked/,
	);
	expect(draw(Scale, { name: 'work', legend: '办得怎么样', options })).not.toContain('checked');
	expect(draw(Scale, { name: 'work', legend: '办得怎么样', options, error: '请选一个' })).toMatch(
		/<fieldset[^>]*f-work-error/,
	);
});

test('a refused form says what is missing and links to it, and a lost race shows both texts', () => {
	const summary = draw(ErrorSummary, { errors: { suggestions: '“建议”还没写' } });
	expect(words(summary)).toBe('还差一处才能提交 “建议”还没写');
	expect(summary).toContain('href="#f-suggestions"');
	expect(draw(ErrorSummary, { errors: null })).toBe('');
	const both = words(draw(Conflict, { by: '闻晓棠', parts: [{ label: '情况', mine: '九个村', theirs: '' }] }));
	expect(both).toMatch(/闻晓棠先存了一次.*你写的.*九个村.*已经存下的.*没有写/);
	expect(draw(VersionKey, { key: 'k', version: 3 })).toMatch(/name="key" value="k".*name="version" value="3"/s);
	expect(draw(DraftStatus, { savedAt: '8:32' })).toContain('8:32已存草稿');
});

test('what cannot be undone is asked in a dialog, or on a page of its own', () => {
	const asked = {
		id: 'withdraw',
		title: '撤回这件提案？',
		children: snippet('<p>会通知联名人。</p>'),
		actions: snippet('<button>撤回提案</button>'),
	};
	expect(draw(Dialog, asked)).toContain('<dialog class="dialog" id="withdraw" aria-labelledby="withdraw-title">');
	expect(draw(Dialog, { ...asked, page: true })).toContain('<h1 id="withdraw-title">');
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { draw, words } from '#ui/draw.ts';
import Bars from './chart/Bars.svelte';
import Numbers from './chart/Numbers.svelte';
import Rings from './chart/Rings.svelte';
import { proposalsPerDot } from './chart/rings.ts';
import MineList from './member/MineList.svelte';
import PeopleList from './member/PeopleList.svelte';
import TodoList from './member/TodoList.svelte';
import Alert from './page/Alert.svelte';
import Empty from './page/Empty.svelte';
import Pager from './page/Pager.svelte';
import Receipt from './page/Receipt.svelte';
import SearchBox from './page/SearchBox.svelte';
import Tabs from './page/Tabs.svelte';

const today = '2026-06-03';

test('lists say where they go on, and what will stand where nothing is yet', () => {
	expect(words(draw(Pager, { next: '?after=x', total: 1000, more: true }))).toBe('下一页 1000件以上');
	expect(words(draw(Pager, { previous: '?', total: 356, from: 21, to: 40 }))).toContain('第21–40件，共356件');
	expect(draw(Tabs, { label: '视图', items: [{ href: '#a', label: '全部', count: 356, current: true }] })).toContain(
		'aria-current="true"',
	);
	expect(words(draw(Empty, { title: '没有等你办的事', action: { href: '#', label: '写一件提案' } }))).toContain(
		'写一件提案',
	);
	expect(draw(Alert, { title: '收到了', tone: 'good' })).toContain('alert--good');
	expect(draw(Receipt, { text: '已交办', undo: { href: '#', label: '撤回' } })).toContain('role="status"');
	expect(draw(SearchBox, { action: '/yunxi/proposals', label: '查找提案', value: '食堂' })).toContain('value="食堂"');
});

test('the member sees what waits, whose signature is open, and a draft without a title', () => {
	expect(
		words(
			draw(TodoList, { today, items: [{ href: '#', title: '评价一件答复', small: '165号', dueOn: '2026-06-08' }] }),
		),
	).toContain('还剩5天');
	expect(words(draw(MineList, { today, items: [{ href: '#', title: '', state: 'draft' }] }))).toContain('还没写题目');
	expect(words(draw(PeopleList, { people: [{ name: '石见青', note: '环境资源界', state: 'invited' }] }))).toContain(
		'等待回复',
	);
});

test('the year is drawn as one dot for each proposal, until there are too many', () => {
	const counts = { submitted: 412, admitted: 356, replied: 301, solved: 187, verified: 96, overdue: 9 };
	const rings = draw(Rings, { counts });
	expect(rings.match(/h0/g)).toHaveLength(412);
	expect(words(rings)).toContain('答复301件');
	const tenfold = { submitted: 4120, admitted: 3560, replied: 3010, solved: 1870, verified: 960, overdue: 90 };
	expect(proposalsPerDot(counts)).toBe(1);
	expect(proposalsPerDot(tenfold)).toBeGreaterThan(3);
	expect(
		draw(Rings, { counts: { submitted: 0, admitted: 0, replied: 0, solved: 0, verified: 0, overdue: 0 } }),
	).not.toContain('NaN');
	const bars = draw(Bars, { units: [{ name: '县民政局', answered: 3, handling: 0, overdue: 1 }] });
	expect(bars).toContain('aria-label="答复3件，在办0件，逾期1件"');
	expect(words(bars)).toMatch(/县民政局4.*75%.*1/);
	expect(words(draw(Numbers, { title: '数字', items: [{ label: '已经答复', value: '84.6', unit: '%' }] }))).toContain(
		'84.6%',
	);
});

const here = import.meta.dirname;

test('no component writes an inline style, which the policy refuses', () => {
	const files = globSync('**/*.svelte', { cwd: here });
	expect(files.length).toBeGreaterThan(50);
	for (const file of files) expect(readFileSync(join(here, file), 'utf8'), file).not.toMatch(/\sstyle[:=]/);
});

test('dark looks the same whether the system or the reader asks for it', () => {
	const tokens = readFileSync(join(here, 'styles/tokens.css'), 'utf8');
	const blocks = [...tokens.matchAll(/\{([^{}]*color-scheme: dark[^{}]*)\}/g)].map((found) => found[1]);
	expect(blocks).toHaveLength(2);
	expect(blocks[0]).toBe(blocks[1]);
});

import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import { draw, snippet, words } from '#ui/draw.ts';
import BulkBar from './BulkBar.svelte';
import Checks from './Checks.svelte';
import ExamChoice from './ExamChoice.svelte';
import WorkTable from './WorkTable.svelte';
import type { WorkRow } from './work.ts';

const today = '2026-06-03';

const row = (number: string, dueOn: string | null, more: Partial<WorkRow> = {}): WorkRow => ({
	id: number,
	href: `?open=${number}#panel`,
	number,
	title: `关于第${number}件事的提案`,
	proposer: '许知微',
	machine: 'proposal',
	state: 'assigned',
	holder: '县民政局',
	dueOn,
	...more,
});

test('a worklist stands in the order in which it calls, and says who has each matter', () => {
	const rows = [
		row('233', '2026-08-10'),
		row('平017', '2026-06-10', { isNew: true, holderIsMe: true }),
		row('142', '2026-06-03'),
		row('031', '2026-05-20'),
		row('015', '2026-05-20', { held: true }),
	];
	const table = draw(WorkTable, {
		rows,
		today,
		caption: '待办',
		selectable: true,
		current: '142',
		counts: { over: 4 },
		moreHref: { over: '?more' },
	});
	const groups = [...table.matchAll(/rowgroup"[^>]*><span>(.*?)<\/span>(\d+)/g)].map(
		(found) => `${found[1]}${found[2]}`,
	);
	expect(groups).toEqual(['逾期4', '7天内到期1', '新收1', '其余2']);
	expect(words(table)).toContain('再看3件');
	expect(table).toContain('选择031号');
	expect(table).toMatch(/<td class="c-who"[^>]*><b>我<\/b>/);
	expect(table).toMatch(/<tr class="is-cur">.*?142/s);
	expect(draw(WorkTable, { rows, today, caption: '待办' })).not.toContain('checkbox');
});

test('the desk hints, offers each answer with its own fields, and acts on several', () => {
	const options = [
		{ value: 'admit', label: '立案' },
		{ value: 'decline', label: '不予立案' },
	];
	const panel = createRawSnippet((value: () => string) => ({ render: () => `<p>fields of ${value()}</p>` }));
	const choice = draw(ExamChoice, { name: 'action', legend: '审查意见', options, value: 'admit', panel });
	expect(choice).toMatch(/value="admit"[^>]*checked/);
	expect(choice).toContain('fields of decline');
	expect(words(draw(Checks, { items: [{ ok: false, text: '与211号相近' }] }))).toContain('机器只提示，由你决定');
	expect(draw(BulkBar, { children: snippet('<button>催办</button>') })).toContain('data-template="已选{n}件"');
});

import { expect, test } from 'vitest';
import { draw, snippet, words } from '#ui/draw.ts';
import DeskShell from './DeskShell.svelte';
import MemberShell from './MemberShell.svelte';
import PublicShell from './PublicShell.svelte';

const today = '2026-06-03';

const frame = {
	committee: { slug: 'yunxi', name: '政协云溪县委员会' },
	today,
	reader: null,
	locale: 'zh-CN' as const,
	theme: 'system' as const,
	size: 'normal' as const,
	path: '/yunxi/proposals?page=2',
	children: snippet('<h1>提案</h1>'),
};

test('each shell leads back to the page after a change of looks, and shows only what it is given', () => {
	const nav = [
		{ href: '/yunxi', label: '首页' },
		{ href: '/yunxi/proposals', label: '提案' },
	];
	const portal = draw(PublicShell, { ...frame, nav, current: '/yunxi/proposals' });
	expect(portal).toContain('href="/preferences?theme=dark&amp;back=%2Fyunxi%2Fproposals%3Fpage%3D2"');
	expect(portal).toContain('<a href="/yunxi/proposals" aria-current="page">');
	expect(portal).toContain('href="/yunxi/sign-in"');
	expect(words(portal)).toContain('2026年6月3日 星期三');
	expect(portal).not.toContain('method="post"');
	const member = draw(MemberShell, { ...frame, reader: { name: '许知微' }, nav, layout: 'columns' as const });
	expect(member).toContain('action="/yunxi/sign-out"');
	expect(member).toContain('mwrap--columns');
	const desk = draw(DeskShell, {
		...frame,
		reader: { name: '闻晓棠' },
		office: '提案委员会',
		nav: [{ label: '提案', items: nav }],
		panel: snippet('<h2 id="panel-title">平017</h2>'),
	});
	expect(desk).toContain('<aside class="dpane" id="panel" aria-labelledby="panel-title">');
	expect(desk).not.toContain('data-keys');
});

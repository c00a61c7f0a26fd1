import { expect, test } from 'vitest';
import { Life } from '../notices/life-for-tests.ts';
import { stage } from '../testing/stage.ts';

const assembly = stage('revising');
const text = { situation: '全县63个村办起食堂。', analysis: '缺固定补助。', suggestions: '按就餐人次补助。' };

test('who has signed is asked again when title or text has changed, and not when a wish, the category or the consent has', async () => {
	const life = await Life.begin(assembly());
	await life.signedBy('gu');
	const revised = async (more: Record<string, unknown>) => {
		const { title } = await life.dossier();
		await life.act('lin', '2026-01-19', 'proposal', life.id, 'revise', { title, ...text, ...more });
		return (await life.dossier()).signatures.map((one) => one.state);
	};
	const other = { wished_unit_ids: [assembly().bodies.finance], category: 'livelihood', consent: 'title' };
	expect(await revised(other)).toEqual(['signed']);
	expect(await revised({ ...other, suggestions: '按就餐人次补助，每月公布。' })).toEqual(['invited']);
});

test('a changed title alone has them asked again too', async () => {
	const life = await Life.begin(assembly());
	await life.signedBy('gu');
	await life.act('lin', '2026-01-19', 'proposal', life.id, 'revise', { ...text, title: '关于村级食堂的提案' });
	expect((await life.dossier()).signatures.map((one) => one.state)).toEqual(['invited']);
});

import { expect, test } from 'vitest';
import { Life } from '../notices/life-for-tests.ts';
import { stage } from '../testing/stage.ts';

const assembly = stage('gist');
const gist = { wants: '给村级老年食堂固定补助。', answer: '同意按人次补助。', now: '等提案人评价。' };

test('the office says in three sentences what is wanted, what was answered and where it stands; what it said before is kept', async () => {
	const life = await Life.begin(assembly());
	await life.admitted();
	await life.withUnits();
	await life.answered();
	await expect(life.act('drafter', '2026-05-21', 'proposal', life.id, 'write_gist', gist)).rejects.toMatchObject({
		kind: 'not_permitted',
	});
	await life.act('clerk', '2026-05-21', 'proposal', life.id, 'write_gist', gist);
	await life.act('clerk', '2026-06-01', 'proposal', life.id, 'write_gist', { ...gist, now: '已经公开。' });
	await life.act('clerk', '2026-06-01', 'proposal', life.id, 'publish');
	const seen = await life.seen('public', '2026-06-02');
	expect(seen.gist).toEqual({ ...gist, now: '已经公开。' });
	expect(seen.timeline.map((entry) => entry.act)).not.toContain('proposal.write_gist');
	const kept = (await life.seen('clerk', '2026-06-02')).timeline.filter((entry) => entry.act === 'proposal.write_gist');
	expect(kept.map((entry) => entry.content.now)).toEqual(['等提案人评价。', '已经公开。']);
});

test('a draft has no such sentences, and none of the three is left out but that of the answer', async () => {
	const life = await Life.begin(assembly());
	await life.underReview();
	await expect(life.act('clerk', '2026-01-21', 'proposal', life.id, 'write_gist', gist)).rejects.toMatchObject({
		kind: 'wrong_moment',
	});
	await life.act('clerk', '2026-01-22', 'proposal', life.id, 'admit', { category: 'livelihood' });
	await life.act('clerk', '2026-01-22', 'proposal', life.id, 'write_gist', { ...gist, answer: '' });
	await expect(
		life.act('clerk', '2026-01-22', 'proposal', life.id, 'write_gist', { ...gist, wants: '' }),
	).rejects.toMatchObject({ breaches: [{ field: 'wants' }] });
});

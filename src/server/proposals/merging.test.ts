import { expect, test } from 'vitest';
import { doQueuedJobs, Life } from '../notices/life-for-tests.ts';
import { stage } from '../testing/stage.ts';

const assembly = stage('merging');
const on = '2026-01-21';
const merge = (one: Life, into: Life) => one.act('clerk', on, 'proposal', one.id, 'merge', { into_id: into.id });
const jobsDone = async () => doQueuedJobs(await assembly().as('public', `${on}T10:00:00+08:00`));

/** Under review, one of Lin's and, near-identical, one each of Gu's and Bai's. */
async function three(more: Record<string, unknown> = {}): Promise<[Life, Life, Life]> {
	const lives = [
		await Life.begin(assembly(), more),
		await Life.begin(assembly(), {}, 'gu'),
		await Life.begin(assembly(), {}, 'bai'),
	] as const;
	for (const life of lives) await life.underReview();
	return [...lives];
}

test('whoever proposed what was merged reads the answer to the main proposal and judges it, even where it is not open to members', async () => {
	const [main, other] = await three({ consent: 'none', consent_reason: '涉及个人' });
	await merge(other, main);
	await main.act('clerk', '2026-01-22', 'proposal', main.id, 'admit', { category: 'livelihood' });
	await main.withUnits();
	await main.answered();
	const seen = await main.seen('gu');
	expect(seen).toMatchObject({ audience: 'proposer', state: 'answered', consent_reason: null });
	expect(seen.replies[0]?.body).toBe('同意按人次补助。');
	await main.ratedBy('gu', '2026-05-27');
	await expect(main.seen('bai')).rejects.toMatchObject({ kind: 'unknown' });
});

test('what was merged into a proposal follows it when that is merged itself', async () => {
	const [first, second, third] = await three();
	await merge(second, first);
	await merge(first, third);
	expect((await third.dossier()).merged_ids.sort()).toEqual([first.id, second.id].sort());
	expect((await second.dossier()).merged_into_id).toBe(third.id);
});

test('when the main proposal is withdrawn another of the set becomes main and takes the others with it', async () => {
	const [main, second, third] = await three();
	await merge(second, main);
	await merge(third, main);
	await main.act('lin', on, 'proposal', main.id, 'withdraw', { reason: '情况有变' });
	await jobsDone();
	expect(await second.dossier()).toMatchObject({ state: 'under_review', merged_into_id: null, merged_ids: [third.id] });
	expect(await third.dossier()).toMatchObject({ state: 'merged', merged_into_id: second.id });
	expect((await second.seen('gu', on)).timeline.at(-1)).toMatchObject({ act: 'proposal.become_main', actor: null });
	expect((await second.dossier()).due_on).toBe('2026-01-28');
});

test('the job that finds a new main proposal does nothing the second time', async () => {
	const [main, second, third] = await three();
	await merge(second, main);
	await merge(third, main);
	await main.act('lin', on, 'proposal', main.id, 'withdraw');
	await doQueuedJobs(await assembly().as('public', `${on}T10:00:00+08:00`), { again: true });
	await jobsDone();
	expect([(await second.dossier()).state, (await third.dossier()).state]).toEqual(['under_review', 'merged']);
});

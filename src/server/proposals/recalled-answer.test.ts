import { expect, test } from 'vitest';
import { doQueuedJobs, Life } from '../notices/life-for-tests.ts';
import { listNotices } from '../notices/queries.ts';
import { stage } from '../testing/stage.ts';

const assembly = stage('recalled');
const recall = (life: Life, who: 'head' | 'drafter' | 'finance_head' = 'head') =>
	life.act(who, '2026-05-25', 'proposal', life.id, 'recall_answer', { reason: '补助标准写错了' });
const answered = async () => {
	const life = await Life.begin(assembly());
	await life.signedBy('gu');
	await life.admitted();
	await life.withUnits();
	await life.answered();
	return life;
};

test('a delivered reply is not changed: its unit recalls the answer, writes a new version, and every proposer judges anew', async () => {
	const life = await answered();
	await life.ratedBy('lin', '2026-05-22', { result: 'basically' });
	await expect(recall(life, 'drafter')).rejects.toMatchObject({ kind: 'not_permitted' });
	await expect(recall(life, 'finance_head')).rejects.toMatchObject({ kind: 'not_permitted' });
	await recall(life);
	expect(await life.dossier()).toMatchObject({
		state: 'assigned',
		round: 2,
		holder_body_id: assembly().bodies.civil_affairs,
	});
	const lin = await assembly().as('lin', '2026-05-25T10:00:00+08:00');
	await doQueuedJobs(lin);
	expect((await listNotices(lin.db, lin)).map((one) => one.kind)).toContain('proposal.recall_answer');
	expect((await life.dossier()).evaluations.map((one) => [one.name, one.round, one.state])).toEqual(
		expect.arrayContaining([['lin', 1, 'given']]),
	);
	await life.answeredAgain();
	const now = await life.dossier();
	expect(now).toMatchObject({ state: 'answered', rating_result: null });
	expect(now.replies.map((one) => [one.round, one.state])).toEqual([
		[1, 'delivered'],
		[2, 'delivered'],
	]);
	expect(
		now.evaluations
			.filter((one) => one.round === 2)
			.map((one) => [one.name, one.state])
			.sort(),
	).toEqual([
		['gu', 'open'],
		['lin', 'open'],
	]);
});

test('an opinion on the answer that was recalled can no longer be given', async () => {
	const life = await answered();
	const opinion = await life.opinionOf('gu');
	await recall(life);
	const good = { contact: 'visited', hearing: 'visit', to_the_point: 'yes', work: 'satisfied', result: 'satisfied' };
	await expect(life.act('gu', '2026-05-26', 'evaluation', opinion, 'give', good)).rejects.toMatchObject({
		breaches: [{ code: 'evaluation.round_is_over' }],
	});
});

test('the new version begins with the words of the one before it', async () => {
	const life = await answered();
	await recall(life);
	const lead = (await life.dossier()).assignments[0]?.id ?? '';
	await life.act('drafter', '2026-05-26', 'assignment', lead, 'draft_reply');
	expect((await life.dossier()).replies.at(-1)).toMatchObject({
		round: 2,
		state: 'drafted',
		body: '同意按人次补助。',
		result_class: 'A',
		letter_no: null,
	});
});

import { expect, test } from 'vitest';
import { changeSetting } from '../core/settings.ts';
import { Life } from '../notices/life-for-tests.ts';
import { appoint, dismiss, stage } from '../testing/stage.ts';

const assembly = stage('evaluators');
const asked = async (life: Life) => (await life.dossier()).evaluations.map((one) => one.name).sort();
const answered = async (life: Life) => {
	await life.admitted();
	await life.withUnits();
	await life.answered();
};

test('a proposal of one who is no member any more goes on, and his co-proposer judges the answer', async () => {
	const life = await Life.begin(assembly());
	await life.signedBy('gu');
	await dismiss(assembly(), 'lin', 'member', '2026-04-30');
	await answered(life);
	expect(await asked(life)).toEqual(['gu']);
});

test('where nobody is left to judge, the proposal committee does', async () => {
	const life = await Life.begin(assembly());
	await dismiss(assembly(), 'lin', 'member', '2026-04-30');
	await answered(life);
	expect(await asked(life)).toEqual(['director']);
	await life.ratedBy('director', '2026-05-27');
	expect(await life.dossier()).toMatchObject({ state: 'rated', rating_result: 'satisfied' });
});

test('a proposer who heads the unit does not judge it: his co-proposers do, or else the proposal committee', async () => {
	await appoint(assembly(), 'lin', 'unit_head', 'civil_affairs');
	const joint = await Life.begin(assembly());
	await joint.signedBy('gu');
	await answered(joint);
	expect(await asked(joint)).toEqual(['gu']);
	const alone = await Life.begin(assembly());
	await answered(alone);
	expect(await asked(alone)).toEqual(['director']);
});

test('nor does he see in the record of his own proposal who has judged his unit and who has still to', async () => {
	await appoint(assembly(), 'lin', 'unit_head', 'civil_affairs');
	const life = await Life.begin(assembly());
	await life.signedBy('gu');
	await answered(life);
	await life.ratedBy('gu', '2026-05-26');
	const seen = await life.seen('lin', '2026-05-27');
	expect(seen.audience).toBe('proposer');
	expect(seen.evaluations).toEqual([]);
	expect(seen.timeline.filter((entry) => entry.act.startsWith('evaluation.'))).toEqual([]);
	expect(seen.deadlines.filter((one) => one.kind.startsWith('evaluation'))).toEqual([]);
	expect((await life.seen('gu', '2026-05-27')).timeline.map((entry) => entry.act)).toContain('evaluation.give');
});

test('one who sits in the unit of a co-handler is not asked either', async () => {
	await appoint(assembly(), 'lin', 'unit_drafter', 'finance');
	const life = await Life.begin(assembly());
	await answered(life);
	expect(await asked(life)).toEqual(['director']);
});

test('several opinions count by the worst, or where the committee has set so by the lead proposer’s', async () => {
	const rated = async () => {
		const life = await Life.begin(assembly());
		await life.signedBy('gu');
		await answered(life);
		await life.ratedBy('gu', '2026-05-26', { result: 'dissatisfied', text: '没有讲到点子上' });
		await life.ratedBy('lin', '2026-05-27', { result: 'basically' });
		return (await life.dossier()).rating_result;
	};
	expect(await rated()).toBe('dissatisfied');
	await changeSetting(await assembly().as('director', '2026-01-18T09:00:00+08:00'), 'joint_rating', 'lead');
	expect(await rated()).toBe('basically');
});

import { expect, test } from 'vitest';
import { addressees, clockJobs } from '../jobs.ts';
import type { PersonName } from '../testing/assembly.ts';
import { stage } from '../testing/stage.ts';
import { doQueuedJobs, Life } from './life-for-tests.ts';
import { listNotices } from './queries.ts';

const assembly = stage('ratings');
const noticesOf = async (who: PersonName) => {
	const ctx = await assembly().as(who, '2026-12-01T09:00:00+08:00');
	await doQueuedJobs(ctx);
	return listNotices(ctx.db, ctx);
};
const unit = ['registrar', 'drafter', 'head', 'finance_head', 'inspector', 'assigner'] as const;

test('no unit is told that, when or how it was rated, nor reminded of a rating that is still missing', async () => {
	const life = await Life.begin(assembly());
	await life.signedBy('gu');
	await life.admitted();
	await life.withUnits();
	await life.answered();
	const before = await Promise.all(unit.map(async (who) => (await noticesOf(who)).length));
	await life.ratedBy('gu', '2026-05-25', { result: 'dissatisfied', text: '没有落实' });
	for (const day of ['2026-06-09', '2026-06-10', '2026-06-11'])
		await clockJobs.remind?.run(await assembly().as('public', `${day}T06:10:00+08:00`));
	await life.ratedBy('lin', '2026-06-11');
	expect(await Promise.all(unit.map(async (who) => (await noticesOf(who)).length))).toEqual(before);
	expect((await noticesOf('clerk')).map((one) => one.kind)).toContain('proposal.rate');
	expect(JSON.stringify(await noticesOf('head'))).not.toMatch(/satisfied|没有落实/);
});

test('the unit that has to do it again hears of the new round, not of whose opinion brought it about', async () => {
	const life = await Life.begin(assembly());
	await life.admitted();
	await life.withUnits();
	await life.answered();
	await life.ratedBy('lin', '2026-05-25', { result: 'dissatisfied', text: '没有落实' });
	await life.act('director', '2026-05-28', 'proposal', life.id, 'order_rehandling', { reason: '请补充具体措施' });
	const told = await noticesOf('head');
	expect(told.map((one) => one.kind)).toContain('assignment.rehandle');
	expect(JSON.stringify(told)).not.toMatch(/dissatisfied|没有落实|lin/);
});

test('a reminder of a rating goes to the one who is asked and to nobody else', async () => {
	const life = await Life.begin(assembly());
	await life.signedBy('gu');
	await life.admitted();
	await life.withUnits();
	await life.answered();
	const ctx = await assembly().as('public', '2026-06-09T06:10:00+08:00');
	const opinion = await life.opinionOf('gu');
	const clock = { id: opinion, matter_id: life.id, subject_id: opinion, kind: 'evaluation', starts_on: '', due_on: '' };
	expect(await addressees.evaluation?.(ctx, [clock])).toEqual(new Map([[opinion, [assembly().persons.gu]]]));
});

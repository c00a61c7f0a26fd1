import { expect, test } from 'vitest';
import { doQueuedJobs, Life } from '../notices/life-for-tests.ts';
import { listNotices } from '../notices/queries.ts';
import type { PersonName } from '../testing/assembly.ts';
import { stage } from '../testing/stage.ts';

const assembly = stage('withdrawal');
const on = '2026-03-16';
const ask = (life: Life, day = on) =>
	life.act('lin', day, 'proposal', life.id, 'request_withdrawal', { reason: '县里已经出台办法' });
const consent = (life: Life, day = on) => life.act('director', day, 'proposal', life.id, 'consent_to_withdrawal');
const numbersOf = async () => {
	const { db, committee } = await assembly().as('clerk');
	return db
		.selectFrom('number_given')
		.select(['number', 'state'])
		.where('committee_id', '=', committee.id)
		.orderBy('number')
		.execute();
};
const withUnits = async () => {
	const life = await Life.begin(assembly());
	await life.admitted();
	await life.withUnits();
	return life;
};

test('once admitted a proposal is withdrawn only with a written reason and the consent of the proposal committee', async () => {
	const life = await withUnits();
	await expect(life.act('lin', on, 'proposal', life.id, 'withdraw')).rejects.toMatchObject({ kind: 'wrong_moment' });
	await expect(consent(life)).rejects.toMatchObject({ kind: 'broken_rule' });
	await expect(life.act('lin', on, 'proposal', life.id, 'request_withdrawal', { reason: '' })).rejects.toMatchObject({
		kind: 'broken_rule',
		breaches: [{ field: 'reason' }],
	});
	await ask(life);
	expect(await life.dossier()).toMatchObject({ state: 'assigned', holder_body_id: assembly().bodies.proposals });
	await expect(life.act('lin', on, 'proposal', life.id, 'consent_to_withdrawal')).rejects.toMatchObject({
		kind: 'not_permitted',
	});
	await consent(life);
	expect(await life.dossier()).toMatchObject({
		state: 'withdrawn',
		number: null,
		openness: 'restricted',
		due_on: null,
	});
});

test('its number is void and is not given again', async () => {
	const life = await withUnits();
	await ask(life);
	await consent(life);
	const next = await Life.begin(assembly());
	await next.admitted();
	expect(await next.dossier()).toMatchObject({ number: 2 });
	expect(await numbersOf()).toEqual([
		{ number: 1, state: 'void' },
		{ number: 2, state: 'given' },
	]);
});

test('the committee may refuse, and then the units go on', async () => {
	const life = await withUnits();
	await ask(life);
	await life.act('clerk', on, 'proposal', life.id, 'refuse_withdrawal', { reason: '涉及面广，请继续办理' });
	expect(await life.dossier()).toMatchObject({ state: 'assigned', holder_body_id: assembly().bodies.civil_affairs });
	await expect(consent(life)).rejects.toMatchObject({ kind: 'broken_rule' });
});

test('after the reply nothing is withdrawn', async () => {
	const life = await withUnits();
	await ask(life);
	await life.answered();
	await expect(consent(life, '2026-05-21')).rejects.toMatchObject({ kind: 'wrong_moment' });
	await expect(ask(life, '2026-05-21')).rejects.toMatchObject({ kind: 'wrong_moment' });
});

test('with one of two replies delivered it is too late as well', async () => {
	const { bodies } = assembly();
	const life = await Life.begin(assembly());
	await life.admitted();
	await life.act('clerk', '2026-01-22', 'proposal', life.id, 'propose_assignment', {
		handling: 'split',
		lead_unit_ids: [bodies.civil_affairs, bodies.transport],
		co_unit_ids: [],
		assigner_id: bodies.government_office,
	});
	await life.withUnits();
	await life.answered();
	expect((await life.dossier()).state).toBe('assigned');
	await expect(ask(life, '2026-05-21')).rejects.toMatchObject({
		breaches: [{ code: 'proposal.already_answered' }],
	});
});

test('what was withdrawn a unit can neither acknowledge nor answer, and no clock runs on', async () => {
	const life = await withUnits();
	const [lead, co] = (await life.dossier()).assignments;
	await life.act('registrar', '2026-03-11', 'assignment', lead?.id ?? '', 'acknowledge');
	await ask(life);
	await consent(life);
	expect((await life.seen('finance_head', on)).may.parts).toEqual({});
	expect((await life.seen('drafter', on)).may.parts).toEqual({});
	await expect(life.act('finance_head', on, 'assignment', co?.id ?? '', 'acknowledge')).rejects.toMatchObject({
		breaches: [{ code: 'assignment.matter_is_over' }],
	});
	expect((await life.seen('clerk', on).catch(() => undefined))?.deadlines ?? []).toEqual([]);
});

test('the committee is asked, and every proposer and every unit is told how it ended', async () => {
	const life = await Life.begin(assembly());
	await life.signedBy('gu');
	await life.admitted();
	await life.withUnits();
	const told = async (who: PersonName) => {
		const ctx = await assembly().as(who, `${on}T10:00:00+08:00`);
		await doQueuedJobs(ctx);
		return (await listNotices(ctx.db, ctx)).map((one) => one.kind);
	};
	await ask(life);
	expect(await told('clerk')).toContain('proposal.request_withdrawal');
	await consent(life);
	for (const who of ['lin', 'gu', 'drafter', 'finance_head'] as const)
		expect(await told(who), who).toContain('proposal.consent_to_withdrawal');
});

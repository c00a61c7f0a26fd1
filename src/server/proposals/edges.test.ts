import { describe, expect, test } from 'vitest';
import { changeSetting } from '../core/settings.ts';
import { transition } from '../core/transition.ts';
import { Life } from '../notices/life-for-tests.ts';
import { stage } from '../testing/stage.ts';
import { createProposal } from './commands.ts';
import { readProposals } from './read.ts';

const assembly = stage('edges');
const leadOf = async (life: Life) => (await life.dossier()).assignments[0]?.id ?? '';
const admitted = async () => {
	const life = await Life.begin(assembly());
	await life.admitted();
	return life;
};
const withUnits = async () => {
	const life = await admitted();
	await life.withUnits();
	return life;
};

describe('domain.md 2.1.9', () => {
	test('split among units a proposal is answered only when each of them has replied, and late as soon as one is', async () => {
		const { bodies } = assembly();
		const life = await admitted();
		await life.act('clerk', '2026-01-22', 'proposal', life.id, 'propose_assignment', {
			handling: 'split',
			lead_unit_ids: [bodies.civil_affairs, bodies.transport],
			co_unit_ids: [],
			assigner_id: bodies.government_office,
		});
		await life.withUnits();
		await life.answered();
		expect(await life.dossier()).toMatchObject({ state: 'assigned', public_due_on: '2026-06-10', evaluations: [] });
		expect((await life.dossier()).holder_body_id).toBe(bodies.transport);
	});

	test('handled jointly it is answered with the lead unit’s reply, whatever the co-unit has said by then', async () => {
		const life = await withUnits();
		await life.answered();
		expect(await life.dossier()).toMatchObject({ state: 'answered' });
		expect((await life.dossier()).assignments.find((one) => one.role === 'co')).toMatchObject({ opinion: null });
	});

	test('what is submitted after the cut-off is one between sessions, with a number of that series', async () => {
		const life = await Life.begin(assembly());
		await life.act('lin', '2026-01-22', 'proposal', life.id, 'submit');
		await life.act('clerk', '2026-01-23', 'proposal', life.id, 'start_review');
		await life.act('clerk', '2026-01-23', 'proposal', life.id, 'admit', { category: 'livelihood' });
		expect(await life.dossier()).toMatchObject({ period: 'between_sessions', number: 1, number_label: '平001' });
	});

	test('no unit answers before it has met the proposer', async () => {
		const life = await withUnits();
		const lead = await leadOf(life);
		await life.act('registrar', '2026-03-11', 'assignment', lead, 'acknowledge');
		expect((await life.seen('drafter', '2026-03-12')).may.parts[lead]).not.toContain('draft_reply');
		await expect(life.act('drafter', '2026-03-12', 'assignment', lead, 'draft_reply')).rejects.toMatchObject({
			breaches: [{ code: 'assignment.no_contact_yet' }],
		});
	});

	test('where the committee does not ask for a contact first, it may', async () => {
		await changeSetting(await assembly().as('director', '2026-01-18T09:00:00+08:00'), 'contact_before_reply', false);
		const life = await withUnits();
		const lead = await leadOf(life);
		await life.act('registrar', '2026-03-11', 'assignment', lead, 'acknowledge');
		await life.act('drafter', '2026-03-12', 'assignment', lead, 'draft_reply');
		const reply = (await life.dossier()).replies[0]?.id ?? '';
		const answer = { body: '同意。', result_class: 'A', contact_name: '办公室', contact_phone: '0000' };
		await life.act('drafter', '2026-03-12', 'reply', reply, 'revise', answer);
		await life.act('drafter', '2026-03-12', 'reply', reply, 'circulate');
		expect((await life.dossier()).assignments[0]?.state).toBe('handling');
	});

	test('a secret proposal stands in nobody’s list but of those named, and only they can open it', async () => {
		const life = await withUnits();
		await life.act('director', '2026-03-11', 'proposal', life.id, 'mark_secret', { reason: '涉及未公开的规划' });
		for (const who of ['bai', 'clerk', 'chair', 'transport_head', 'administrator'] as const) {
			expect((await readProposals(await assembly().as(who), {})).rows, who).toEqual([]);
			await expect(life.seen(who), who).rejects.toMatchObject({ kind: 'unknown' });
		}
		for (const who of ['lin', 'director', 'drafter', 'assigner'] as const)
			expect((await readProposals(await assembly().as(who), {})).rows.map((row) => row.id)).toEqual([life.id]);
	});

	test('a paper form is entered by the committee’s clerk in the member’s name, and the record says so', async () => {
		const clerk = await assembly().as('clerk');
		const form = { title: '关于修桥的提案', situation: '桥旧。', analysis: '缺钱。', suggestions: '修桥。' };
		const { id } = await createProposal(clerk, { ...form, on_behalf_of: assembly().persons.lin });
		await transition(clerk, 'proposal', id, 'submit');
		const seen = await new Life(assembly(), id).seen('lin', '2026-01-20');
		expect(seen.lead.name).toBe('lin');
		expect(seen.timeline.map((entry) => [entry.act, entry.actor, entry.on_behalf_of])).toEqual([
			['proposal.create', 'clerk', 'lin'],
			['proposal.submit', 'clerk', 'lin'],
		]);
		await expect(
			createProposal(await assembly().as('drafter'), { ...form, on_behalf_of: assembly().persons.lin }),
		).rejects.toMatchObject({ kind: 'not_permitted' });
	});

	test('a unit that was merged into another one is given nothing any more', async () => {
		const { bodies, committee, as } = assembly();
		const { db } = await as('clerk');
		await db
			.updateTable('body')
			.set({ successor_id: bodies.transport })
			.where('committee_id', '=', committee.id)
			.where('id', '=', bodies.civil_affairs)
			.execute();
		const life = await admitted();
		await expect(life.unitsProposed()).rejects.toMatchObject({ breaches: [{ field: 'lead_unit_ids' }] });
	});
});

describe('domain.md 2.1.3', () => {
	test('a unit asks to return within seven working days; the day after, the request is not considered', async () => {
		const life = await withUnits();
		const [lead, co] = (await life.dossier()).assignments.map((one) => one.id);
		const ask = (who: 'head' | 'finance_head', id: string | undefined, day: string) =>
			life.act(who, day, 'assignment', id ?? '', 'request_return', { reason: '不属本单位职责' });
		await ask('head', lead, '2026-03-19');
		await expect(ask('finance_head', co, '2026-03-20')).rejects.toMatchObject({
			breaches: [{ code: 'assignment.return_term_is_over' }],
		});
		await life.act('assigner', '2026-03-20', 'assignment', lead ?? '', 'refuse_return', { reason: '属你单位职责' });
		expect((await life.dossier()).assignments[0]).toMatchObject({ state: 'acknowledged' });
		const clocks = (await life.seen('clerk', '2026-03-20')).deadlines.filter((one) => one.subject_id === lead);
		expect(clocks.find((one) => one.kind === 'reply')).toMatchObject({ state: 'open', due_on: '2026-06-10' });
	});

	test('an objection to not being filed is heard once, and decided by the director', async () => {
		const life = await Life.begin(assembly());
		await life.underReview();
		const refusal = { reason_code: '10', text: '请写明建议', conversion: 'opinion_report' };
		await life.act('clerk', '2026-01-22', 'proposal', life.id, 'decline', refusal);
		await life.act('lin', '2026-01-23', 'proposal', life.id, 'object', { reason: '建议写在第三段' });
		expect((await life.seen('clerk', '2026-01-24')).may.proposal).not.toContain('decline');
		await expect(life.act('clerk', '2026-01-24', 'proposal', life.id, 'decline', refusal)).rejects.toMatchObject({
			breaches: [{ code: 'proposal.objection_for_director' }],
		});
		await life.act('director', '2026-01-24', 'proposal', life.id, 'decline', refusal);
		expect((await life.seen('lin', '2026-01-25')).may.proposal).not.toContain('object');
		await expect(
			life.act('lin', '2026-01-25', 'proposal', life.id, 'object', { reason: '再看看' }),
		).rejects.toMatchObject({ kind: 'broken_rule' });
	});

	test('dissatisfied, the reason is mandatory; then the committee may order it done again within a month', async () => {
		const life = await withUnits();
		await life.answered();
		await expect(life.ratedBy('lin', '2026-05-25', { result: 'dissatisfied' })).rejects.toMatchObject({
			breaches: [{ field: 'text' }],
		});
		await life.ratedBy('lin', '2026-05-25', { result: 'dissatisfied', text: '没有落实' });
		await life.act('director', '2026-05-28', 'proposal', life.id, 'order_rehandling', { reason: '请补充措施' });
		expect(await life.dossier()).toMatchObject({
			state: 'assigned',
			round: 2,
			result_class: null,
			public_due_on: '2026-06-29',
		});
	});

	test('the inspection office may correct the class, but not to one that promises where nothing was promised', async () => {
		const life = await withUnits();
		const lead = await leadOf(life);
		await life.act('registrar', '2026-03-11', 'assignment', lead, 'acknowledge');
		await life.replied(lead, '2026-05-', 'signed');
		const reply = (await life.dossier()).replies[0]?.id ?? '';
		const check = (result_class: string) =>
			life.act('inspector', '2026-05-18', 'reply', reply, 'check', { result_class });
		await expect(check('B')).rejects.toMatchObject({ breaches: [{ code: 'reply.promise_missing' }] });
		await check('C');
		expect((await life.dossier()).replies[0]).toMatchObject({ state: 'checked', result_class: 'C' });
	});
});

import { expect, test } from 'vitest';
import { doQueuedJobs, Life } from '../notices/life-for-tests.ts';
import { listNotices } from '../notices/queries.ts';
import { stage } from '../testing/stage.ts';

const assembly = stage('opinions');

test('a co-unit’s opinion goes to the lead unit at once, to no other co-unit and to no proposer', async () => {
	const { bodies, as } = assembly();
	const life = await Life.begin(assembly());
	await life.admitted();
	await life.act('clerk', '2026-01-22', 'proposal', life.id, 'propose_assignment', {
		handling: 'joint',
		lead_unit_ids: [bodies.civil_affairs],
		co_unit_ids: [bodies.finance, bodies.transport],
		assigner_id: bodies.government_office,
	});
	await life.withUnits();
	const co = (await life.dossier()).assignments.find((one) => one.unit_id === bodies.finance)?.id ?? '';
	await life.act('finance_head', '2026-03-11', 'assignment', co, 'acknowledge');
	await life.act('finance_head', '2026-03-12', 'assignment', co, 'give_opinion', { opinion: '同意按人次补助' });
	const seen = async (who: 'drafter' | 'finance_head' | 'transport_head' | 'lin' | 'clerk') =>
		(await life.seen(who, '2026-03-13')).assignments.find((one) => one.id === co)?.opinion;
	expect((await life.dossier()).replies).toEqual([]);
	expect(await seen('drafter')).toBe('同意按人次补助');
	expect(await seen('finance_head')).toBe('同意按人次补助');
	expect(await seen('clerk')).toBe('同意按人次补助');
	expect(await seen('transport_head')).toBeNull();
	expect(await seen('lin')).toBeNull();
	const drafter = await as('drafter', '2026-03-13T09:00:00+08:00');
	await doQueuedJobs(drafter);
	expect((await listNotices(drafter.db, drafter)).map((one) => one.kind)).toContain('assignment.give_opinion');
});

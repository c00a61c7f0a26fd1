import { expect, test } from 'vitest';
import { newId } from '../core/id.ts';
import { Life } from '../notices/life-for-tests.ts';
import { brokenInvariants } from '../testing/invariants.ts';
import { stage } from '../testing/stage.ts';

const assembly = stage('renumbering');

/** The session of the year before, of the same term. */
async function sessionBefore(): Promise<string> {
	const { db, committee } = await assembly().as('clerk');
	const { term_id } = await db
		.selectFrom('plenary_session')
		.select('term_id')
		.where('committee_id', '=', committee.id)
		.executeTakeFirstOrThrow();
	const id = newId();
	await db
		.insertInto('plenary_session')
		.values({
			committee_id: committee.id,
			id,
			term_id,
			number: 4,
			name: '十届四次',
			year: 2025,
			opens_on: '2025-01-18',
			closes_on: '2025-01-22',
			cut_off_at: new Date('2025-01-21T04:00:00Z'),
		})
		.execute();
	return id;
}

test('a proposal filed in the wrong session gets a number there; the wrong one is void and never given again', async () => {
	const plenary_session_id = await sessionBefore();
	const life = await Life.begin(assembly());
	await life.admitted();
	const right = { plenary_session_id, period: 'between_sessions', reason: '是去年闭会期间交来的' };
	await expect(life.act('lin', '2026-01-23', 'proposal', life.id, 'renumber', right)).rejects.toMatchObject({
		kind: 'not_permitted',
	});
	await life.act('clerk', '2026-01-23', 'proposal', life.id, 'renumber', right);
	expect(await life.dossier()).toMatchObject({
		plenary_session_id,
		period: 'between_sessions',
		number: 1,
		number_label: '平001',
	});
	const next = await Life.begin(assembly());
	await next.admitted();
	expect(await next.dossier()).toMatchObject({ number: 2, number_label: '2' });
	const { db, committee } = await assembly().as('clerk');
	expect(await brokenInvariants(db, committee.id)).toEqual([]);
	expect((await life.seen('clerk', '2026-01-24')).timeline.at(-1)).toMatchObject({
		act: 'proposal.renumber',
		content: { void: '1', number: '平001', reason: '是去年闭会期间交来的' },
	});
});

test('a session that the committee does not have is refused, and where nothing changes no number is spent', async () => {
	const life = await Life.begin(assembly());
	await life.admitted();
	const renumber = (plenary_session_id: string) =>
		life.act('clerk', '2026-01-23', 'proposal', life.id, 'renumber', {
			plenary_session_id,
			period: 'in_session',
			reason: '换届次',
		});
	await expect(renumber(newId())).rejects.toMatchObject({ breaches: [{ field: 'plenary_session_id' }] });
	await expect(renumber(assembly().session_id)).rejects.toMatchObject({ kind: 'broken_rule' });
	expect(await life.dossier()).toMatchObject({ number: 1 });
});

import { expect, test } from 'vitest';
import { Life } from '../notices/life-for-tests.ts';
import type { PersonName } from '../testing/assembly.ts';
import { stage } from '../testing/stage.ts';
import { countSession } from './queries/lists.ts';
import { readProposals } from './read.ts';

const assembly = stage('due');
const on = '2026-03-20';
const at = (who: PersonName) => assembly().as(who, `${on}T09:00:00+08:00`);

test('a unit that is late to acknowledge is the office’s and its own affair: for proposers and members the day of the reply counts', async () => {
	const life = await Life.begin(assembly());
	await life.admitted();
	await life.withUnits();
	const shown = async (who: PersonName) => {
		const { rows } = await readProposals(await at(who), {});
		return [(await life.seen(who, on)).due_on, rows[0]?.due_on];
	};
	expect(await shown('lin')).toEqual(['2026-06-10', '2026-06-10']);
	expect(await shown('bai')).toEqual(['2026-06-10', '2026-06-10']);
	expect(await shown('clerk')).toEqual(['2026-03-13', '2026-03-13']);
	expect(await shown('registrar')).toEqual(['2026-03-13', '2026-03-13']);
	const clerk = await at('clerk');
	expect(await countSession(clerk.db, clerk, assembly().session_id)).toMatchObject({ in_hand: 1, overdue: 0 });
});

test('once the day of the reply has passed everybody who may read it sees it late', async () => {
	const life = await Life.begin(assembly());
	await life.admitted();
	await life.withUnits();
	const clerk = await assembly().as('clerk', '2026-06-11T09:00:00+08:00');
	expect(await countSession(clerk.db, clerk, assembly().session_id)).toMatchObject({ overdue: 1 });
	expect((await life.seen('lin', '2026-06-11')).due_on).toBe('2026-06-10');
});

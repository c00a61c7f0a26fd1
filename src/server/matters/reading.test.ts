import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Context } from '../core/context.ts';
import type { Relation } from '../core/grant.ts';
import type { Openness } from '../core/schema.ts';
import type { PersonName } from '../testing/assembly.ts';
import { fullLife, type FullLife } from '../testing/full-life.ts';
import { appoint, stage } from '../testing/stage.ts';
import { mayRead, relationsTo, visibleTo } from './relations.ts';

const assembly = stage('reading');
let life: FullLife;
beforeEach(async () => {
	await appoint(assembly(), 'bai', 'organisation_contact', 'farmers');
	life = await fullLife(assembly());
});

const people = [
	'lin',
	'gu',
	'bai',
	'clerk',
	'director',
	'assigner',
	'inspector',
	'chair',
	'registrar',
	'head',
	'finance_head',
	'transport_head',
	'administrator',
	'public',
] as const satisfies (PersonName | 'public')[];

/** What the statement says, and what the table says of the same person and the same relations. */
async function asked(ctx: Context): Promise<{ sql: boolean; table: boolean }> {
	const { rows } = await sql<{ seen: boolean; relations: Relation[]; openness: Openness }>`
		select ${visibleTo(ctx.actor)} as seen, ${relationsTo(ctx.actor)} as relations, m.openness from matter m
		where m.committee_id = ${ctx.committee.id} and m.id = ${life.proposal}`.execute(ctx.db);
	const [row] = rows;
	if (!row) throw new Error('no matter');
	return { sql: row.seen, table: mayRead(ctx.actor, row) };
}

test.each(['restricted', 'internal', 'members', 'summary', 'public'] as const)(
	'who may read what is %s is the same in the statement as in the table of permissions',
	async (openness) => {
		const { db, committee } = await assembly().as('clerk');
		for (const secret of [false, openness === 'restricted']) {
			await db
				.updateTable('matter')
				.set({ openness, secret })
				.where('committee_id', '=', committee.id)
				.where('id', '=', life.proposal)
				.execute();
			for (const who of people) {
				const { sql: seen, table } = await asked(await assembly().as(who));
				expect(seen, `${who} ${openness}`).toBe(table);
			}
		}
	},
);

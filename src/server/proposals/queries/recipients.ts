import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import { ids } from '../../matters/relations.ts';
import { validOn } from '../../people/relations.ts';

const persons = (rows: { person_id: string }[]) => rows.map((row) => row.person_id);

/** Those who speak for the body whose proposal it is. */
const speakers = (ctx: Context, matter_id: string) => sql`
	select md.person_id from proposal p join mandate md on md.committee_id = p.committee_id and md.body_id = p.body_id
	where p.committee_id = ${ctx.committee.id} and p.id = ${matter_id} and md.role in ('organisation_contact', 'sector_convener')
		and ${validOn(ctx.today)}`;

/** Every proposer, those of proposals merged into this one too: each is asked and each gets the answer (domain.md 2.1.3). */
export async function listProposers(db: Db, ctx: Context, matter_id: string): Promise<string[]> {
	const { rows } = await sql<{ person_id: string }>`
		with one_of as (select p.id from proposal p where p.committee_id = ${ctx.committee.id} and (p.id = ${matter_id} or p.merged_into_id = ${matter_id}))
		select m.owner_id as person_id from matter m where m.committee_id = ${ctx.committee.id} and m.id in (select id from one_of)
		union select s.person_id from signature s where s.committee_id = ${ctx.committee.id} and s.matter_id in (select id from one_of) and s.state = 'signed'
		union ${speakers(ctx, matter_id)}`.execute(db);
	return persons(rows);
}

/** Who looks after the paper: its lead proposer, those who speak for its body, the clerk who entered it. */
export async function listLeadProposers(db: Db, ctx: Context, matter_id: string): Promise<string[]> {
	const { rows } = await sql<{ person_id: string }>`
		select m.owner_id as person_id from matter m where m.committee_id = ${ctx.committee.id} and m.id = ${matter_id}
		union select p.entered_by from proposal p where p.committee_id = ${ctx.committee.id} and p.id = ${matter_id} and p.entered_by is not null
		union ${speakers(ctx, matter_id)}`.execute(db);
	return persons(rows);
}

/** Whose signature it is. */
export async function findSignatory(db: Db, ctx: Context, signature_id: string): Promise<string | undefined> {
	const { rows } = await sql<{ name: string }>`
		select p.name from signature s join person p on p.id = s.person_id where s.committee_id = ${ctx.committee.id} and s.id = ${signature_id}`.execute(
		db,
	);
	return rows[0]?.name;
}

/** Who is asked by each evaluation. */
export async function listEvaluators(
	db: Db,
	ctx: Context,
	evaluation_ids: readonly string[],
): Promise<{ subject_id: string; person_id: string }[]> {
	const { rows } = await sql<{ subject_id: string; person_id: string }>`
		select id as subject_id, person_id from evaluation where committee_id = ${ctx.committee.id} and id = any(${ids(evaluation_ids)})`.execute(
		db,
	);
	return rows;
}

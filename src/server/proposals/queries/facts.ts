import { sql } from 'kysely';
import { hasRole, type Context } from '../../core/context.ts';
import type { Trx } from '../../core/database.ts';
import type { Relation } from '../../core/grant.ts';
import { relationsTo, visibleTo } from '../../matters/relations.ts';

interface Facts {
	id: string;
	matter_id: string;
	state: string;
	version: number;
	relations: Relation[];
	person_id: string;
	matter_state: string;
}
export type SignatureFacts = Facts & { expires_at: Date };
export type EvaluationFacts = Facts & { round: number; matter_round: number; reminded_until: string | null };
export type NominationFacts = Omit<Facts, 'person_id'> & { kind: 'key' | 'excellent' };

/** The person whose row it is, beside what the actor is to the matter. */
const ownRow = (ctx: Context, name: Relation) =>
	sql<
		Relation[]
	>`array_cat(${relationsTo(ctx.actor)}, case when x.person_id = ${ctx.actor.person_id} then array[${sql.lit(name)}] else '{}' end)`;
const ofVisibleMatter = (ctx: Context, id: string) =>
	sql`where x.committee_id = ${ctx.committee.id} and x.id = ${id} and ${visibleTo(ctx.actor)}`;
const toMatter = sql`join matter m on m.committee_id = x.committee_id and m.id = x.matter_id`;

export async function findSignature(trx: Trx, ctx: Context, id: string): Promise<SignatureFacts | undefined> {
	const { rows } = await sql<SignatureFacts>`
		select x.id, x.matter_id, x.state, x.version, x.person_id, x.expires_at, m.state as matter_state, ${ownRow(ctx, 'signatory')} as relations
		from signature x ${toMatter} ${ofVisibleMatter(ctx, id)}`.execute(trx);
	return rows[0];
}

/** A single opinion is found by nobody but its giver, the committee and the clock: the rated side gets "unknown". */
export async function findEvaluation(trx: Trx, ctx: Context, id: string): Promise<EvaluationFacts | undefined> {
	const told =
		ctx.actor.kind === 'system' || hasRole(ctx.actor, 'proposal_clerk') || hasRole(ctx.actor, 'proposal_director');
	const { rows } = await sql<EvaluationFacts>`
		select x.id, x.matter_id, x.state, x.version, x.person_id, x.round, m.state as matter_state, p.round as matter_round, ${ownRow(ctx, 'evaluator')} as relations,
			(select max(d.due_on) from deadline d where d.committee_id = x.committee_id and d.matter_id = x.matter_id and d.subject_id = x.id and d.kind = 'evaluation_reminded') as reminded_until
		from evaluation x ${toMatter} join proposal p on p.committee_id = x.committee_id and p.id = x.matter_id ${ofVisibleMatter(ctx, id)}
			and (${told} or x.person_id = ${ctx.actor.person_id})`.execute(trx);
	return rows[0];
}

export async function findNomination(trx: Trx, ctx: Context, id: string): Promise<NominationFacts | undefined> {
	const { rows } = await sql<NominationFacts>`
		select x.id, x.matter_id, x.state, x.version, x.kind, m.state as matter_state, ${relationsTo(ctx.actor)} as relations
		from nomination x ${toMatter} ${ofVisibleMatter(ctx, id)}`.execute(trx);
	return rows[0];
}

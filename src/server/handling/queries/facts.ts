import { sql, type RawBuilder } from 'kysely';
import { bodiesAs, type Actor, type Context } from '../../core/context.ts';
import type { Trx } from '../../core/database.ts';
import type { Relation } from '../../core/grant.ts';
import type { StoredPromise } from '../../core/schema.ts';
import { ids, visibleTo, when } from '../../matters/relations.ts';

interface Facts {
	id: string;
	matter_id: string;
	state: string;
	version: number;
	relations: Relation[];
	matter_state: string;
	unit_id: string;
}

export interface AssignmentFacts extends Facts {
	assigner_id: string;
	role: 'lead' | 'co' | 'split';
	round: number;
	extended: boolean;
	extension_reason: string | null;
	contacts: number;
	reply_id: string | null;
	reply_state: string | null;
	return_by: string | null;
	reply_by: string | null;
}

export interface ReplyFacts extends Facts {
	assignment_id: string;
	role: 'lead' | 'split';
	round: number;
	body: string;
	result_class: string | null;
	promises: StoredPromise[];
	contact_name: string;
	contact_phone: string;
	contacts: number;
	co_units: { unit_id: string; state: 'asked' | 'agreed' | 'disagreed' | null }[];
}

export interface CommitmentFacts extends Facts {
	text: string;
	due_on: string;
}

const layers = ['registrar', 'drafter', 'head'] as const;

/** The actor's layers in the unit of one column, as relations with the given prefix. */
const layersIn = (
	actor: Actor,
	prefix: 'lead' | 'co',
	unit: RawBuilder<unknown>,
	also = sql`true`,
): RawBuilder<unknown>[] =>
	layers.flatMap((layer) => {
		const units = bodiesAs(actor, `unit_${layer}`);
		return units.length ? [when(sql`${unit} = any(${ids(units)}) and ${also}`, `${prefix}_${layer}`)] : [];
	});

const relationsFrom = (cases: RawBuilder<unknown>[]): RawBuilder<Relation[]> =>
	cases.length
		? sql<Relation[]>`array_remove(array[${sql.join(cases)}]::text[], null)`
		: sql<Relation[]>`array[]::text[]`;

const assigning = (actor: Actor): RawBuilder<unknown>[] => {
	const offices = bodiesAs(actor, 'assigner');
	return offices.length ? [when(sql`a.assigner_id = any(${ids(offices)})`, 'assigner_of')] : [];
};

export async function findAssignment(trx: Trx, ctx: Context, id: string): Promise<AssignmentFacts | undefined> {
	const relations = relationsFrom([
		...layersIn(ctx.actor, 'lead', sql`a.unit_id`, sql`a.role <> 'co'`),
		...layersIn(ctx.actor, 'co', sql`a.unit_id`, sql`a.role = 'co'`),
		...assigning(ctx.actor),
	]);
	const due = (kind: string) =>
		sql`(select max(d.due_on) from deadline d where d.committee_id = a.committee_id and d.matter_id = a.matter_id and d.subject_id = a.id and d.kind = ${kind} and d.state = 'open')`;
	const { rows } = await sql<AssignmentFacts>`
		select a.id, a.matter_id, a.state, a.version, a.unit_id, a.assigner_id, a.role, a.round, a.extended, a.extension_reason,
			m.state as matter_state, r.id as reply_id, r.state as reply_state, ${relations} as relations,
			(select count(*)::int from contact c where c.committee_id = a.committee_id and c.assignment_id = a.id and c.round = a.round) as contacts,
			${due('return_request')} as return_by, coalesce(${due('reply')}, ${due('rehandling')}) as reply_by
		from assignment a
		join matter m on m.committee_id = a.committee_id and m.id = a.matter_id
		left join reply r on r.committee_id = a.committee_id and r.assignment_id = a.id and r.round = a.round
		where a.committee_id = ${ctx.committee.id} and a.id = ${id} and ${visibleTo(ctx.actor)}`.execute(trx);
	return rows[0];
}

export async function findReply(trx: Trx, ctx: Context, id: string): Promise<ReplyFacts | undefined> {
	const headed = bodiesAs(ctx.actor, 'unit_head');
	const asked = sql`exists (select from assignment co where co.committee_id = r.committee_id and co.matter_id = r.matter_id
		and co.role = 'co' and co.state <> 'reassigned' and co.unit_id = any(${ids(headed)}))`;
	const relations = relationsFrom([
		...layersIn(ctx.actor, 'lead', sql`a.unit_id`),
		...(headed.length ? [when(asked, 'co_head')] : []),
	]);
	const { rows } = await sql<ReplyFacts>`
		select r.id, r.matter_id, r.state, r.version, r.assignment_id, r.round, r.body, r.result_class, r.promises, r.contact_name, r.contact_phone,
			a.unit_id, a.role, m.state as matter_state, ${relations} as relations,
			(select count(*)::int from contact c where c.committee_id = r.committee_id and c.assignment_id = r.assignment_id and c.round = r.round) as contacts,
			(select coalesce(json_agg(json_build_object('unit_id', co.unit_id, 'state', cs.state)), '[]') from assignment co
				left join countersignature cs on cs.committee_id = co.committee_id and cs.reply_id = r.id and cs.unit_id = co.unit_id
				where co.committee_id = r.committee_id and co.matter_id = r.matter_id and co.role = 'co' and co.state <> 'reassigned' and a.role = 'lead') as co_units
		from reply r
		join assignment a on a.committee_id = r.committee_id and a.id = r.assignment_id
		join matter m on m.committee_id = r.committee_id and m.id = r.matter_id
		where r.committee_id = ${ctx.committee.id} and r.id = ${id} and ${visibleTo(ctx.actor)}`.execute(trx);
	return rows[0];
}

export async function findCommitment(trx: Trx, ctx: Context, id: string): Promise<CommitmentFacts | undefined> {
	const { rows } = await sql<CommitmentFacts>`
		select c.id, c.matter_id, c.state, c.version, c.unit_id, c.text, c.due_on, m.state as matter_state,
			${relationsFrom(layersIn(ctx.actor, 'lead', sql`c.unit_id`))} as relations
		from commitment c
		join matter m on m.committee_id = c.committee_id and m.id = c.matter_id
		where c.committee_id = ${ctx.committee.id} and c.id = ${id} and ${visibleTo(ctx.actor)}`.execute(trx);
	return rows[0];
}

export interface ContactRow {
	id: string;
	assignment_id: string;
	unit_id: string;
	unit: string;
	round: number;
	stage: string;
	mode: string;
	held_on: string;
	place: string | null;
	note: string;
}

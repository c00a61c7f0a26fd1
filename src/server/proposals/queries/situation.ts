import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import {
	listOf,
	ofMatter,
	type AssignmentRow,
	type CommitmentRow,
	type Dossier,
	type EvaluationRow,
	type ReplyRow,
} from './dossier.ts';

type Answer = ReplyRow['countersignatures'][number];

/** As much of a dossier as says who has to do the next thing. */
export type Situation = Pick<Dossier, 'state' | 'owner_id' | 'round' | 'withdrawal_reason'> & {
	assignments: Pick<AssignmentRow, 'id' | 'unit_id' | 'assigner_id' | 'role' | 'state' | 'round'>[];
	replies: (Pick<ReplyRow, 'assignment_id' | 'round' | 'state'> & {
		countersignatures: Pick<Answer, 'unit_id' | 'state'>[];
	})[];
	evaluations: Pick<EvaluationRow, 'person_id' | 'round' | 'state'>[];
	commitments: Pick<CommitmentRow, 'unit_id' | 'state'>[];
};

const assignments = sql`select x.id, x.unit_id, x.assigner_id, x.role, x.state, x.round from assignment x where x.${ofMatter} order by x.role = 'co', x.id`;
const replies = sql`select x.assignment_id, x.round, x.state,
	(select coalesce(json_agg(json_build_object('unit_id', cs.unit_id, 'state', cs.state) order by cs.id), '[]')
		from countersignature cs where cs.committee_id = x.committee_id and cs.reply_id = x.id) as countersignatures
	from reply x where x.${ofMatter} order by x.round, x.id`;
const evaluations = sql`select x.person_id, x.round, x.state from evaluation x where x.${ofMatter} order by x.round, x.id`;
const commitments = sql`select x.unit_id, x.state from commitment x where x.${ofMatter} order by x.due_on, x.position`;

/** In the same order as in the dossier: the first one has to act. */
export async function findSituation(db: Db, ctx: Context, id: string): Promise<Situation | undefined> {
	const { rows } = await sql<Situation>`
		select m.state, m.owner_id, p.round, p.withdrawal_reason, ${listOf(assignments)} as assignments, ${listOf(replies)} as replies,
			${listOf(evaluations)} as evaluations, ${listOf(commitments)} as commitments
		from matter m join proposal p on p.committee_id = m.committee_id and p.id = m.id
		where m.committee_id = ${ctx.committee.id} and m.id = ${id}`.execute(db);
	return rows[0];
}

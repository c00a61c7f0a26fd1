import { sql } from 'kysely';
import { bodiesAs, type Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import { ids } from '../../matters/relations.ts';

export interface DeskRow {
	assignment_id: string;
	matter_id: string;
	number_label: string | null;
	title: string;
	owner: string;
	unit: string;
	role: 'lead' | 'co' | 'split';
	state: string;
	reply_state: string | null;
	/** Asked to countersign somebody else's reply. */
	asked: boolean;
	matter_state: string;
	due_on: string | null;
	due_kind: string | null;
	promises: number;
}

const unitsOf = (ctx: Context) => bodiesAs(ctx.actor, 'unit_registrar', 'unit_drafter', 'unit_head');

/** What lies with the actor's units, each part with its own next day, the most urgent first; co-handled parts too. */
export async function listDesk(
	db: Db,
	ctx: Context,
	filter: { open?: boolean; limit?: number } = {},
): Promise<DeskRow[]> {
	const units = unitsOf(ctx);
	const { rows } = await sql<DeskRow>`
		select a.id as assignment_id, m.id as matter_id, m.number_label, m.title, owner.name as owner, u.short_name as unit, a.role, a.state,
			r.state as reply_state, m.state as matter_state, d.due_on, d.kind as due_kind,
			exists (select from countersignature cs where cs.committee_id = a.committee_id and cs.matter_id = a.matter_id and cs.unit_id = a.unit_id and cs.state = 'asked') as asked,
			(select count(*)::int from commitment c where c.committee_id = a.committee_id and c.matter_id = a.matter_id and c.unit_id = a.unit_id and c.state = 'open') as promises
		from assignment a
		join matter m on m.committee_id = a.committee_id and m.id = a.matter_id
		join person owner on owner.id = m.owner_id
		join body u on u.committee_id = a.committee_id and u.id = a.unit_id
		left join reply r on r.committee_id = a.committee_id and r.assignment_id = a.id and r.round = a.round
		left join lateral (select d.due_on, d.kind from deadline d where d.committee_id = a.committee_id and d.matter_id = a.matter_id and d.state = 'open' and d.kind <> 'return_request'
			and (d.subject_id = a.id or (d.kind = 'commitment' and exists (select from commitment c where c.committee_id = d.committee_id and c.id = d.subject_id and c.unit_id = a.unit_id))
				or (d.kind = 'countersignature' and exists (select from countersignature cs where cs.committee_id = d.committee_id and cs.reply_id = d.subject_id and cs.unit_id = a.unit_id and cs.state = 'asked')))
			order by d.due_on limit 1) d on true
		where a.committee_id = ${ctx.committee.id} and a.unit_id = any(${ids(units)}) and a.state not in ('proposed', 'reassigned')
			and (${filter.open === false} or m.state not in ('closed', 'withdrawn'))
		order by d.due_on nulls last, a.id limit ${filter.limit ?? 300}`.execute(db);
	return rows;
}

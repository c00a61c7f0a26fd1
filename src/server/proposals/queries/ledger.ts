import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import { ids, visibleTo } from '../../matters/relations.ts';

/** What a ledger says of a proposal beside its row of a list. */
export interface LedgerParts {
	id: string;
	term: number;
	session_number: number;
	year: number;
	body: string | null;
	sector: string | null;
	co_proposers: string[];
	lead_units: string[];
	co_units: string[];
	admitted_at: Date | null;
	assigned_at: Date | null;
	delivered_at: Date | null;
}

const unitsAs = (
	role: ReturnType<typeof sql>,
) => sql`array(select u.name from assignment a join body u on u.committee_id = a.committee_id and u.id = a.unit_id
	where a.committee_id = m.committee_id and a.matter_id = m.id and a.state not in ('proposed', 'reassigned') and ${role} order by a.id)`;

/**
 * For a step of an export, in no order. Nothing here is kept from anybody who may see the matter: who signed, which units have it
 * and the days of admission, assignment and answer stand on the public page too.
 */
export async function listLedgerParts(db: Db, ctx: Context, wanted: readonly string[]): Promise<LedgerParts[]> {
	const { rows } = await sql<LedgerParts>`
		select m.id, term.number as term, ps.number as session_number, ps.year, b.name as body, sector.name as sector,
			array(select person.name from signature s join person on person.id = s.person_id
				where s.committee_id = m.committee_id and s.matter_id = m.id and s.state = 'signed' order by s.invited_at, s.id) as co_proposers,
			${unitsAs(sql`a.role <> 'co'`)} as lead_units, ${unitsAs(sql`a.role = 'co'`)} as co_units,
			(select max(t.at) from timeline t where t.committee_id = m.committee_id and t.matter_id = m.id and t.machine = 'proposal' and t.action = 'admit') as admitted_at,
			(select min(a.assigned_at) from assignment a where a.committee_id = m.committee_id and a.matter_id = m.id) as assigned_at,
			(select max(r.delivered_at) from reply r where r.committee_id = m.committee_id and r.matter_id = m.id and r.state = 'delivered') as delivered_at
		from matter m
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		join plenary_session ps on ps.committee_id = m.committee_id and ps.id = m.plenary_session_id
		join term on term.committee_id = ps.committee_id and term.id = ps.term_id
		left join body b on b.committee_id = p.committee_id and b.id = p.body_id
		left join body sector on sector.committee_id = m.committee_id and sector.id = m.sector_id
		where m.committee_id = ${ctx.committee.id} and m.id = any(${ids(wanted)}) and ${visibleTo(ctx.actor)}`.execute(db);
	return rows;
}

import { sql } from 'kysely';
import { bodiesAs, type Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import { ids, visibleTo } from '../../matters/relations.ts';

/** 等你办: to sign or rate for oneself; to correct, to finish, or to decide where an unadmitted proposal goes. */
export type Errand = 'sign' | 'rate' | 'correct' | 'decide' | 'finish';

export interface AwaitedRow {
	errand: Errand;
	id: string;
	number_label: string | null;
	title: string;
	owner: string;
	body: string | null;
	unit: string | null;
	/** Until when a signature counts. */
	until: Date | null;
	due_on: string | null;
}

/** An offer to pass a proposal on that nobody answered in so many days is no longer held under the proposer's nose. */
const offerStandsDays = 60;

/** Everything that waits for this person alone, whoever else holds the matter; one statement. */
export async function listAwaited(db: Db, ctx: Context): Promise<AwaitedRow[]> {
	const me = ctx.actor.person_id;
	if (!me) return [];
	const speaksFor = bodiesAs(ctx.actor, 'organisation_contact', 'sector_convener');
	const offeredSince = new Date(ctx.now.getTime() - offerStandsDays * 86_400_000);
	const { rows } = await sql<AwaitedRow>`
		with awaited as (
			select 'sign' as errand, s.matter_id, s.expires_at as until, null::date as due_on
			from signature s join matter m on m.committee_id = s.committee_id and m.id = s.matter_id and m.state in ('draft', 'returned')
			where s.committee_id = ${ctx.committee.id} and s.person_id = ${me} and s.state = 'invited' and s.expires_at > ${ctx.now}
			union all
			select 'rate', e.matter_id, null,
				(select min(d.due_on) from deadline d where d.committee_id = e.committee_id and d.matter_id = e.matter_id and d.subject_id = e.id and d.state = 'open')
			from evaluation e join proposal p on p.committee_id = e.committee_id and p.id = e.matter_id and p.round = e.round
			where e.committee_id = ${ctx.committee.id} and e.person_id = ${me} and e.state = 'open'
			union all
			select case m.state when 'returned' then 'correct' when 'declined' then 'decide' else 'finish' end, m.id, null, null
			from matter m join proposal p on p.committee_id = m.committee_id and p.id = m.id
			where m.committee_id = ${ctx.committee.id} and (m.owner_id = ${me} or p.body_id = any(${ids(speaksFor)}))
				and (m.state in ('draft', 'returned') or (m.state = 'declined' and p.conversion <> 'none' and m.changed_at > ${offeredSince}))
		)
		select a.errand, m.id, m.number_label, m.title, owner.name as owner, b.short_name as body, unit.short_name as unit, a.until, a.due_on
		from awaited a
		join matter m on m.committee_id = ${ctx.committee.id} and m.id = a.matter_id and ${visibleTo(ctx.actor)}
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		join person owner on owner.id = m.owner_id
		left join body b on b.committee_id = p.committee_id and b.id = p.body_id
		left join body unit on unit.committee_id = m.committee_id and unit.id = m.lead_unit_id
		order by coalesce(a.until, a.due_on::timestamptz) nulls last, m.changed_at desc, m.id limit 100`.execute(db);
	return rows;
}

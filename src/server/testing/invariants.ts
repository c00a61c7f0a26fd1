import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../core/database.ts';

const parts = ['signature', 'assignment', 'reply', 'evaluation', 'commitment', 'nomination'] as const;
const subjects = sql.join(
	[
		sql`select committee_id, id, id as matter_id, 'proposal' as machine, state from matter`,
		...parts.map(
			(part) => sql`select committee_id, id, matter_id, ${sql.lit(part)} as machine, state from ${sql.table(part)}`,
		),
	],
	sql` union all `,
);

/** What must hold of a committee's rows whatever was done to them; each statement lists what breaks it. */
const violations = (committee_id: string): Record<string, RawBuilder<Record<string, unknown>>> => ({
	'numbers of a series have no gap': sql`
		select series, count(*)::int as given, max(number) as last from number_given where committee_id = ${committee_id} group by series having count(*) <> max(number) or min(number) <> 1`,
	'an admitted proposal has one number, and no other has any': sql`
		select m.id, m.state, m.number, count(g.number)::int as given from matter m left join number_given g on g.committee_id = m.committee_id and g.matter_id = m.id and g.state = 'given'
		where m.committee_id = ${committee_id} group by m.id, m.state, m.number
		having count(g.number) <> case when m.number is null then 0 else 1 end
			or (m.number is null) <> (m.state in ('draft', 'submitted', 'returned', 'under_review', 'withdrawn', 'declined', 'converted', 'merged'))`,
	'entries of a timeline are counted without a gap': sql`
		select m.id, m.seq, count(t.seq)::int as entries from matter m left join timeline t on t.committee_id = m.committee_id and t.matter_id = m.id
		where m.committee_id = ${committee_id} group by m.id, m.seq having count(t.seq) <> m.seq or max(t.seq) <> m.seq or min(t.seq) <> 1`,
	'every entry has its content': sql`
		select t.matter_id, t.seq from timeline t left join timeline_content c using (committee_id, matter_id, seq) where t.committee_id = ${committee_id} and c.seq is null`,
	'a state is the one that the last entry led to (a new invitation stands in the entry of its proposal)': sql`
		select s.machine, s.id, s.state, last.to_state from (${subjects}) s
		join lateral (select to_state from timeline t where t.committee_id = s.committee_id and t.matter_id = s.matter_id and t.subject_id = s.id order by seq desc limit 1) last on true
		where s.committee_id = ${committee_id} and last.to_state <> s.state and not (s.machine = 'signature' and s.state = 'invited')`,
	'an entry begins where the one before it ended': sql`
		select * from (select matter_id, machine, subject_id, seq, action, from_state, lag(to_state) over (partition by matter_id, subject_id order by seq) as before
			from timeline where committee_id = ${committee_id} and machine <> 'signature') entry where before is not null and from_state is distinct from before`,
	'every deadline is explained, and by the day on which it falls': sql`
		select matter_id, kind, due_on, explanation from deadline where committee_id = ${committee_id} and (explanation ->> 'due' is distinct from due_on::text or explanation ->> 'from' is null)`,
	'a signed reply has the agreement of every unit that was asked': sql`
		select r.id, r.state, c.unit_id from reply r join countersignature c on c.committee_id = r.committee_id and c.reply_id = r.id
		where r.committee_id = ${committee_id} and r.state in ('signed', 'checked', 'delivered') and c.state <> 'agreed'`,
	'no clock runs for what has ended': sql`
		select m.id, m.state, d.kind from matter m join deadline d on d.committee_id = m.committee_id and d.matter_id = m.id and d.state = 'open'
		where m.committee_id = ${committee_id} and m.state in ('withdrawn', 'declined', 'converted', 'merged')`,
	'every open matter is in somebody’s hands, a settled one in nobody’s': sql`
		select id, state from matter where committee_id = ${committee_id}
			and (coalesce(holder_body_id, holder_person_id) is null) <> (state in ('withdrawn', 'declined', 'converted', 'merged', 'closed'))`,
	'a secret is open to nobody but its parties': sql`select id, openness from matter where committee_id = ${committee_id} and secret and openness <> 'restricted'`,
	'only what was consented to is public': sql`
		select m.id from matter m join proposal p using (committee_id, id) where m.committee_id = ${committee_id} and m.openness = 'public' and p.consent <> 'full'`,
	'what is with the units has been confirmed to every one of them': sql`
		select m.id from matter m where m.committee_id = ${committee_id} and m.state = 'assigned'
			and exists (select from assignment a where a.committee_id = m.committee_id and a.matter_id = m.id and a.state = 'proposed')`,
	'an answered proposal has the delivered reply of every unit that answers': sql`
		select m.id, a.id as assignment_id from matter m join assignment a on a.committee_id = m.committee_id and a.matter_id = m.id and a.role <> 'co' and a.state <> 'reassigned'
		where m.committee_id = ${committee_id} and m.state in ('answered', 'rated', 'follow_up', 'closed')
			and not exists (select from reply r where r.committee_id = a.committee_id and r.assignment_id = a.id and r.round = a.round and r.state = 'delivered')`,
	'a rated proposal waits for nobody’s rating': sql`
		select m.id from matter m join proposal p using (committee_id, id) join evaluation e on e.committee_id = m.committee_id and e.matter_id = m.id and e.round = p.round
		where m.committee_id = ${committee_id} and m.state in ('rated', 'follow_up', 'closed') and e.state = 'open'`,
});

/** What is broken in a committee: the sentence, and the rows that break it. */
export async function brokenInvariants(
	db: Db,
	committee_id: string,
): Promise<{ invariant: string; rows: unknown[] }[]> {
	const found = await Promise.all(
		Object.entries(violations(committee_id)).map(async ([invariant, statement]) => ({
			invariant,
			rows: (await statement.execute(db)).rows as unknown[],
		})),
	);
	return found.filter(({ rows }) => rows.length > 0);
}

/** Co-units of a reply's matter that have not agreed to it; none may be there when it is signed. */
export async function missingCountersignatures(db: Db, committee_id: string, reply_id: string): Promise<string[]> {
	const { rows } = await sql<{ unit_id: string }>`
		select co.unit_id from reply r join assignment a on a.committee_id = r.committee_id and a.id = r.assignment_id and a.role = 'lead'
		join assignment co on co.committee_id = r.committee_id and co.matter_id = r.matter_id and co.role = 'co' and co.state <> 'reassigned'
		where r.committee_id = ${committee_id} and r.id = ${reply_id}
			and not exists (select from countersignature c where c.committee_id = r.committee_id and c.reply_id = r.id and c.unit_id = co.unit_id and c.state = 'agreed')`.execute(
		db,
	);
	return rows.map((row) => row.unit_id);
}

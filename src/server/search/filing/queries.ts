import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Trx } from '../../core/database.ts';
import { inStretch } from '../places.ts';

interface Filed {
	place: number;
	terms: readonly string[];
}
/** Each word with the stretches in which it stands and its places there. */
function postings(rows: readonly Filed[]) {
	const stretches = new Map<string, { term: string; stretch: number; places: number[] }>();
	for (const { place, terms } of rows)
		for (const term of terms) {
			const stretch = Math.floor(place / inStretch);
			const key = `${stretch} ${term}`;
			const known = stretches.get(key) ?? { term, stretch, places: [] };
			stretches.set(key, { ...known, places: [...known.places, place] });
		}
	return JSON.stringify([...stretches.values()]);
}
const postingColumns = sql`one (term text, stretch int, places int[])`;

/** Words under which documents are filed from now on. */
export async function fileTerms(trx: Trx, ctx: Context, rows: readonly Filed[]): Promise<void> {
	await sql`
		insert into similarity_term as s (committee_id, term, stretch, places)
			select ${ctx.committee.id}, one.term, one.stretch, one.places from jsonb_to_recordset(${postings(rows)}::jsonb) ${postingColumns}
		on conflict (committee_id, term, stretch) do update set places = s.places || excluded.places`.execute(trx);
}

export async function takeTermsOut(trx: Trx, ctx: Context, rows: readonly Filed[]): Promise<void> {
	if (!rows.length) return;
	await sql`
		update similarity_term s set places = array(select place from unnest(s.places) place where place <> all(one.places))
		from jsonb_to_recordset(${postings(rows)}::jsonb) ${postingColumns}
		where s.committee_id = ${ctx.committee.id} and s.term = one.term and s.stretch = one.stretch`.execute(trx);
}

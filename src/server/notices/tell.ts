import type { Context } from '../core/context.ts';
import type { ActJob, FollowingJob } from '../core/jobs.ts';
import { findEntry, insertNotices, listReadable, listReaders, type Entry, type NewNotice } from './queries.ts';

export interface Telling {
	matter_id: string;
	/** `<machine>.<action>` or `reminder.<when>`: the sentence is `notice.<kind>`. */
	kind: string;
	dedupe: string;
	person_ids: Iterable<string>;
	/** What the sentence says beside title and number. */
	about?: Record<string, unknown>;
}

/** Writes a notice for everybody named. Title and number come from a reading as that person, so that nobody is told of what he may not see. */
export async function tell(ctx: Context, tellings: readonly Telling[]): Promise<void> {
	const byPerson = new Map<string, Telling[]>();
	for (const telling of tellings)
		for (const person_id of new Set(telling.person_ids))
			byPerson.set(person_id, [...(byPerson.get(person_id) ?? []), telling]);
	if (!byPerson.size) return;
	const notices: NewNotice[] = [];
	for (const reader of await listReaders(ctx.db, ctx, [...byPerson.keys()])) {
		const theirs = byPerson.get(reader.person_id) ?? [];
		const readable = await listReadable(ctx.db, ctx, reader, [...new Set(theirs.map((telling) => telling.matter_id))]);
		const matters = new Map(readable.map((matter) => [matter.id, matter]));
		for (const { matter_id, kind, dedupe, about } of theirs) {
			const matter = matters.get(matter_id);
			if (matter)
				notices.push({
					person_id: reader.person_id,
					matter_id,
					kind,
					dedupe,
					content: { ...about, title: matter.title, number: matter.number_label },
				});
		}
	}
	await insertNotices(ctx.db, ctx, notices);
}

export type Followed = ActJob & Entry;
type Whom = (ctx: Context, act: Followed) => Promise<{ person_ids: Iterable<string>; about?: Record<string, unknown> }>;

/** A job that tells of an act those whom `whom` finds, but not the one who did it. */
export const tellOfAct =
	(whom: Whom): FollowingJob =>
	async (ctx, act) => {
		const entry = await findEntry(ctx.db, ctx, act);
		if (!entry) return;
		const { person_ids, about } = await whom(ctx, { ...act, ...entry });
		const others = new Set(person_ids);
		others.delete(entry.actor_id ?? '');
		const kind = `${act.machine}.${act.action}`;
		const said = { unit: entry.unit, role: entry.content.role ?? null, kind: entry.content.kind ?? null };
		await tell(ctx, [
			{
				matter_id: act.matter_id,
				kind,
				dedupe: `${kind}:${act.matter_id}:${act.seq}`,
				person_ids: others,
				about: { ...said, ...about },
			},
		]);
	};

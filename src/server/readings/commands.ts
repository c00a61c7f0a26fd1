import { createHash } from 'node:crypto';
import type { Context } from '../core/context.ts';
import { newId } from '../core/id.ts';
import type { Openness } from '../core/schema.ts';
import { insertReadings, listReadingsOf, type Manner, type NewReading, type ReadingRow, type Roll } from './queries.ts';

/** What of a matter tells whether a reading of it is noted. */
export interface ReadMatter {
	id: string;
	owner_id: string;
	openness: Openness;
}

/** Whether this reading leaves a trace: a person reads what is restricted and not his own. */
export const leavesTrace = ({ actor }: Pick<Context, 'actor'>, { openness, owner_id }: ReadMatter): boolean =>
	openness === 'restricted' && actor.person_id !== null && actor.person_id !== owner_id;

/** The same by the same person on the same day in the same way. */
const again = ({ actor, today }: Context, manner: Manner, what: string): string =>
	[today, actor.person_id ?? 'server', manner, what].join(' ');

const tracesOf = (ctx: Context, matters: readonly ReadMatter[], manner: Manner): NewReading[] =>
	matters
		.filter((matter) => leavesTrace(ctx, matter))
		.map(({ id, owner_id }) => ({
			manner,
			matter_id: id,
			roll: null,
			about: [owner_id],
			dedupe: again(ctx, manner, id),
		}));

/** Notes the readings that leave a trace, in one statement; others cost nothing. Where it fails, nothing may be shown. */
export async function noteReadings(ctx: Context, matters: readonly ReadMatter[], manner: Manner): Promise<void> {
	const traces = tracesOf(ctx, matters, manner);
	if (traces.length) await insertReadings(ctx.db, ctx, traces);
}

/** The same at the committee's desk, which is told who has read a restricted matter; still one statement. */
export async function noteAtDesk(ctx: Context, matter: ReadMatter): Promise<ReadingRow[]> {
	if (matter.openness !== 'restricted') return [];
	return listReadingsOf(ctx.db, ctx, matter.id, tracesOf(ctx, [matter], 'read'));
}

/** Notes that a roll was looked at or taken out, by a person or by whoever runs the server. Each time that it is taken out counts; a roll of nobody is none. */
export async function noteRoll(ctx: Context, roll: Roll, persons: readonly string[], manner: Manner): Promise<void> {
	const about = [...new Set(persons)].sort();
	if (!about.length) return;
	const held = createHash('sha256').update(about.join()).digest('hex');
	const dedupe = manner === 'read' ? again(ctx, manner, `${roll} ${held}`) : newId(ctx.now.getTime());
	await insertReadings(ctx.db, ctx, [{ manner, matter_id: null, roll, about, dedupe }]);
}

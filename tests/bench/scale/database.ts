import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slug } from '#demo/fill/assembly.ts';
import { fill } from '#demo/fill/fill.ts';
import { findFilled } from '#demo/fill/queries.ts';
import { plainDateIn } from '#server/core/clock.ts';
import { everyone, type Context } from '#server/core/context.ts';
import { connect, openDatabase, type Db } from '#server/core/database.ts';
import { startEmbeddedPostgres } from '#server/core/embedded-postgres.ts';
import { migrate } from '#server/core/migrate.ts';
import { findActor, findCommittee } from '#server/people/queries.ts';

export const readers = ['proposal_clerk', 'unit_head', 'member'] as const;
export type Reader = 'anyone' | (typeof readers)[number];
/** Who reads in a role, by the name that `statements.ts` knows him by. */
export const userOf = (reader: Reader): string | undefined => (reader === 'anyone' ? undefined : `scale-${reader}`);

export interface Filled {
	db: Db;
	ownerUrl: string;
	as(reader: Reader): Promise<Context>;
	close(): Promise<void>;
}

/** A database of this size: filled where it is not yet, and kept in a folder where one is named. */
export async function openOfSize(
	proposals: number,
	keep: string | undefined,
	say: (line: string) => void,
): Promise<Filled> {
	const folder = keep ? join(keep, String(proposals)) : await mkdtemp(join(tmpdir(), 'concentric-scale-'));
	const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), revive: false });
	await migrate(server.url);
	const connection = connect(server.url, 4);
	const db = openDatabase(connection);
	const today = plainDateIn('Asia/Shanghai', new Date());
	if ((await findFilled(db)) !== 'whole') {
		const began = performance.now();
		await fill({ ownerUrl: server.url, proposals, today, again: true, onStep: () => undefined });
		say(
			`${proposals.toLocaleString('en')} proposals filled in ${((performance.now() - began) / 60_000).toFixed(1)} minutes`,
		);
	}
	for (const role of readers) await connection.query(introduction, [userOf(role), role, `${role}@scale.invalid`]);
	const committee = await findCommittee(db, slug);
	if (!committee) throw new Error('the filled committee is not there');
	return {
		db,
		ownerUrl: server.url,
		async as(reader) {
			const user = userOf(reader);
			const actor = user ? await findActor(db, committee, user, today) : everyone;
			if (!actor) throw new Error(`${reader} holds no office`);
			return { db, committee, actor, now: new Date(), today };
		},
		async close() {
			await connection.end();
			await server.stop();
			if (!keep) await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A sign-in for whoever holds the role where most is handled. */
const introduction = `
	with made as (
		insert into auth."user" (id, name, email, username) values ($1, $1, $3, $1) on conflict (id) do nothing returning id
	)
	update person set user_id = (select id from made) where exists (select from made)
		and id = (select m.person_id from mandate m join committee c on c.id = m.committee_id where c.slug = '${slug}' and m.role = $2 
			order by (select count(*) from assignment a where a.committee_id = m.committee_id and a.unit_id = m.body_id) desc, m.id limit 1)`;

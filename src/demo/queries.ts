import { sql } from 'kysely';
import type { Db } from '#server/core/database.ts';

/** Those of the names that can sign in here, with the persons behind them. */
export async function listUsersNamed(
	db: Db,
	usernames: readonly string[],
): Promise<{ username: string; name: string }[]> {
	const { rows } = await sql<{ username: string; name: string }>`
		select u.username, p.name from auth."user" u join person p on p.user_id = u.id
		where u.username = any(${[...usernames]}::text[]) order by u.username limit 100`.execute(db);
	return rows;
}

import type { FreshDatabase } from '../../../tests/database.ts';
import { freshDatabase } from '../../../tests/database.ts';
import { demoContent } from '#demo/content/index.ts';
import { storeContent } from '#demo/load.ts';
import '../assembly.ts';
import { everyone, type Context } from '../core/context.ts';
import { connect, openDatabase, type Connection, type Db } from '../core/database.ts';
import { findActor, findHomeCommittee } from '../people/queries.ts';
import { indexChanged } from './jobs.ts';

/** The invented county on one day, indexed. */
export interface Demo {
	db: Db;
	asPublic: Context;
	/** Somebody who holds this role. */
	as(role: string): Promise<Context>;
	close(): Promise<void>;
}

export async function openDemo(today: string): Promise<Demo> {
	const database: FreshDatabase = await freshDatabase();
	const connection: Connection = connect(database.appUrl, 6);
	const db = openDatabase(connection);
	await storeContent(db, database.ownerUrl, demoContent(today));
	const committee = await findHomeCommittee(db);
	if (!committee) throw new Error('the demo has a committee');
	const asPublic: Context = {
		db,
		committee,
		actor: everyone,
		now: new Date(`${today}T09:00:00+08:00`),
		today,
		clock: 'given',
	};
	await indexChanged(asPublic);
	const as: Demo['as'] = async (role) => {
		const found = await db
			.selectFrom('mandate as md')
			.innerJoin('person as p', 'p.id', 'md.person_id')
			.select('p.user_id')
			.where('md.committee_id', '=', committee.id)
			.where('md.role', '=', role)
			.where('p.user_id', 'is not', null)
			.orderBy('p.id')
			.executeTakeFirstOrThrow();
		return { ...asPublic, actor: (await findActor(db, committee, found.user_id ?? '', today)) ?? everyone };
	};
	const close = async () => {
		await connection.end();
		await database.drop();
	};
	return { db, asPublic, as, close };
}

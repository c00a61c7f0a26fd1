import { afterAll, beforeEach } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts';
import { connect, openDatabase, type Connection } from '../core/database.ts';
import type { Role } from '../core/grant.ts';
import { newId } from '../core/id.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from './assembly.ts';

/** One database for a file of tests, and a small assembly of its own for each of them. */
export function stage(name: string): () => SmallAssembly {
	let database: FreshDatabase | undefined;
	let connection: Connection | undefined;
	let assembly: SmallAssembly;
	let nth = 0;
	beforeEach(async () => {
		database ??= await freshDatabase();
		connection ??= connect(database.appUrl, 4);
		assembly = await seedSmallAssembly(openDatabase(connection), `${name}-${++nth}`);
	});
	afterAll(async () => {
		await connection?.end();
		await database?.drop();
	});
	return () => assembly;
}

/** Gives a person another mandate. */
export async function appoint(
	{ as, committee, bodies, persons }: SmallAssembly,
	who: PersonName,
	role: Role,
	body: keyof SmallAssembly['bodies'],
	days: { from?: string; to?: string } = {},
): Promise<void> {
	const { db } = await as('public');
	await db
		.insertInto('mandate')
		.values({
			committee_id: committee.id,
			id: newId(),
			person_id: persons[who],
			body_id: bodies[body],
			role,
			member_no: null,
			starts_on: days.from ?? '2022-01-01',
			ends_on: days.to ?? null,
		})
		.execute();
}

/** Ends a person's mandates in this role with a day. */
export async function dismiss(
	{ as, committee, persons }: SmallAssembly,
	who: PersonName,
	role: Role,
	last: string,
): Promise<void> {
	const { db } = await as('public');
	await db
		.updateTable('mandate')
		.set({ ends_on: last })
		.where('committee_id', '=', committee.id)
		.where('person_id', '=', persons[who])
		.where('role', '=', role)
		.execute();
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts';
import { system, type Context } from '../core/context.ts';
import { connect, openDatabase, type Db, type Trx } from '../core/database.ts';
import { seedSmallAssembly, type SmallAssembly } from '../testing/assembly.ts';
import { sealWaiting } from './commands.ts';
import { inspect } from './inspect.ts';
import type { Report, Known } from './verify.ts';

/** A small assembly with a ledger of its own: its key lies in a folder that goes with it. */
export interface LedgerHouse {
	db: Db;
	/** Of the tables' owner, who may do everything to them: the attacker. */
	owner: Db;
	database: FreshDatabase;
	assembly: SmallAssembly;
	ctx: Context;
	folder: string;
	seal(): Promise<number>;
	verify(known?: Known): Promise<Report>;
	/** What is found after somebody with all rights did this to the tables; undone afterwards. */
	after(attack: (trx: Trx) => Promise<unknown>, known?: Known): Promise<string[]>;
	close(): Promise<void>;
}

/** As short as a sentence: what, where, and what else is said of it. */
export const brief = ({ findings }: Report): string[] =>
	findings.map(({ what, block, seq, values }) =>
		[what, block && `block ${block}`, seq && `seq ${seq}`, values && Object.values(values).join(' ')]
			.filter(Boolean)
			.join(', '),
	);

export async function ledgerHouse(): Promise<LedgerHouse> {
	const folder = await mkdtemp(join(tmpdir(), 'concentric-ledger-'));
	process.env.LEDGER_KEY_FILE = join(folder, 'ledger.key');
	const database = await freshDatabase();
	const [connection, ownerConnection] = [connect(database.appUrl, 4), connect(database.ownerUrl, 2)];
	const [db, owner] = [openDatabase(connection), openDatabase(ownerConnection)];
	const assembly = await seedSmallAssembly(db);
	const ctx: Context = { ...(await assembly.as('public')), actor: system };
	return {
		db,
		owner,
		database,
		assembly,
		ctx,
		folder,
		seal: () => sealWaiting(ctx),
		verify: (known) => inspect(ctx, known),
		async after(attack, known) {
			const trx = await owner.startTransaction().execute();
			try {
				await sql`set local session_replication_role = replica`.execute(trx);
				await attack(trx);
				return brief(await inspect({ ...ctx, db: trx }, known));
			} finally {
				await trx.rollback().execute();
			}
		},
		async close() {
			await Promise.all([connection.end(), ownerConnection.end()]);
			await database.drop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

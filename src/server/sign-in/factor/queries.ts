import { sql } from 'kysely';
import type { Db, Trx } from '../../core/database.ts';

export interface StoredFactor {
	/** Encrypted with the installation's secret. */
	secret: string;
	confirmed_at: Date | null;
	unused_codes: number;
}

export async function findFactor(db: Db, user_id: string): Promise<StoredFactor | undefined> {
	const { rows } = await sql<StoredFactor>`
		select f.secret, f.confirmed_at,
			(select count(*)::int from auth.recovery_code c where c.user_id = f.user_id and c.used_at is null) as unused_codes
		from auth.second_factor f where f.user_id = ${user_id}`.execute(db);
	return rows[0];
}

/** A secret that is shown until its first code has come back; one that is confirmed is not touched. */
export const offerFactor = (db: Db, user_id: string, secret: string, now: Date) =>
	sql`insert into auth.second_factor (user_id, secret, begun_at) values (${user_id}, ${secret}, ${now})
		on conflict (user_id) do nothing`.execute(db);

/** Uses up the step of a code: the same code, or an older one, is refused. Of two at once, one passes. */
export async function passStep(trx: Trx, user_id: string, step: number, now: Date): Promise<boolean> {
	const { numAffectedRows } = await sql`update auth.second_factor
		set last_step = ${step}, confirmed_at = coalesce(confirmed_at, ${now}) where user_id = ${user_id} and last_step < ${step}`.execute(
		trx,
	);
	return Boolean(numAffectedRows);
}

/** New recovery codes in place of all earlier ones. */
export async function saveRecoveryCodes(trx: Trx, user_id: string, hashes: readonly Buffer[]): Promise<void> {
	await sql`delete from auth.recovery_code where user_id = ${user_id}`.execute(trx);
	for (const hash of hashes)
		await sql`insert into auth.recovery_code (user_id, code_hash) values (${user_id}, ${hash})`.execute(trx);
}

export async function useRecoveryCode(db: Db, user_id: string, hash: Buffer, now: Date): Promise<boolean> {
	const { numAffectedRows } =
		await sql`update auth.recovery_code set used_at = ${now} where user_id = ${user_id} and code_hash = ${hash} and used_at is null`.execute(
			db,
		);
	return Boolean(numAffectedRows);
}

export async function removeFactor(trx: Trx, user_id: string): Promise<void> {
	await sql`delete from auth.recovery_code where user_id = ${user_id}`.execute(trx);
	await sql`delete from auth.second_factor where user_id = ${user_id}`.execute(trx);
}

import { createHmac, randomInt } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { Db } from '../../core/database.ts';
import { base32, newSecret, otpauth, stepOf } from '../totp.ts';
import { findFactor, offerFactor, passStep, removeFactor, saveRecoveryCodes, useRecoveryCode } from './queries.ts';

/** With which secret what is stored of a factor is sealed. */
export interface Sealing {
	db: Db;
	secret: string;
}

const hashOf = (secret: string, user_id: string, code: string): Buffer =>
	createHmac('sha256', secret).update(`recovery ${user_id} ${code}`).digest();

/** Without letters and digits that are taken for one another. */
const signs = '23456789abcdefghjkmnpqrstuvwxyz';
const newCode = (): string => Array.from({ length: 10 }, () => signs[randomInt(signs.length)]).join('');
const spaced = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
/** As typed on a Chinese keyboard, too. */
const digits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');

export interface Offer {
	/** What the QR code says. */
	address: string;
	/** The same to be typed by hand, in fours. */
	key: string;
}

/** The authenticator's secret, until its first code has come back; none where there is one already. */
export async function offerOf(
	{ db, secret }: Sealing,
	user_id: string,
	{ issuer, name, now }: { issuer: string; name: string; now: Date },
): Promise<Offer | undefined> {
	await offerFactor(db, user_id, await symmetricEncrypt({ key: secret, data: newSecret().toString('base64url') }), now);
	const stored = await findFactor(db, user_id);
	if (!stored || stored.confirmed_at) return undefined;
	const bytes = await secretOf(secret, stored.secret);
	return { address: otpauth(bytes, issuer, name), key: base32(bytes).replace(/(.{4})(?=.)/g, '$1 ') };
}

const secretOf = async (secret: string, sealed: string): Promise<Buffer> =>
	Buffer.from(await symmetricDecrypt({ key: secret, data: sealed }), 'base64url');

async function passesCode({ db, secret }: Sealing, user_id: string, typed: string, now: Date): Promise<boolean> {
	const stored = await findFactor(db, user_id);
	const step = stored && stepOf(await secretOf(secret, stored.secret), digits(typed), now);
	return step !== undefined && (await db.transaction().execute((trx) => passStep(trx, user_id, step, now)));
}

/** The first code comes back: from now on it is asked for. Answers the recovery codes, which are shown this once; undefined where the code is wrong. */
export async function confirmFactor(
	sealing: Sealing,
	user_id: string,
	typed: string,
	now: Date,
): Promise<string[] | undefined> {
	const stored = await findFactor(sealing.db, user_id);
	if (!stored || stored.confirmed_at || !(await passesCode(sealing, user_id, typed, now))) return undefined;
	return renewRecoveryCodes(sealing, user_id);
}

export async function renewRecoveryCodes({ db, secret }: Sealing, user_id: string): Promise<string[]> {
	const codes = Array.from({ length: 10 }, newCode);
	const hashes = codes.map((code) => hashOf(secret, user_id, code));
	await db.transaction().execute((trx) => saveRecoveryCodes(trx, user_id, hashes));
	return codes.map(spaced);
}

/** The second step of a sign-in: the code of the moment, once, or a recovery code, once. */
export async function passesFactor(sealing: Sealing, user_id: string, typed: string, now: Date): Promise<boolean> {
	const stored = await findFactor(sealing.db, user_id);
	if (!stored?.confirmed_at) return false;
	if (digits(typed).length === 6 && plain(typed.normalize('NFKC')).length === 6)
		return passesCode(sealing, user_id, typed, now);
	return useRecoveryCode(sealing.db, user_id, hashOf(sealing.secret, user_id, plain(typed.normalize('NFKC'))), now);
}

/** A person's own authenticator is taken off, or the office's help for a lost telephone. */
export const dropFactor = ({ db }: Pick<Sealing, 'db'>, user_id: string): Promise<void> =>
	db.transaction().execute((trx) => removeFactor(trx, user_id));

import { createHash, randomBytes } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { pinyin } from 'pinyin-pro';
import type { Committee, Context } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import { mayBy, type Role } from '../core/grant.ts';
import { broken, brokenRules, notPermitted, Refusal } from '../core/refusal.ts';
import { settingsOf } from '../core/settings.ts';
import { noteRoll } from '../readings/commands.ts';
import { breachOfPassword } from './password.ts';
import { accountGrants } from './permissions.ts';
import { removeFactor } from './factor/queries.ts';
import * as queries from './queries.ts';
import type { Invited, Link } from './queries.ts';
import { worksInOffice } from './standing.ts';

const day = 24 * 3_600_000;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The desk helps members and those who speak for a body; who works at a desk or in a unit is the administrator's to let in. */
export function mayGiveLink({ actor }: Context, roles: readonly string[]): boolean {
	const mandates = roles.map((role) => ({ role: role as Role, body_id: '', body_kind: '', body_name: '' }));
	return mayBy(accountGrants[worksInOffice({ mandates }) ? 'invite_anybody' : 'invite_member'], actor, []);
}

export const mayKeepAccounts = ({ actor }: Pick<Context, 'actor'>): boolean =>
	mayBy(accountGrants.invite_member, actor, []);
export const mayResetFactor = ({ actor }: Pick<Context, 'actor'>): boolean =>
	mayBy(accountGrants.reset_second_factor, actor, []);

/** The list of sign-ins, for those who keep it. */
export async function readSignIns(ctx: Context, filter: Parameters<typeof queries.listSignIns>[2]) {
	if (!mayKeepAccounts(ctx)) throw notPermitted('account.invite_member');
	const rows = await queries.listSignIns(ctx.db, ctx, filter);
	const persons = rows.map(({ person_id }) => person_id);
	await noteRoll(ctx, 'sign_ins', persons, 'read');
	return { rows: rows.map((row) => ({ ...row, may: mayGiveLink(ctx, row.roles) })), total: rows[0]?.total ?? 0 };
}

/** A lost telephone: the second step is taken off and whatever was signed in ends; the next sign-in sets it up anew. */
export async function resetFactor(ctx: Context, person_id: string): Promise<void> {
	if (!mayResetFactor(ctx)) throw notPermitted('account.reset_second_factor');
	const person = await queries.findInvited(ctx.db, ctx, person_id);
	if (!person) throw new Refusal('unknown', [{ code: 'sign_in.unknown_person' }]);
	const { user_id } = person;
	if (!user_id) return;
	await ctx.db.transaction().execute(async (trx) => {
		await removeFactor(trx, user_id);
		await queries.endSessionsOf(trx, user_id);
	});
}

/** 顾望川 → guwangchuan, guwangchuan2 …; the name says who it is and is no secret. */
function userNamesFor({ name }: Invited): string[] {
	const spelled = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join('');
	const base = spelled
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '')
		.slice(0, 24)
		.padEnd(3, 'x');
	return [base, ...Array.from({ length: 98 }, (_, n) => `${base}${n + 2}`)];
}

export interface GivenLink {
	token: string;
	person_id: string;
	name: string;
	username: string;
	expires_at: Date;
	/** The person had a password before: this link replaces it. */
	again: boolean;
}

/** A link with which one person sets a password, once. The token leaves here and is stored only as a hash. */
export async function giveLink(ctx: Context, person_id: string): Promise<GivenLink> {
	const person = await queries.findInvited(ctx.db, ctx, person_id);
	if (!person) throw new Refusal('unknown', [{ code: 'sign_in.unknown_person' }]);
	if (!mayGiveLink(ctx, person.roles)) throw notPermitted('account.invite_anybody');
	const { sign_in } = await settingsOf(ctx.db, ctx);
	const token = randomBytes(16).toString('base64url');
	const expires_at = new Date(ctx.now.getTime() + sign_in.link_days * day);
	return ctx.db.transaction().execute(async (trx) => {
		const username = person.username ?? (await queries.findFreeUserName(trx, userNamesFor(person)));
		if (!username) throw broken('sign_in.no_user_name', { values: { name: person.name } });
		const user_id = person.user_id ?? (await queries.insertUser(trx, person, username));
		const credential = await queries.findCredential(trx, user_id);
		await queries.insertLink(trx, ctx, { token_hash: hashOf(token), user_id, expires_at });
		return { token, person_id, name: person.name, username, expires_at, again: Boolean(credential?.password) };
	});
}

export type LinkState = 'good' | 'used' | 'withdrawn' | 'expired' | 'unknown';

const stateOf = (link: Link | undefined, { committee, now }: Pick<Context, 'committee' | 'now'>): LinkState => {
	if (!link || link.committee_id !== committee.id) return 'unknown';
	if (link.used_at) return 'used';
	if (link.withdrawn_at) return 'withdrawn';
	return link.expires_at > now ? 'good' : 'expired';
};

/** What a link is good for. Looking at it does not use it up: messengers look before people do. */
export async function openLink(
	ctx: Context,
	token: string,
): Promise<{ state: LinkState; user_id: string; name: string; username: string }> {
	const link = await queries.findLink(ctx.db, hashOf(token));
	const state = stateOf(link, ctx);
	const credential = link && state === 'good' ? await queries.findCredential(ctx.db, link.user_id) : undefined;
	const { name = '', username = '' } = credential ?? {};
	return { state, user_id: link?.user_id ?? '', name, username };
}

export interface NewPassword {
	password: string;
	again: string;
}

async function accepted(
	{ password, again }: NewPassword,
	known: { name: string; username: string; committee: Committee; numbers?: string[] },
): Promise<string> {
	const breach = await breachOfPassword(password, known);
	if (breach) throw brokenRules([breach]);
	if (password !== again) throw broken('sign_in.password_differs', { field: 'again' });
	return hashPassword(password);
}

/** Sets the password, uses the link up, and ends whatever was signed in as this person. Answers who it is. */
export async function takeUpLink(ctx: Context, token: string, wanted: NewPassword): Promise<string> {
	const { state, user_id, name, username } = await openLink(ctx, token);
	if (state !== 'good') throw broken(`sign_in.link_${state}`);
	const hash = await accepted(wanted, { name, username, committee: ctx.committee });
	await ctx.db.transaction().execute(async (trx) => {
		if (!(await queries.takeLink(trx, hashOf(token), ctx.now))) throw broken('sign_in.link_used');
		await queries.savePassword(trx, user_id, hash);
		await queries.endSessionsOf(trx, user_id);
	});
	return user_id;
}

export async function isPasswordOf(db: Db, user_id: string, password: string): Promise<boolean> {
	const credential = await queries.findCredential(db, user_id);
	return Boolean(credential?.password) && verifyPassword({ hash: credential?.password ?? '', password });
}

/** The owner changes the password: every session ends, also the one whose cookie somebody may have copied. */
export async function changePassword(
	ctx: Context,
	user_id: string,
	{ current, ...wanted }: NewPassword & { current: string },
): Promise<void> {
	const credential = await queries.findCredential(ctx.db, user_id);
	if (!credential || !(await isPasswordOf(ctx.db, user_id, current)))
		throw broken('sign_in.password_wrong', { field: 'current' });
	if (current === wanted.password) throw broken('sign_in.password_same', { field: 'password' });
	const hash = await accepted(wanted, { ...credential, committee: ctx.committee });
	await ctx.db.transaction().execute(async (trx) => {
		await queries.savePassword(trx, user_id, hash);
		await queries.withdrawLinks(trx, user_id, ctx.now);
		await queries.endSessionsOf(trx, user_id);
	});
}

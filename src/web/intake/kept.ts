import { createHash } from 'node:crypto';
import type { Context } from '#server/core/context.ts';
import { inTransaction } from '#server/core/database.ts';
import { mayBy } from '#server/core/grant.ts';
import { isId, newId } from '#server/core/id.ts';
import { broken, notPermitted } from '#server/core/refusal.ts';
import { kindOf } from '#server/intake/kind.ts';
import { within } from '#server/core/transition.ts';
import { intakeGrants } from '#server/intake/permissions.ts';
import { deleteKeptFile, findKeptFile, insertKeptFile, type KeptFile } from '#server/intake/queries.ts';
import { bringIn, isIntakeKind, type IntakeKind } from './preview.ts';

export const mayBringIn = ({ actor }: Context): boolean => mayBy(intakeGrants.import_rosters, actor, []);

/** As much as a page may bring (see `serving.ts`): a ledger with its pictures, or a thousand documents. Larger ones go by the command line. */
export const MOST_MEGABYTES = 60;
const KEPT_HOURS = 24;

/** Keeps an uploaded file for a day, once it can be read at all; refuses it with what to do instead. */
export async function keepUpload(ctx: Context, form: FormData): Promise<string> {
	if (!mayBringIn(ctx) || !ctx.actor.person_id) throw notPermitted('intake.import_rosters');
	const kind = String(form.get('kind') ?? '');
	const file = form.get('file');
	if (!isIntakeKind(kind)) throw broken('intake.choose_kind', { field: 'kind' });
	if (!(file instanceof File) || !file.name) throw broken('intake.choose_file', { field: 'file' });
	if (file.size > MOST_MEGABYTES * 1024 * 1024)
		throw broken('intake.too_big_for_page', { field: 'file', values: { megabytes: MOST_MEGABYTES } });
	const content = Buffer.from(await file.arrayBuffer());
	if (kind !== 'documents') await bringIn(ctx, kind, file.name, content, { dryRun: true, said: {} });
	else kindOf(content, MOST_MEGABYTES * 1024 * 1024);
	const kept = { kind, name: file.name.slice(0, 200), size: file.size, said: {}, content };
	return inTransaction(ctx.db, async (trx, now) => {
		const inner = within(ctx, trx, now);
		const id = newId(inner.now.getTime());
		const expires_at = new Date(inner.now.getTime() + KEPT_HOURS * 3_600_000);
		const sha256 = createHash('sha256').update(content).digest();
		await insertKeptFile(trx, inner, { ...kept, id, sha256, expires_at, added_by: ctx.actor.person_id ?? '' });
		return id;
	});
}

/** The file that its bringer left here, while he may still bring any in; refuses where it is gone. */
export async function keptFile(ctx: Context, id: string): Promise<KeptFile & { kind: IntakeKind }> {
	if (!mayBringIn(ctx)) throw notPermitted('intake.import_rosters');
	const kept = isId(id) ? await findKeptFile(ctx.db, ctx, id) : undefined;
	if (!kept || !isIntakeKind(kept.kind)) throw broken('intake.file_gone');
	return { ...kept, kind: kept.kind };
}

/** Gone already, it is gone. */
export async function dropKeptFile(ctx: Context, id: string): Promise<void> {
	if (!mayBringIn(ctx)) throw notPermitted('intake.import_rosters');
	if (isId(id)) await deleteKeptFile(ctx.db, ctx, id);
}

/** What was said on the page of unknown headings and of sessions, beside what was said before; '-' leaves a column out. */
export function saidIn(form: FormData, before: Record<string, string>): Record<string, string> {
	const text = (name: string, at: number) => String(form.getAll(name)[at] ?? '').trim();
	const mapped = form
		.getAll('heading')
		.map((heading, at) => [`=${String(heading)}`, text('field', at)] as const)
		.filter(([, field]) => field !== '')
		.map(([heading, field]) => [heading, field === '-' ? '' : field] as const);
	const sessions = form.getAll('sheet').flatMap((sheet, at) => {
		const session = text('past', at) || text('session', at);
		return session ? [[sheet === '' ? 'session' : `@${String(sheet)}`, session] as const] : [];
	});
	return { ...before, ...Object.fromEntries([...mapped, ...sessions]) };
}

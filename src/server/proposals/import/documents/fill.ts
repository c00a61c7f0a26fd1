import type { Context } from '../../../core/context.ts';
import type { Trx } from '../../../core/database.ts';
import { append, lockMatter, saveSeq } from '../../../core/timeline.ts';
import { insertRows } from '#server/intake/queries.ts';
import { fold } from '#server/intake/text.ts';
import { replyText } from '../handling.ts';
import type { Prepared } from '../open.ts';
import * as queries from '../queries/documents.ts';
import { attachmentRow } from '../source.ts';
import type { Question } from './sort.ts';

const keyOf = ({ session, label }: Prepared) => `${session.id} ${label}`;

/** What is stored under the numbers of these rows. */
export async function shelvedUnder(ctx: Context, rows: readonly Prepared[]): Promise<Map<string, queries.Shelved>> {
	const keys = rows.map(({ session, label }) => ({ session_id: session.id, number_label: label }));
	const found = await queries.listShelved(ctx.db, ctx, keys);
	return new Map(found.map((one) => [`${one.session_id} ${one.number_label}`, one]));
}

/** Why a document cannot be added to what is stored under its number; undefined where it can, or where nothing is stored. */
export function questionOf(prepared: Prepared, shelved: ReadonlyMap<string, queries.Shelved>): Question | undefined {
	const stored = shelved.get(keyOf(prepared));
	if (!stored) return undefined;
	const { row, label, texts } = prepared;
	const alike = (text: string) => fold(text).replace(/^关于|的?(提案|建议)$/g, '');
	if (alike(stored.title) !== alike(row.title))
		return { reason: 'intake.another_title', column: label, value: row.title, hint: stored.title };
	if (!stored.imported) return { reason: 'intake.lives_here', value: label };
	if (texts?.replies.length && stored.replies.length === 0) return { reason: 'intake.no_reply_stored', value: label };
	return undefined;
}

/** Adds to a past matter what its ledger did not have: the text, the replies, the file. Resolves with whether anything was new. */
export async function fill(
	trx: Trx,
	ctx: Context,
	{ row, texts }: Prepared,
	stored: queries.Shelved,
): Promise<boolean> {
	if (!texts) return false;
	const { situation, analysis, suggestions, replies, sources } = texts;
	const hasText = Boolean(situation || analysis || suggestions) && !stored.has_text;
	const empty = stored.replies.flatMap((reply, index) => {
		const body = replyText(replies, index);
		return reply.empty && body ? { id: reply.id, body } : [];
	});
	const files = sources.filter(({ sha256 }) => !stored.files.includes(sha256.toString('hex')));
	if (!hasText && empty.length === 0 && files.length === 0) return false;
	const matter = await lockMatter(trx, ctx, 'matter', stored.id);
	const before = await queries.findChangedAt(trx, ctx, stored.id);
	if (!matter || !before) return false;
	if (hasText) await queries.saveShelvedText(trx, ctx, stored.id, { situation, analysis, suggestions });
	for (const { id, body } of empty) await queries.saveShelvedReply(trx, ctx, id, body);
	const of = { committee_id: ctx.committee.id, matter_id: stored.id };
	await insertRows(
		trx,
		'attachment',
		files.map((file) => attachmentRow(ctx, of, file)),
	);
	await append(trx, ctx, matter, {
		machine: 'proposal',
		subject_id: stored.id,
		action: 'import',
		from_state: before.state,
		to_state: before.state,
		content: { row: row.row, files: files.map(({ name }) => name) },
	});
	await saveSeq(trx, ctx, matter);
	await queries.keepChangedAt(trx, ctx, stored.id, before.changed_at);
	return true;
}

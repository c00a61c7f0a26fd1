import { listCheckpoints } from '#server/ledger/queries/chain.ts';
import type { Checkpoint } from '#server/ledger/block.ts';
import type { Context } from '#server/core/context.ts';
import { currentLocale, t } from '#words';

/** What a block says, in words. */
export const saidOf = ({ kind, count, about }: Checkpoint): string =>
	kind === 'entries'
		? t('sealing.entries', { n: count })
		: t(`sealing.kind_${kind}`, {
				to: about?.returned_to?.number ?? 0,
				n: about?.erased?.length ?? 0,
				rule: about?.rule ?? '',
			});

export interface CheckpointRow {
	number: number;
	hash: string;
	/** In the committee's zone, to the second. */
	sealed_at: string;
	said: string;
}

export function checkpointRow(ctx: Context, block: Checkpoint): CheckpointRow {
	const format = new Intl.DateTimeFormat(currentLocale(), {
		dateStyle: 'medium',
		timeStyle: 'medium',
		timeZone: ctx.committee.zone,
	});
	return {
		number: block.number,
		hash: block.hash,
		sealed_at: format.format(new Date(block.sealed_at)),
		said: saidOf(block),
	};
}

const perPage = 30;

/** A page of checkpoints, with the newest beside it wherever one pages. */
export async function checkpointPage(ctx: Context, before: string | null) {
	const asked = before && /^[1-9]\d{0,8}$/.test(before) ? Number(before) : undefined;
	const [rows, [newest]] = await Promise.all([
		listCheckpoints(ctx.db, ctx, { limit: perPage, ...(asked && { before: asked }) }),
		listCheckpoints(ctx.db, ctx, { limit: 1 }),
	]);
	const last = rows.at(-1)?.number ?? 1;
	const path = `/${ctx.committee.slug}/ledger`;
	return {
		newest: newest && { ...checkpointRow(ctx, newest), key: newest.key, signature: newest.signature },
		rows: rows.map((block) => checkpointRow(ctx, block)),
		next: last > 1 ? `${path}?before=${last}` : null,
		previous: asked ? (asked + perPage > (newest?.number ?? 0) ? path : `${path}?before=${asked + perPage}`) : null,
	};
}

const escaped = (text: string) => text.replace(/[<>&"']/g, (one) => `&#${one.charCodeAt(0)};`);

/**
 * The newest checkpoints as an Atom feed (RFC 4287): each keeps its id, its time and its text for ever. Links
 * are without a host: what is kept in memory for everybody must not hold what one request said.
 */
export function checkpointFeed(ctx: Context, blocks: readonly Checkpoint[]): string {
	const page = `/${ctx.committee.slug}/ledger`;
	const entries = blocks.map((block) =>
		[
			'<entry>',
			`<id>urn:sha256:${block.hash}</id>`,
			`<title>${escaped(t('sealing.block_number', { n: block.number }))}</title>`,
			`<updated>${block.sealed_at}</updated>`,
			`<link href="${escaped(`${page}?before=${block.number + 1}`)}"/>`,
			`<summary>${escaped(saidOf(block))}</summary>`,
			`<content type="text">${escaped(JSON.stringify(block))}</content>`,
			'</entry>',
		].join(''),
	);
	return [
		'<?xml version="1.0" encoding="utf-8"?>',
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${currentLocale()}">`,
		`<id>urn:uuid:${ctx.committee.id}</id>`,
		`<title>${escaped(t('sealing.feed_title', { name: ctx.committee.name }))}</title>`,
		`<updated>${blocks[0]?.sealed_at ?? '1970-01-01T00:00:00Z'}</updated>`,
		`<author><name>${escaped(ctx.committee.name)}</name></author>`,
		`<link rel="self" href="${escaped(`${page}/feed.xml`)}"/>`,
		`<link href="${escaped(page)}"/>`,
		...entries,
		'</feed>',
		'',
	].join('\n');
}

import { sql } from 'kysely';
import * as attachments from '#server/proposals/queries/attachments.ts';
import * as exports from '#server/proposals/queries/exports.ts';
import { listLedgerParts } from '#server/proposals/queries/ledger.ts';
import type { Read } from './reads.ts';
import type { Write } from './writes.ts';

/** The queries that read what is taken out. */
export const exportReads = (withIds: (ask: Read['ask']) => Read): Record<string, Read> => ({
	'proposals/queries/ledger.ts listLedgerParts': withIds((db, ctx, { life }) =>
		listLedgerParts(db, ctx, [life.proposal]),
	),
	'proposals/queries/exports.ts listExports': {
		ask: (db, ctx) => exports.listExports(db, ctx),
		by: 'clerk',
		found: 'its own',
	},
	'proposals/queries/exports.ts findExport': withIds((db, ctx, { exported }) => exports.findExport(db, ctx, exported)),
	'proposals/queries/exports.ts findPiece': withIds(async (db, ctx, { exported }) => {
		await sql`update export_file set state = 'ready' where id = ${exported}`.execute(db);
		return exports.findPiece(db, ctx, exported, 0);
	}),
	'proposals/queries/attachments.ts findAttachment': withIds((db, ctx, { attached }) =>
		attachments.findAttachment(db, ctx, attached),
	),
	'proposals/queries/attachments.ts findAttachmentMatter': withIds((db, ctx, { attached }) =>
		attachments.findAttachmentMatter(db, ctx, attached),
	),
});

const file = {
	format: 'csv' as const,
	name: '…',
	wanted: {},
	locale: 'en',
	total: 1,
	expires_at: new Date('2100-01-01'),
};

export const exportWrites: Record<string, Write> = {
	'proposals/queries/exports.ts insertExport': (trx, ctx, { assembly }) =>
		exports.insertExport(trx, ctx, { ...file, id: assembly.session_id, made_by: assembly.persons.lin }),
	'proposals/queries/exports.ts beginExport': (trx, ctx, { exported }) => exports.beginExport(trx, ctx, exported),
	'proposals/queries/exports.ts keepPiece': async (trx, ctx, { exported }) => {
		await exports.beginExport(trx, ctx, exported);
		const piece = { n: 1, content: Buffer.from('x') };
		return exports.keepPiece(trx, ctx, { id: exported, attempt: 1, done: 1 }, piece);
	},
	'proposals/queries/exports.ts endExport': async (trx, ctx, { exported }) => {
		await exports.beginExport(trx, ctx, exported);
		return exports.endExport(trx, ctx, { id: exported, attempt: 1 }, 'ready');
	},
	'proposals/queries/exports.ts deleteExport': (trx, ctx, { exported }) => exports.deleteExport(trx, ctx, exported),
	'proposals/queries/exports.ts deleteExpiredExports': (trx, ctx) =>
		exports.deleteExpiredExports(trx, { ...ctx, now: new Date('2101-01-01') }),
};

/** Speaks of no one committee. */
export const exportExempt = {
	'proposals/queries/exports.ts listWithExpiredExports': 'the clock asks which committees have something to do',
};

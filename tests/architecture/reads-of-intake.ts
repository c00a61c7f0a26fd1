import { sql } from 'kysely';
import type { Context } from '#server/core/context.ts';
import type { Db } from '#server/core/database.ts';
import * as intake from '#server/intake/queries.ts';
import * as rolls from '#server/people/import/queries.ts';
import * as documents from '#server/proposals/import/queries/documents.ts';
import type { Read } from './reads.ts';

/** The queries that read what an office brings along. */
export const intakeReads = (
	withIds: (ask: Read['ask']) => Read,
	without: (ask: (db: Db, ctx: Context) => Promise<unknown>) => Read,
): Record<string, Read> => ({
	'intake/queries.ts listMappedHeadings': withIds(async (db, ctx, { assembly }) => {
		await sql`insert into intake_heading (committee_id, kind, heading, field, said_at)
			values (${assembly.committee.id}, 'members', '片区', 'liaison_post', now())`.execute(db);
		return [...(await intake.listMappedHeadings(db, ctx, 'members'))];
	}),
	'intake/queries.ts findKeptFile': withIds((db, ctx, { keptFile }) => intake.findKeptFile(db, ctx, keptFile)),
	'people/import/queries.ts listRollBodies': without((db, ctx) => rolls.listRollBodies(db, ctx, 'handling_unit')),
	'people/import/queries.ts listRollMembers': without((db, ctx) => rolls.listRollMembers(db, ctx)),
	'people/import/queries.ts findTerm': without((db, ctx) => rolls.findTerm(db, ctx)),
	'people/import/queries.ts findPlenum': without((db, ctx) => rolls.findPlenum(db, ctx)),
	'people/import/queries.ts listConveners': withIds(async (db, ctx, { assembly }) => {
		await sql`insert into mandate (committee_id, id, person_id, body_id, role, starts_on)
			values (${assembly.committee.id}, ${assembly.bodies.plenum}, ${assembly.persons.bai}, ${assembly.bodies.farmers}, 'liaison_convener', '2022-01-01')`.execute(
			db,
		);
		return rolls.listConveners(db, ctx);
	}),
	'proposals/import/queries/documents.ts listReadDocuments': withIds(async (db, ctx, { assembly }) => {
		await sql`insert into intake_document (committee_id, sha256, name, outcome, matters, read_at)
			values (${assembly.committee.id}, 'x', 'x', 'stored', 1, now())`.execute(db);
		return documents.listReadDocuments(db, ctx, [Buffer.from('x')]);
	}),
	'proposals/import/queries/documents.ts listNumbersByTitle': withIds(async (db, ctx, { assembly }) => {
		await sql`update matter set title = ${assembly.bodies.plenum} where committee_id = ${assembly.committee.id} and number_label is not null`.execute(
			db,
		);
		return (await documents.listNumbersByTitle(db, ctx, [assembly.bodies.plenum])).map((one) => one.number_label);
	}),
	'proposals/import/queries/documents.ts listShelved': withIds((db, ctx, { assembly }) =>
		documents.listShelved(db, ctx, [{ session_id: assembly.session_id, number_label: '1' }]),
	),
	'proposals/import/queries/documents.ts findChangedAt': withIds((db, ctx, { life }) =>
		documents.findChangedAt(db, ctx, life.proposal),
	),
});

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { clockJobs } from '../../jobs.ts';
import { importLedger } from '../import/commands.ts';
import { ledger2023, offices } from '../import/office-for-tests.ts';
import { beginExport, keepPiece } from '../queries/exports.ts';
import { askForExport, dropExport, openExport, readExport } from './commands.ts';
import { exportJobs } from './jobs.ts';
import { exportAtOnce } from './read.ts';

const office = offices();
const at = '2026-11-22T09:00:00+08:00';
const clerk = () => office.assembly.as('clerk', at);
const bytesOf = async (pieces: AsyncIterable<Buffer>) => {
	const all: Buffer[] = [];
	for await (const piece of pieces) all.push(piece);
	return Buffer.concat(all);
};

test('a large list is made for its maker alone, who is told once and fetches exactly that list', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const ctx = await clerk();
	const { id } = await askForExport(ctx, { state: 'closed' }, 'csv');
	expect(await readExport(ctx, id)).toMatchObject({ state: 'waiting', done: 0, total: 59 });
	await expect(openExport(ctx, id)).rejects.toMatchObject({ breaches: [{ code: 'export.not_ready' }] });
	// the job knows its maker as a person: a sign-in is something else
	await office.db.updateTable('person').set({ user_id: null }).where('id', '=', ctx.actor.person_id).execute();
	await exportJobs.write_export(office.ctx, id);
	await exportJobs.write_export(office.ctx, id);
	const { file, pieces } = await openExport(ctx, id);
	expect(file).toMatchObject({ state: 'ready', done: 59, total: 59 });
	const content = await bytesOf(pieces);
	expect(content.length).toBe(file.size);
	expect(content).toEqual((await exportAtOnce(ctx, { state: 'closed' }, { format: 'csv' })).content);
	const { rows } = await sql<{
		kind: string;
	}>`select kind from notice where person_id = ${ctx.actor.person_id}`.execute(office.db);
	expect(rows).toEqual([{ kind: 'export.ready' }]);
	const director = await office.assembly.as('director', at);
	await expect(openExport(director, id)).rejects.toMatchObject({ kind: 'unknown' });
	await expect(openExport(await office.assembly.as('public', at), id)).rejects.toMatchObject({ kind: 'not_signed_in' });
});

test('one file at a time for each person; what is given up makes room, and its worker stops', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const ctx = await clerk();
	const { id } = await askForExport(ctx, {}, 'xlsx');
	await expect(askForExport(ctx, {}, 'csv')).rejects.toMatchObject({ kind: 'too_much' });
	await expect(askForExport(await office.assembly.as('director', at), {}, 'csv')).resolves.toBeDefined();
	const begun = await beginExport(office.db, ctx, id);
	await dropExport(await office.assembly.as('director', at), id);
	expect(await keepPiece(office.db, ctx, { id, attempt: begun?.attempt ?? 0, done: 1 })).toBe(true);
	await dropExport(ctx, id);
	expect(await keepPiece(office.db, ctx, { id, attempt: begun?.attempt ?? 0, done: 2 })).toBe(false);
	await exportJobs.write_export(office.ctx, id);
	await expect(askForExport(ctx, {}, 'csv')).resolves.toBeDefined();
});

test('killed in the middle it begins anew, and the first attempt can no longer add to it', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const ctx = await clerk();
	const { id } = await askForExport(ctx, {}, 'csv');
	const killed = await beginExport(office.db, ctx, id);
	const half = { id, attempt: killed?.attempt ?? 0, done: 30 };
	expect(await keepPiece(office.db, ctx, half, { n: 0, content: Buffer.from('half a file') })).toBe(true);
	await exportJobs.write_export(office.ctx, id);
	expect(await keepPiece(office.db, ctx, half, { n: 9, content: Buffer.from('late') })).toBe(false);
	const { pieces } = await openExport(ctx, id);
	expect(await bytesOf(pieces)).toEqual((await exportAtOnce(ctx, {}, { format: 'csv' })).content);
});

test('who holds no mandate any more gets no file', async () => {
	const ctx = await clerk();
	const { id } = await askForExport(ctx, {}, 'csv');
	await office.db
		.updateTable('mandate')
		.set({ ends_on: '2026-01-01' })
		.where('person_id', '=', ctx.actor.person_id)
		.execute();
	await exportJobs.write_export({ ...office.ctx, clock: 'given' }, id);
	expect(await readExport(ctx, id)).toMatchObject({ state: 'failed' });
	await expect(openExport(ctx, id)).rejects.toMatchObject({ breaches: [{ code: 'export.failed' }] });
});

test('after a week the file is refused, and the clock takes it away', async () => {
	const ctx = await clerk();
	const { id } = await askForExport(ctx, {}, 'csv');
	await exportJobs.write_export(office.ctx, id);
	const later = await office.assembly.as('clerk', '2026-11-29T09:00:01+08:00');
	await expect(openExport(later, id)).rejects.toMatchObject({ breaches: [{ code: 'export.expired' }] });
	await clockJobs.remove_exports?.run({ ...office.ctx, now: later.now });
	await expect(openExport(later, id)).rejects.toMatchObject({ kind: 'unknown' });
	const { rows } = await sql`select from export_piece where export_id = ${id}`.execute(office.db);
	expect(rows).toEqual([]);
});

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transition } from '../core/transition.ts';
import { append, lockMatter, saveSeq } from '../core/timeline.ts';
import { createProposal } from '../proposals/commands.ts';
import { sealWaiting } from './commands.ts';
import { ledgerHouse, type LedgerHouse } from './ledger-for-tests.ts';
import { listCheckpoints } from './queries/chain.ts';
import { startSealing } from '../worker/sealing.ts';

let house: LedgerHouse;
beforeAll(async () => {
	house = await ledgerHouse();
});
afterAll(() => house.close());

const text = { title: '关于修桥的提案', situation: '桥旧。', analysis: '缺钱。', suggestions: '修桥。' };
const begin = async () => (await createProposal(await house.assembly.as('lin'), text)).id;
const submit = async (id: string) => transition(await house.assembly.as('lin'), 'proposal', id, 'submit', {});
const placeOf = async (matter_id: string, seq: number) =>
	(
		await sql<{ block: number }>`select block from ledger_leaf where matter_id = ${matter_id} and seq = ${seq}`.execute(
			house.db,
		)
	).rows[0]?.block;

test('every act is sealed, each once, and the chain agrees with itself and with the key of the installation', async () => {
	const id = await begin();
	await submit(id);
	expect(await house.seal()).toBe(2);
	expect(await house.seal()).toBe(0);
	await submit(await begin());
	expect(await house.seal()).toBe(2);
	expect(await house.verify()).toMatchObject({ blocks: 2, entries: 4, waiting: 0, findings: [] });
});

test('an act whose transaction ends after a block was sealed is sealed in a later one, never passed over', async () => {
	const [late, meanwhile] = [await begin(), await begin()];
	await house.seal();
	const ctx = await house.assembly.as('lin');
	const trx = await house.db.startTransaction().execute();
	const matter = await lockMatter(trx, ctx, 'matter', late);
	if (!matter) throw new Error('the proposal is not there');
	const said = {
		machine: 'proposal',
		subject_id: late,
		action: 'edit',
		from_state: 'draft',
		to_state: 'draft',
		content: {},
	};
	const seq = await append(trx, { ...ctx, db: trx }, matter, said);
	await saveSeq(trx, ctx, matter);
	await submit(meanwhile);
	expect(await house.seal()).toBe(1);
	const sealed = await placeOf(meanwhile, 2);
	expect(await placeOf(late, seq)).toBeUndefined();
	await trx.commit().execute();
	expect(await house.seal()).toBe(1);
	expect(await placeOf(late, seq)).toBe((sealed ?? 0) + 1);
	expect(await house.verify()).toMatchObject({ waiting: 0, findings: [] });
});

test('two processes that seal at once make one chain, in which every entry lies once', async () => {
	await Promise.all(Array.from({ length: 12 }, begin));
	const sealed = await Promise.all(Array.from({ length: 4 }, () => sealWaiting(house.ctx)));
	expect(sealed.reduce((sum, n) => sum + n)).toBe(12);
	expect(await house.verify()).toMatchObject({ waiting: 0, findings: [] });
});

test('what was there before the ledger waits for its first run', async () => {
	await begin();
	await sql`delete from ledger_pending`.execute(house.owner);
	expect((await house.verify()).findings.map(({ what }) => what)).toEqual(['unsealed']);
	// the statement of the migration
	await sql`insert into ledger_pending (committee_id, matter_id, seq) select committee_id, matter_id, seq from timeline`.execute(
		house.owner,
	);
	expect(await house.seal()).toBe(1);
	expect(await house.verify()).toMatchObject({ waiting: 0, findings: [] });
});

test('the process seals by itself within its interval, and ends when told to', async () => {
	await begin();
	const before = (await listCheckpoints(house.db, house.ctx, { limit: 1 }))[0]?.number ?? 0;
	const sealing = startSealing({ db: house.db, everyMs: 5 });
	await expect
		.poll(async () => (await listCheckpoints(house.db, house.ctx, { limit: 1 }))[0]?.number, { timeout: 10_000 })
		.toBe(before + 1);
	await sealing.stop();
	expect(await house.verify()).toMatchObject({ waiting: 0, findings: [] });
});

test('nobody but the system seals, and the application’s role can add to the ledger and read it, nothing else', async () => {
	await expect(sealWaiting(await house.assembly.as('clerk'))).rejects.toMatchObject({ kind: 'not_permitted' });
	for (const statement of [
		sql`update ledger_block set count = 0`,
		sql`delete from ledger_block`,
		sql`update ledger_leaf set position = 0`,
		sql`delete from ledger_leaf`,
		sql`truncate ledger_block, ledger_leaf`,
		sql`delete from timeline_content`,
		sql`update timeline_content set content = '{}'`,
	])
		await expect(statement.execute(house.db)).rejects.toMatchObject({ code: '42501' });
});

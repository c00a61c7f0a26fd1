import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Trx } from '../core/database.ts';
import { createProposal } from '../proposals/commands.ts';
import { fullLife } from '../testing/full-life.ts';
import { headerText, type Checkpoint } from './block.ts';
import { changeKey } from './change-key.ts';
import { addBlock, type Chain } from './chain.ts';
import { eraseBefore, noteRestore, sealWaiting } from './commands.ts';
import { blocksIn, exportLines } from './export.ts';
import { newKey, readKey } from './key.ts';
import { brief, ledgerHouse, type LedgerHouse } from './ledger-for-tests.ts';
import { faultInProof, proveEntry } from './proof.ts';
import { findCheckpoint, listCheckpoints, takePending } from './queries/chain.ts';
import { verifyChain } from './verify.ts';

let house: LedgerHouse;
/** A whole proposal, sealed piece by piece. */
let life: Awaited<ReturnType<typeof fullLife>>;
beforeAll(async () => {
	house = await ledgerHouse();
	for (let n = 0; n < 4; n++) {
		await createProposal(await house.assembly.as('lin'), { title: '关于修桥的提案' });
		await house.seal();
	}
	life = await fullLife(house.assembly);
	await house.seal();
});
afterAll(() => house.close());

const newest = async (): Promise<Checkpoint> => {
	const [last] = await listCheckpoints(house.db, house.ctx, { limit: 1 });
	if (!last) throw new Error('nothing is sealed');
	return last;
};

describe('what somebody with all rights to the database does is found', () => {
	const at = (seq: number) => sql`matter_id = ${life.proposal} and seq = ${seq}`;
	const attacks: Record<string, [attack: (trx: Trx) => Promise<unknown>, found: string]> = {
		'an act is renamed': [
			(trx) => sql`update timeline set action = 'withdraw' where ${at(4)}`.execute(trx),
			'field_altered, block 5, seq 4, action submit withdraw',
		],
		'the state after it is another': [
			(trx) => sql`update timeline set to_state = 'declined' where ${at(5)}`.execute(trx),
			'field_altered, block 5, seq 5, to_state under_review declined',
		],
		'another time is written': [
			(trx) => sql`update timeline set at = at - interval '1 microsecond' where ${at(5)}`.execute(trx),
			'entry_altered, block 5, seq 5',
		],
		'another person is said to have done it': [
			(trx) => sql`update timeline set actor_id = ${house.assembly.persons.bai} where ${at(5)}`.execute(trx),
			'entry_altered, block 5, seq 5',
		],
		'what was said is changed': [
			(trx) =>
				sql`update timeline_content set content = content || '{"category":"economy"}' where ${at(6)}`.execute(trx),
			'words_altered, block 5, seq 6',
		],
		'what was said is changed together with its hash': [
			(trx) =>
				sql`with said as (update timeline_content set content = '{}' where ${at(6)} returning salt)
					update timeline set content_hash = sha256(salt || '{}'::bytea) from said where ${at(6)}`.execute(trx),
			'entry_altered, block 5, seq 6',
		],
		'only the hash is changed': [
			(trx) => sql`update timeline set content_hash = sha256('') where ${at(6)}`.execute(trx),
			'field_altered, block 5, seq 6, content_hash',
		],
		'what was said is removed and no rule is named': [
			(trx) => sql`delete from timeline_content where ${at(6)}`.execute(trx),
			'words_removed, seq 6',
		],
		'an entry is removed': [
			(trx) => sql`delete from timeline where ${at(7)}`.execute(trx),
			'entry_removed, block 5, seq 7',
		],
		'an entry is removed with its leaf': [
			async (trx) => {
				await sql`delete from timeline where ${at(7)}`.execute(trx);
				await sql`delete from ledger_leaf where ${at(7)}`.execute(trx);
			},
			'leaf_removed, block 5',
		],
		'the last entry is removed with its leaf': [
			async (trx) => {
				await sql`delete from timeline t where matter_id = ${life.proposal} and seq = (select max(seq) from timeline where matter_id = t.matter_id)`.execute(
					trx,
				);
				await sql`delete from ledger_leaf l where block = 5 and position = (select max(position) from ledger_leaf where block = 5)`.execute(
					trx,
				);
			},
			'leaf_removed, block 5',
		],
		'an entry is added past the application': [
			(trx) =>
				sql`insert into timeline select committee_id, matter_id, 900, machine, subject_id, action, from_state, to_state, actor_id, on_behalf_of, at, content_hash
					from timeline where ${at(5)}`.execute(trx),
			'unsealed, seq 900',
		],
		'an entry is added with a leaf': [
			async (trx) => {
				await sql`insert into timeline select committee_id, matter_id, 900, machine, subject_id, action, from_state, to_state, actor_id, on_behalf_of, at, content_hash
					from timeline where ${at(5)}`.execute(trx);
				await sql`insert into ledger_leaf select committee_id, matter_id, 900, 5, 1000, hash from ledger_leaf where ${at(5)}`.execute(
					trx,
				);
			},
			'entry_altered, block 5, seq 900',
		],
		'two leaves change places': [
			(trx) => sql`update ledger_leaf set position = -1 - position where block = 5`.execute(trx),
			'leaf_removed, block 5',
		],
		'a leaf is changed with its entry': [
			(trx) => sql`update ledger_leaf set hash = sha256('') where ${at(5)}`.execute(trx),
			'root_wrong, block 5',
		],
		'a block is removed': [
			(trx) => sql`delete from ledger_block where number = 3`.execute(trx),
			'block_removed, block 3, 4',
		],
		'the first block is removed': [
			(trx) => sql`delete from ledger_block where number = 1`.execute(trx),
			'block_removed, block 1, 2',
		],
		'the last block is removed and its entries stay': [
			(trx) => sql`delete from ledger_block where number = 5`.execute(trx),
			'stranded, block 5',
		],
		'a block is dated back': [
			(trx) => sql`update ledger_block set sealed_at = sealed_at - interval '1 day' where number = 3`.execute(trx),
			'block_altered, block 3',
		],
		'a signature is changed': [
			(trx) =>
				sql`update ledger_block set signature = set_byte(signature, 0, get_byte(signature, 0) # 1) where number = 3`.execute(
					trx,
				),
			'signature_wrong, block 3',
		],
	};
	test.each(Object.entries(attacks))('%s', async (_name, [attack, found]) => {
		const findings = await house.after(attack);
		expect(findings.join('\n')).toContain(found);
	});

	test('and nothing is found where nothing was done', async () => {
		expect(await house.after(async () => undefined)).toEqual([]);
	});
});

describe('whoever has the database but not the key', () => {
	/** The whole chain again with a key of his own, after an act was renamed. */
	const signAgain = async (trx: Trx) => {
		await sql`update timeline set action = 'withdraw' where matter_id = ${life.proposal} and seq = 4`.execute(trx);
		const key = newKey();
		const ctx = { ...house.ctx, db: trx };
		await sql`insert into ledger_pending select committee_id, matter_id, seq from timeline`.execute(trx);
		await sql`delete from ledger_leaf`.execute(trx);
		await sql`delete from ledger_block`.execute(trx);
		let chain: Chain = { last: undefined, peaks: [] };
		for (const n of [1, 1, 1, 1, 500])
			chain = await addBlock(trx, ctx, chain, key, { kind: 'entries', entries: await takePending(trx, ctx, n) });
	};

	test('can sign a chain anew that agrees with itself: the key of the installation tells them apart', async () => {
		expect(await house.after(signAgain)).toEqual([]);
		const { name } = await readKey();
		expect((await house.after(signAgain, { keys: [name] })).join()).toMatch(/^key_foreign, [0-9a-f]{64}$/);
	});

	test('and so does any checkpoint that somebody has kept', async () => {
		const checkpoint = await newest();
		expect(await house.after(signAgain, { checkpoint })).toEqual([`checkpoint_differs, block 5, 5`]);
	});

	test('cannot forge a block among the others: it bears no signature of the key in force', async () => {
		const forge = async (trx: Trx) => {
			const block = await findCheckpoint(trx, house.ctx, 3);
			if (!block) throw new Error('no third block');
			const key = newKey();
			const forged = { ...block, key: key.name };
			await sql`update ledger_block set key = decode(${key.name}, 'hex'), signature = ${key.sign(Buffer.from(headerText(forged)))},
				hash = sha256(convert_to(${headerText(forged)}, 'utf8')) where number = 3`.execute(trx);
		};
		expect(await house.after(forge)).toEqual([
			expect.stringMatching(/^key_unvouched, block 3/),
			expect.stringMatching(/^link_broken, block 4/),
			expect.stringMatching(/^key_unvouched, block 4/),
			'history_wrong, block 5',
		]);
	});

	test('cannot cut off the end: a checkpoint that somebody kept is missing', async () => {
		const checkpoint = await newest();
		const cut = async (trx: Trx) => {
			await sql`delete from timeline t using ledger_leaf l where l.matter_id = t.matter_id and l.seq = t.seq and l.block = 5`.execute(
				trx,
			);
			await sql`delete from matter where id = ${life.proposal}`.execute(trx);
			await sql`delete from ledger_leaf where block = 5`.execute(trx);
			await sql`delete from ledger_block where number = 5`.execute(trx);
		};
		expect(await house.after(cut)).toEqual([]);
		expect(await house.after(cut, { checkpoint })).toEqual(['checkpoint_missing, block 5, 4']);
	});
});

test('a checkpoint that was forged, or is another committee’s, proves nothing and is called so', async () => {
	const checkpoint = await newest();
	expect(brief(await house.verify({ checkpoint }))).toEqual([]);
	expect(brief(await house.verify({ checkpoint: { ...checkpoint, count: 1, hash: checkpoint.previous } }))).toEqual([
		'checkpoint_forged, block 5',
	]);
});

test('an export says offline what the database says, tampered with or cut off', async () => {
	const lines = (await text(Readable.from(exportLines(house.ctx)))).trim().split('\n');
	const check = async (some: readonly string[]) => verifyChain(blocksIn(Readable.from(some)));
	const { findings: _none, ...whole } = await house.verify();
	expect(await check(lines)).toMatchObject({ blocks: whole.blocks, entries: whole.entries, findings: [] });
	expect(brief(await check(lines.map((line) => line.replace('"action":"admit"', '"action":"decline"'))))).toEqual([
		'field_altered, block 5, seq 6, action admit decline',
	]);
	const third = lines.findIndex((line) => line.includes('"number":3,'));
	expect(brief(await check(lines.toSpliced(third + 1, 1)))).toEqual(['leaf_removed, block 3, 1 1']);
	await expect(check(lines.slice(0, -1))).rejects.toMatchObject({ line: lines.length });
	await expect(check(lines.toSpliced(third, 2))).rejects.toMatchObject({ line: lines.length - 1 });
	await expect(check(['{"some":"file"}'])).rejects.toMatchObject({ line: 1 });
});

test('one entry is proven by some hashes under the newest checkpoint, whichever block it lies in', async () => {
	const { rows } = await sql<{ matter_id: string; seq: number }>`select matter_id, seq from ledger_leaf`.execute(
		house.db,
	);
	expect(rows.length).toBeGreaterThan(20);
	for (const place of rows) {
		const proof = await proveEntry(house.ctx, place);
		if (!proof) throw new Error('no proof');
		expect(faultInProof(proof)).toBeUndefined();
		expect(proof.path.length).toBeLessThan(6);
		expect(faultInProof({ ...proof, leaf: '0'.repeat(64) })).toBe('root_wrong');
		expect(faultInProof({ ...proof, block: { ...proof.block, count: 900 } })).toBe('signature_wrong');
		if (proof.block.number < proof.checkpoint.number)
			expect(faultInProof({ ...proof, history_path: [] })).toBe('history_wrong');
	}
	expect(await proveEntry(house.ctx, { matter_id: life.proposal, seq: 999 })).toBeUndefined();
});

test('words are erased by a rule, which a block names: the entry stays, and is told as erased', async () => {
	const closed = new Date('2026-02-01T00:00:00Z');
	await sql`update matter set closed_at = ${closed} where id = ${life.proposal}`.execute(house.owner);
	await expect(eraseBefore(await house.assembly.as('administrator'), new Date(), 'x')).rejects.toMatchObject({
		kind: 'not_permitted',
	});
	expect(await eraseBefore(house.ctx, closed, '十年')).toBe(0);
	const erased = await eraseBefore(house.ctx, new Date('2026-02-02T00:00:00Z'), '十年');
	expect(erased).toBeGreaterThan(10);
	expect(await newest()).toMatchObject({ kind: 'erased', count: 0, about: { rule: '十年' } });
	expect(await house.verify()).toMatchObject({ erased, findings: [] });
	const { rows } = await sql`select from timeline_content where matter_id = ${life.proposal}`.execute(house.db);
	expect(rows).toEqual([]);
});

test('words are not erased before 180 days, nor before the entry is sealed, by whoever asks the database', async () => {
	const { id } = await createProposal(await house.assembly.as('lin'), { title: '关于修桥的提案' });
	const ask = async () =>
		(await sql<{ done: boolean }>`select erase_words(${house.ctx.committee.id}, ${id}, 1) as done`.execute(house.db))
			.rows[0]?.done;
	expect(await ask()).toBe(false);
	await sql`update timeline set at = '2026-01-01' where matter_id = ${id}`.execute(house.owner);
	expect(await ask()).toBe(false);
	await house.seal();
	expect(await ask()).toBe(true);
	expect(brief(await house.verify())).toEqual(['words_removed, seq 1']);
	// named afterwards, as a rule would have done
	await sql`insert into timeline_content values (${house.ctx.committee.id}, ${id}, 1, '', '{}')`.execute(house.owner);
	await sql`update matter set closed_at = '2026-01-02' where id = ${id}`.execute(house.owner);
	expect(await eraseBefore(house.ctx, new Date('2026-01-03'), '十年')).toBe(1);
	expect(brief(await house.verify())).toEqual([]);
});

test('a new key is named by a block that the old one signs, and what was sealed under either verifies', async () => {
	const before = (await readKey()).name;
	const name = await changeKey([house.ctx]);
	expect(name).not.toBe(before);
	expect((await readKey()).name).toBe(name);
	expect(await newest()).toMatchObject({ kind: 'key', key: before, about: { next_key: name } });
	await createProposal(await house.assembly.as('lin'), { title: '关于修桥的提案' });
	await house.seal();
	expect(await newest()).toMatchObject({ key: name });
	expect(brief(await house.verify({ keys: [name] }))).toEqual([]);
});

test('with the wrong key file nothing is sealed; a key that was lost is replaced by one that nobody vouches for, and that is said', async () => {
	const file = join(house.folder, 'ledger.key');
	const kept = await readFile(file);
	await writeFile(file, newKey().pem);
	await createProposal(await house.assembly.as('lin'), { title: '关于修桥的提案' });
	await expect(house.seal()).rejects.toThrow('nothing is sealed until the right file is there');
	await writeFile(file, kept);
	expect(await house.seal()).toBe(1);
	const name = await changeKey([house.ctx], { lost: true });
	const { number } = await newest();
	expect(brief(await house.verify())).toEqual([`key_unvouched, block ${number}, ${name}`]);
	// whoever has a checkpoint of the new key has decided to believe it
	expect(brief(await house.verify({ checkpoint: await newest() }))).toEqual([]);
});

test('a database that was set back is noticed by the process: the next block names what was given up and where it begins again', async () => {
	const checkpoint = await newest();
	const back = checkpoint.number - 2;
	const returned = await findCheckpoint(house.db, house.ctx, back);
	await house.owner.transaction().execute(async (trx) => {
		await sql`set local session_replication_role = replica`.execute(trx);
		await sql`delete from timeline t using ledger_leaf l where l.matter_id = t.matter_id and l.seq = t.seq and l.block > ${back}`.execute(
			trx,
		);
		await sql`delete from matter m using ledger_leaf l where l.matter_id = m.id and l.block > ${back}`.execute(trx);
		await sql`delete from ledger_leaf where block > ${back}`.execute(trx);
		await sql`delete from ledger_block where number > ${back}`.execute(trx);
	});
	await sealWaiting(house.ctx);
	expect(await newest()).toMatchObject({
		kind: 'restored',
		number: back + 1,
		about: {
			returned_to: { number: back, hash: returned?.hash },
			gave_up: { number: checkpoint.number, hash: checkpoint.hash },
		},
	});
	expect(await house.verify()).toMatchObject({ findings: [], restores: [{ number: back + 1 }] });
	expect(brief(await house.verify({ checkpoint }))).toEqual([
		`checkpoint_given_up, block ${checkpoint.number}, ${back + 1}`,
	]);
});

test('a restore on another machine is noted by hand, with the checkpoint that was given up', async () => {
	const gave_up = { number: 900, hash: 'ab'.repeat(32) };
	const block = await noteRestore(house.ctx, gave_up);
	expect(block).toMatchObject({
		kind: 'restored',
		about: { gave_up, returned_to: { number: (block?.number ?? 0) - 1 } },
	});
});

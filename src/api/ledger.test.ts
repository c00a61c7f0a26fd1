import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkpointShape, hashOfBlock, isSigned } from '#server/ledger/block.ts';
import { leafOf } from '#server/ledger/entry.ts';
import { faultInProof } from '#server/ledger/proof.ts';
import { sealWaiting } from '#server/ledger/commands.ts';
import { system } from '#server/core/context.ts';
import { fullLife } from '#server/testing/full-life.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiHouse, type ApiHouse } from './testing/caller.ts';

let house: ApiHouse;
let folder: string;
let proposal: string;
const seal = async () => sealWaiting({ ...(await house.assembly.as('public')), actor: system });
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'concentric-ledger-'));
	process.env.LEDGER_KEY_FILE = join(folder, 'ledger.key');
	house = await openApiHouse();
});
afterAll(async () => {
	await house.close();
	await rm(folder, { recursive: true });
});

test('before anything was done there is no checkpoint, and that is said', async () => {
	expect((await house.ask('public', 'GET', '/ledger')).json).toEqual({ rows: [] });
	const none = await house.ask('public', 'GET', '/ledger/checkpoint');
	expect(none.status).toBe(404);
	expect(none.json.errors[0].code).toBe('refusal.unknown_checkpoint');
});

test('anybody reads the checkpoints, page by page, and checks each by itself', async () => {
	({ proposal } = await fullLife(house.assembly));
	await seal();
	await house.ask('lin', 'POST', '/proposals', { title: '关于修桥的提案' });
	await seal();
	const { json, headers } = await house.ask('public', 'GET', '/ledger?limit=1');
	expect(headers.get('cache-control')).toBe('public, max-age=10');
	expect(json.rows).toHaveLength(1);
	const before = await house.ask('public', 'GET', '/ledger?before=2');
	for (const row of [...json.rows, ...before.json.rows]) {
		const block = checkpointShape.parse(row);
		expect(hashOfBlock(block).toString('hex')).toBe(block.hash);
		expect(isSigned(block)).toBe(true);
	}
	expect(json.rows[0].previous).toBe(before.json.rows[0].hash);
	expect((await house.ask('public', 'GET', '/ledger/checkpoint')).json).toEqual(json.rows[0]);
	expect((await house.ask('public', 'GET', '/ledger?before=0')).status).toBe(422);
});

test('who sees a step gets its proof; whom the timeline does not name is not named by a proof either', async () => {
	const asClerk = await house.ask('clerk', 'GET', `/ledger/proofs/${proposal}/4`);
	expect(asClerk.status, asClerk.text).toBe(200);
	expect(faultInProof(asClerk.json)).toBeUndefined();
	expect(leafOf(asClerk.json.entry).toString('hex')).toBe(asClerk.json.leaf);
	expect(asClerk.json.entry).toMatchObject({ action: 'submit', actor_id: house.assembly.persons.lin });
	const asMember = await house.ask('bai', 'GET', `/ledger/proofs/${proposal}/4`);
	expect(asMember.status, asMember.text).toBe(200);
	expect(asMember.json).toMatchObject({ entry: null, leaf: asClerk.json.leaf });
	expect(asMember.text).not.toContain(house.assembly.persons.lin);
});

test('a step that the reader does not see is unknown, like one that does not exist or is not sealed yet', async () => {
	expect((await house.ask('public', 'GET', `/ledger/proofs/${proposal}/4`)).status).toBe(404);
	expect((await house.ask('bai', 'GET', `/ledger/proofs/${proposal}/2`)).json.errors[0].code).toBe(
		'refusal.unknown_entry',
	);
	expect((await house.ask('clerk', 'GET', `/ledger/proofs/${proposal}/999`)).json.errors[0].code).toBe(
		'refusal.unknown_entry',
	);
	const { json } = await house.ask('lin', 'POST', '/proposals', { title: '关于修桥的提案' });
	expect((await house.ask('lin', 'GET', `/ledger/proofs/${json.id}/1`)).json.errors[0].code).toBe(
		'refusal.unknown_proof',
	);
});

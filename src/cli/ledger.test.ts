import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerHouse, type LedgerHouse } from '#server/ledger/ledger-for-tests.ts';
import { proveEntry } from '#server/ledger/proof.ts';
import { fullLife } from '#server/testing/full-life.ts';
import { signInWith } from '#web/sign-in.ts';
import type { Locale } from '#words';
import { runCli } from './run.ts';

let house: LedgerHouse;
let proposal: string;
const file = (name: string) => join(house.folder, name);
beforeAll(async () => {
	house = await ledgerHouse();
	({ proposal } = await fullLife(house.assembly));
	await house.seal();
	await type(`ledger export ${file('export.ndjson')}`);
	await writeFile(file('checkpoint.json'), (await type('ledger checkpoint')).said.join());
});
afterAll(() => house.close());

/** Types a command; `opened` says whether it asked for the database. */
async function type(line: string, locale: Locale = 'zh-CN') {
	const said: string[] = [];
	const told: string[] = [];
	let opened = false;
	const code = await runCli(line.split(' '), {
		locale,
		say: (text) => said.push(text),
		tell: (text) => told.push(text),
		async open() {
			opened = true;
			const signIn = signInWith(house.db, 'a secret that is long enough for tests', 'http://localhost:3000');
			return { db: house.db, signIn, ownerUrl: '', close: async () => undefined };
		},
	});
	return { code, said, told, opened };
}

test('the live ledger fits, with a checkpoint that was kept and without', async () => {
	const { code, said, told } = await type('ledger verify', 'en');
	expect({ code, first: said[0] }).toMatchObject({
		code: 0,
		first: expect.stringContaining('Everything fits: 1 block'),
	});
	expect(told.join()).toContain('No earlier checkpoint was given');
	expect(await type(`ledger verify --checkpoint ${file('checkpoint.json')}`)).toMatchObject({ code: 0, told: [] });
});

test('on a tampered copy it names the matter, the entry and what is different, and ends with 1', async () => {
	const whole = await readFile(file('export.ndjson'), 'utf8');
	await writeFile(file('tampered.ndjson'), whole.replace('"action":"admit"', '"action":"decline"'));
	const check = await type(`ledger verify --export ${file('tampered.ndjson')}`);
	expect(check).toMatchObject({ code: 1, opened: false });
	expect(check.said[0]).toMatch(
		new RegExp(`^第一处对不上：事项${proposal}第\\d+条被改过（第1块）：action封存时是“admit”，现在是“decline”。$`),
	);
	const write = (state: string) =>
		sql`update timeline set to_state = ${state} where matter_id = ${proposal} and seq = 3`.execute(house.owner);
	await write('declined');
	expect((await type('ledger verify')).said[0]).toContain(
		`事项${proposal}第3条被改过（第1块）：to_state封存时是“signed”，现在是“declined”`,
	);
	await write('signed');
});

test('an export is checked without a database; one that was cut off, or is none, is refused in a sentence', async () => {
	expect(
		await type(`ledger verify --export ${file('export.ndjson')} --checkpoint ${file('checkpoint.json')}`),
	).toMatchObject({
		code: 0,
		opened: false,
	});
	const whole = await readFile(file('export.ndjson'), 'utf8');
	await writeFile(file('cut.ndjson'), whole.slice(0, -200));
	for (const [path, words] of [
		[file('cut.ndjson'), '行读不下去'],
		[file('checkpoint.json'), '第1行读不下去'],
		['/nowhere', '读不到文件'],
	])
		expect(await type(`ledger verify --export ${path}`)).toMatchObject({
			code: 1,
			told: [expect.stringContaining(words ?? '')],
		});
	expect(await type(`ledger verify --checkpoint ${file('export.ndjson')}`)).toMatchObject({ code: 1 });
});

test('one entry’s proof is checked without a database, and a changed one is not believed', async () => {
	const proof = await proveEntry(house.ctx, { matter_id: proposal, seq: 4 });
	await writeFile(file('proof.json'), JSON.stringify(proof));
	const check = () => type(`ledger verify --proof ${file('proof.json')} --checkpoint ${file('checkpoint.json')}`);
	expect(await check()).toMatchObject({
		code: 0,
		opened: false,
		said: [expect.stringContaining('proposal.submit'), expect.anything()],
	});
	await writeFile(file('proof.json'), JSON.stringify({ ...proof, entry: { ...proof?.entry, action: 'withdraw' } }));
	expect(await check()).toMatchObject({ code: 1, said: ['记录被改过：与它的指纹不符。'] });
	await writeFile(file('proof.json'), JSON.stringify({ ...proof, position: 5 }));
	expect(await check()).toMatchObject({ code: 1, said: ['这条记录不在证明所说的存证块里。'] });
});

test('what was said is erased by a rule, a new key is named, and a restore elsewhere is noted', async () => {
	await sql`update matter set closed_at = '2026-01-30' where id = ${proposal}`.execute(house.owner);
	expect((await type('ledger erase --before 2026-02-01 --rule 十年 --dry-run')).said[0]).toMatch(/^预览：会删去\d+条/);
	expect((await type('ledger erase --before 2026-02-01 --rule 十年')).said[0]).toMatch(/^删去了\d+条/);
	expect(await type('ledger erase --before 昨天 --rule 十年')).toMatchObject({ code: 1 });
	expect((await type('ledger change-key')).said[0]).toMatch(/^新的公钥：[0-9a-f]{64}$/);
	expect(await type(`ledger restored --checkpoint ${file('checkpoint.json')}`)).toMatchObject({
		code: 1,
		told: ['第1块还在存证链里，或者不是这个政协的：没有什么要记的。'],
	});
	const { said } = await type('ledger checkpoint');
	await writeFile(file('lost.json'), said.join().replace(/"hash": "..../, '"hash": "0000'));
	expect((await type(`ledger restored --checkpoint ${file('lost.json')}`)).said).toEqual(['已记在第4块。']);
	const check = await type('ledger verify');
	expect(check.code).toBe(0);
	expect(check.said.join('\n')).toMatch(/第4块写明恢复过备份/);
});

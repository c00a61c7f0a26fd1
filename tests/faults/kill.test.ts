import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import { plainDateIn } from '#server/core/clock.ts';
import { system } from '#server/core/context.ts';
import { inspect } from '#server/ledger/inspect.ts';
import { install, type Installation } from './installation.ts';
import { Journal, type Entry } from './journal.ts';

let house: Installation;
let journal: Journal;
beforeAll(async () => {
	house = await install();
	journal = new Journal(() => house.url());
	for (const name of ['lin', 'bai', 'clerk', 'director']) await journal.signIn(name);
});
afterAll(() => house?.close());

const rounds = Number(process.env.FAULT_ROUNDS ?? 3);
const text = {
	title: '关于修缮灌溉渠的提案',
	situation: '渠长3公里。',
	analysis: '没有人管。',
	suggestions: '今冬修好。',
	category: 'agriculture',
};

/** One proposal after the other from draft to number, until told to stop between two acts. */
async function work(member: string, clerk: string, going: () => boolean): Promise<void> {
	while (going()) {
		const { id } = await journal.act(member, 'proposals', text);
		let version = 1;
		for (const [who, action, input] of [
			[member, 'submit', {}],
			[clerk, 'start_review', {}],
			[clerk, 'admit', { category: 'agriculture' }],
		] as const) {
			if (!going()) return;
			({ version } = await journal.act(who, `proposal/${id}/transitions`, { action, version, ...input }));
		}
	}
}

/** Under load, after a chance number of acknowledged acts, the victim dies in the middle of something. */
async function round(victim: 'app' | 'database'): Promise<void> {
	let going = true;
	const before = journal.acknowledged().length;
	const wanted = before + 5 + Math.floor(Math.random() * 40);
	const clients = Promise.all([
		work('lin', 'clerk', () => going),
		work('bai', 'director', () => going),
		work('lin', 'director', () => going),
		work('bai', 'clerk', () => going),
	]);
	const killed = (async () => {
		while (journal.acknowledged().length < wanted) await pause(1);
		house.kill(victim);
		if (victim === 'app') await house.start();
		// life goes on: every client is answered again before the round is over
		const resumed = journal.acknowledged().length + 12;
		while (journal.acknowledged().length < resumed) await pause(5);
		going = false;
	})();
	await Promise.all([clients, killed]);
}

const actOf = ({ answer }: Entry) => `${answer?.matter_id} ${answer?.action}`;

test(`after ${rounds} kills under load every acknowledged act is found once, and numbers have no gap`, async () => {
	for (let n = 0; n < rounds; n++) await round(n % 2 ? 'database' : 'app');
	const done = journal.acknowledged();
	expect(done).toHaveLength(journal.entries.length);
	expect(journal.faults).toEqual([]);
	await house.look(async (db) => {
		const log = await db
			.selectFrom('timeline')
			.select(['matter_id', 'seq', 'action'])
			.orderBy('matter_id')
			.orderBy('seq')
			.execute();
		expect(log.map((row) => `${row.matter_id} ${row.action}`).sort()).toEqual(done.map(actOf).sort());
		const matters = Map.groupBy(log, (row) => row.matter_id);
		for (const rows of matters.values()) expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1));
		const numbers = await db.selectFrom('number_given').select(['number', 'matter_id']).orderBy('number').execute();
		expect(numbers.map((row) => row.number)).toEqual(numbers.map((_, index) => index + 1));
		const admitted = done
			.filter((entry) => entry.answer?.action === 'admit')
			.map((entry) => entry.answer?.matter_id ?? '');
		expect(numbers.map((row) => row.matter_id).sort()).toEqual(admitted.sort());
		const states = await db.selectFrom('matter').select(['id', 'state', 'version']).execute();
		for (const { id, state, version } of states) {
			const last = done.filter((entry) => entry.answer?.matter_id === id).at(-1)?.answer;
			expect({ id, state, version }).toEqual({ id, state: last?.state, version: last?.version });
		}
	});
}, 600_000);

test('the ledger verifies: every act is sealed once within ten seconds, whatever died while it was sealed', async () => {
	const { committee } = house.assembly;
	const look = () =>
		house.look((db) => {
			const now = new Date();
			return inspect({ db, committee, actor: system, now, today: plainDateIn(committee.zone, now) });
		});
	await expect.poll(async () => (await look()).waiting, { timeout: 10_000, interval: 500 }).toBe(0);
	const report = await look();
	expect(report.findings).toEqual([]);
	expect(report.entries).toBe(journal.acknowledged().length);
	expect(report.restores).toEqual([]);
}, 60_000);

test('every key sent once more gives the first answer and does nothing', async () => {
	const count = () =>
		house.look((db) =>
			db
				.selectFrom('timeline')
				.select((eb) => eb.fn.countAll<string>().as('n'))
				.executeTakeFirstOrThrow(),
		);
	const before = await count();
	for (const entry of journal.acknowledged().slice(-60)) {
		const again = await journal.send(entry);
		const { id, matter_id, action, state, version } = entry.answer ?? {};
		expect(again).toMatchObject({ id, matter_id, action, state, version });
	}
	expect(await count()).toEqual(before);
});

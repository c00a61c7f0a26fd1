import { afterAll, beforeEach, expect, test } from 'vitest';
import { speaking } from '#words';
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts';
import { connect, openDatabase, type Connection } from '../core/database.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '../testing/assembly.ts';
import { doQueuedJobs, Life } from './life-for-tests.ts';
import { countUnread, listNotices, markRead } from './queries.ts';
import { noticeView } from './view.ts';

let database: FreshDatabase | undefined;
let connection: Connection | undefined;
let assembly: SmallAssembly;
let committees = 0;
beforeEach(async () => {
	database ??= await freshDatabase();
	connection ??= connect(database.appUrl, 4);
	assembly = await seedSmallAssembly(openDatabase(connection), `notices-${++committees}`);
});
afterAll(async () => {
	await connection?.end();
	await database?.drop();
});

const at = '2026-11-22T09:00:00+08:00';
/** Everything that was queued is done; then what each is told, by the acts. */
async function told(...who: PersonName[]): Promise<Record<string, string[]>> {
	await doQueuedJobs(await assembly.as('clerk', at));
	const lists = who.map(async (name) => {
		const ctx = await assembly.as(name, at);
		return [name, (await listNotices(ctx.db, ctx)).map((notice) => notice.kind).sort()] as const;
	});
	return Object.fromEntries(await Promise.all(lists));
}

test('whoever has to act or to know is told, and whoever did it is not', async () => {
	const life = await Life.begin(assembly);
	await life.signedBy('gu');
	expect(await told('lin', 'gu', 'bai')).toEqual({ lin: ['signature.sign'], gu: ['proposal.invite'], bai: [] });
	await life.admitted();
	expect(await told('lin', 'gu', 'clerk', 'director', 'registrar')).toEqual({
		lin: ['proposal.admit', 'signature.sign'],
		gu: ['proposal.admit', 'proposal.invite', 'proposal.submit'],
		clerk: ['proposal.submit'],
		director: ['proposal.submit'],
		registrar: [],
	});
	await life.unitsProposed();
	expect(await told('assigner', 'registrar')).toEqual({ assigner: ['proposal.propose_assignment'], registrar: [] });
	await life.withUnits();
	const confirmed = ['assignment.confirm'];
	expect(await told('registrar', 'drafter', 'head', 'finance_head', 'transport_head')).toEqual({
		registrar: confirmed,
		drafter: confirmed,
		head: confirmed,
		finance_head: confirmed,
		transport_head: [],
	});
	await life.answered();
	expect(await told('lin', 'finance_head', 'inspector', 'head', 'transport_head')).toEqual({
		lin: ['assignment.record_contact', 'proposal.admit', 'proposal.assign', 'reply.deliver', 'signature.sign'],
		finance_head: ['assignment.confirm', 'reply.circulate'],
		inspector: ['reply.sign'],
		head: ['assignment.confirm', 'reply.check', 'reply.conclude_countersigning'],
		transport_head: [],
	});
});

test('a unit that was passed a matter is told, and the one that returned it no longer sees that it had it', async () => {
	const life = await Life.begin(assembly);
	await life.admitted();
	await life.withUnits();
	const [lead] = (await life.dossier()).assignments;
	await life.act('head', '2026-03-11', 'assignment', lead?.id ?? '', 'request_return', { reason: '不属本单位职责' });
	expect((await told('assigner', 'head')).assigner).toEqual(['assignment.request_return']);
	await life.act('assigner', '2026-03-12', 'assignment', lead?.id ?? '', 'reassign', {
		unit_id: assembly.bodies.transport,
		reason: '同意',
	});
	expect(await told('transport_head', 'head')).toEqual({ transport_head: ['assignment.reassign'], head: [] });
});

test('the same job done twice leaves one notice', async () => {
	const life = await Life.begin(assembly);
	await life.admitted();
	await doQueuedJobs(await assembly.as('clerk', at), { again: true });
	expect((await told('lin', 'director')).lin).toEqual(['proposal.admit']);
});

test('of a secret proposal only those are told who may read it, and earlier notices of it are no longer shown to others', async () => {
	const life = await Life.begin(assembly);
	await life.admitted();
	expect((await told('clerk')).clerk).toEqual(['proposal.submit']);
	await life.act('director', '2026-01-23', 'proposal', life.id, 'mark_secret', { reason: '涉及未公开的规划' });
	await life.act('director', '2026-01-24', 'proposal', life.id, 'nominate', { kind: 'key', reason: '群众关心' });
	const clerk = await assembly.as('clerk', at);
	expect(await told('clerk', 'lin')).toEqual({ clerk: [], lin: ['proposal.admit'] });
	expect(await countUnread(clerk.db, clerk)).toBe(0);
	const stored = await clerk.db
		.selectFrom('notice')
		.select(['person_id', 'kind'])
		.where('committee_id', '=', clerk.committee.id)
		.where('kind', '=', 'proposal.nominate')
		.execute();
	expect(stored).toEqual([]);
});

test('a notice is a sentence in the reader’s language with a way to the matter, and is read once', async () => {
	const life = await Life.begin(assembly);
	await life.admitted();
	await told();
	const lin = await assembly.as('lin', at);
	const [notice] = await listNotices(lin.db, lin);
	if (!notice) throw new Error('no notice');
	const view = noticeView(lin, notice);
	expect(view).toMatchObject({
		sentence: '《关于建立村级老年食堂的提案》立案了，编号1',
		href: `/${lin.committee.slug}/proposals/${life.id}`,
		unread: true,
	});
	expect(speaking('en', () => noticeView(lin, notice).sentence)).toContain('1');
	await markRead(await assembly.as('gu', at), view.id);
	expect(await countUnread(lin.db, lin)).toBe(1);
	await markRead(lin, view.id);
	expect(await countUnread(lin.db, lin)).toBe(0);
	expect(await listNotices(lin.db, lin, { unreadOnly: true })).toEqual([]);
	await markRead(lin, 'no id');
});

test('no notice of one committee is seen from another', async () => {
	const life = await Life.begin(assembly);
	await life.admitted();
	await told();
	const lin = await assembly.as('lin', at);
	const other = await seedSmallAssembly(lin.db, `notices-${++committees}`);
	const elsewhere = { ...lin, committee: other.committee };
	expect(await listNotices(lin.db, elsewhere)).toEqual([]);
	expect(await countUnread(lin.db, elsewhere)).toBe(0);
	await markRead(elsewhere, 'all');
	expect(await countUnread(lin.db, lin)).toBe(1);
});

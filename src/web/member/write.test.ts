import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/database.ts';
import { connect, openDatabase } from '#server/core/database.ts';
import { newId } from '#server/core/id.ts';
import { transition } from '#server/core/transition.ts';
import { createProposal } from '#server/proposals/commands.ts';
import { listAwaited } from '#server/proposals/queries/awaited.ts';
import { findDossier } from '#server/proposals/queries/dossier.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '#server/testing/assembly.ts';
import { saveDraft, writtenIn } from './draft.ts';
import { findInvitee } from './invitee.ts';
import { write } from './write.ts';

let assembly: SmallAssembly;
let close: () => Promise<void>;
beforeAll(async () => {
	const database = await freshDatabase();
	const connection = connect(database.appUrl, 4);
	assembly = await seedSmallAssembly(openDatabase(connection));
	close = async () => {
		await connection.end();
		await database.drop();
	};
});
afterAll(() => close());

const text = {
	title: '关于保护古茶树群的提案',
	situation: '望山有古茶树三百株。',
	analysis: '没有人专管。',
	suggestions: '建档挂牌。',
};
const written = (changes: Record<string, unknown> = {}) =>
	writtenIn({ ...text, consent: 'full', wished_unit_ids: ['', ''], ...changes });
const press = (button: string, version: number, signatures = 0) => ({ button, version, key: newId(), signatures });
const dossier = async (id: string, who: PersonName = 'lin') => {
	const ctx = await assembly.as(who);
	const found = await findDossier(ctx.db, ctx, id);
	if (!found) throw new Error('not visible');
	return found;
};
const begin = async () => (await createProposal(await assembly.as('lin'), text)).id;
const sign = async (id: string) => {
	const signature = (await dossier(id)).signatures[0]?.id ?? '';
	await transition(await assembly.as('gu'), 'signature', signature, 'sign', {});
};

test('a form that changes nothing is no act: the co-proposer who signed is not asked again', async () => {
	const id = await begin();
	const lin = await assembly.as('lin');
	await write(lin, id, written({ person: 'gu' }), press('invite', 1));
	await sign(id);
	const before = await dossier(id);
	await write(lin, id, written(), press('submit', before.version, 1));
	expect(await dossier(id)).toMatchObject({ state: 'submitted', kind: 'joint', version: before.version + 1 });
});

test('a signature given while somebody wrote is not undone without a word', async () => {
	const id = await begin();
	const lin = await assembly.as('lin');
	await write(lin, id, written({ person: 'gu' }), press('invite', 1));
	await sign(id);
	const { version } = await dossier(id);
	const changed = written({ situation: '望山有古茶树四百株。' });
	await expect(write(lin, id, changed, press('save', version))).rejects.toMatchObject({
		breaches: [{ code: 'member.signed_meanwhile', values: { names: 'gu' } }],
	});
	await write(lin, id, changed, press('save', version, 1));
	expect((await dossier(id)).signatures).toMatchObject([{ state: 'invited' }]);
});

test('two equal taps store one text, and a text changed elsewhere is not overwritten', async () => {
	const id = await begin();
	const lin = await assembly.as('lin');
	const saving = { version: 1, key: newId(), signatures: 0 };
	const mine = written({ analysis: '没有人专管，也没有钱。' });
	const both = await Promise.all([saveDraft(lin, id, mine, saving), saveDraft(lin, id, mine, saving)]);
	expect(both).toEqual([2, 2]);
	const late = written({ analysis: '我这边写的。' });
	await expect(saveDraft(lin, id, late, saving)).rejects.toMatchObject({ kind: 'changed_meanwhile' });
	expect(await dossier(id)).toMatchObject({ analysis: '没有人专管，也没有钱。', version: 2 });
});

test('a refused submission has stored what was written', async () => {
	const id = await begin();
	const half = written({ situation: '望山有古茶树五百株。', suggestions: '' });
	await expect(write(await assembly.as('lin'), id, half, press('submit', 1))).rejects.toMatchObject({
		breaches: [{ code: 'proposal.suggestions_missing', field: 'suggestions' }],
	});
	expect(await dossier(id)).toMatchObject({ state: 'draft', situation: '望山有古茶树五百株。' });
	const named = written({ person: '顾' });
	await expect(write(await assembly.as('lin'), id, named, press('submit', 2))).rejects.toMatchObject({
		breaches: [{ code: 'member.invitee_left_over', field: 'person' }],
	});
});

test('a co-proposer is named in full; two of the same name are told apart by the sector', async () => {
	const ctx = await assembly.as('lin');
	const namesake = newId();
	const person = { name: 'bai', sex: null, born_in: null, work_unit: null, post: null, user_id: null };
	await ctx.db
		.insertInto('person')
		.values({ id: namesake, ...person })
		.execute();
	const mandate = { committee_id: assembly.committee.id, role: 'member', member_no: null, starts_on: '2022-01-01' };
	await ctx.db
		.insertInto('mandate')
		.values({ ...mandate, id: newId(), person_id: namesake, body_id: assembly.bodies.plenum, ends_on: null })
		.execute();
	expect(await findInvitee(ctx, ' gu ')).toBe(assembly.persons.gu);
	await expect(findInvitee(ctx, 'bai')).rejects.toMatchObject({ breaches: [{ code: 'member.invitee_ambiguous' }] });
	expect(await findInvitee(ctx, 'bai (farmers)')).toBe(assembly.persons.bai);
	await expect(findInvitee(ctx, '无此人')).rejects.toMatchObject({ breaches: [{ code: 'member.invitee_unknown' }] });
});

test('an invitation waits for the one invited until the cut-off, a draft for its writer, and for nobody else', async () => {
	const id = await begin();
	await write(await assembly.as('lin'), id, written({ person: 'gu' }), press('invite', 1));
	const waiting = async (who: PersonName, at?: string) => {
		const ctx = await assembly.as(who, at);
		return (await listAwaited(ctx.db, ctx)).filter((row) => row.id === id).map((row) => row.errand);
	};
	expect(await waiting('lin')).toEqual(['finish']);
	expect(await waiting('gu')).toEqual(['sign']);
	expect(await waiting('bai')).toEqual([]);
	expect(await waiting('gu', '2026-01-21T12:00:01+08:00')).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/database.ts';
import { connect, openDatabase } from '../core/database.ts';
import { transition } from '../core/transition.ts';
import { createProposal } from '../proposals/commands.ts';
import { readProposal } from '../proposals/read.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '../testing/assembly.ts';

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

const at = '2026-02-02T09:00:00+08:00';
const act = async (who: PersonName, machine: string, id: string, action: string, input: object = {}) =>
	transition(await assembly.as(who, at), machine, id, action, { input });
const seen = async (who: PersonName, id: string) => readProposal(await assembly.as(who, at), id);

test('a co-unit that takes the place of one that had countersigned is asked too, before the head signs', async () => {
	const { civil_affairs, finance, transport, government_office } = assembly.bodies;
	const draft = { title: '关于修桥的提案', situation: '桥旧。', analysis: '缺钱。', suggestions: '修桥。' };
	const { id } = await createProposal(await assembly.as('lin', at), draft);
	await act('lin', 'proposal', id, 'submit');
	await act('clerk', 'proposal', id, 'start_review');
	await act('clerk', 'proposal', id, 'admit', { category: 'transport' });
	const units = {
		handling: 'joint',
		lead_unit_ids: [civil_affairs],
		co_unit_ids: [finance],
		assigner_id: government_office,
	};
	await act('clerk', 'proposal', id, 'propose_assignment', units);
	const [lead = '', co = ''] = (await seen('clerk', id)).assignments.map((one) => one.id);
	for (const one of [lead, co]) await act('assigner', 'assignment', one, 'confirm');
	await act('head', 'assignment', lead, 'acknowledge');
	const contact = { stage: 'before', mode: 'visit', on: '2026-02-02', note: '当面商量' };
	await act('head', 'assignment', lead, 'record_contact', contact);
	await act('head', 'assignment', lead, 'draft_reply');
	const reply = (await seen('head', id)).replies[0]?.id ?? '';
	const answer = { body: '修。', result_class: 'A', contact_name: '办公室', contact_phone: '0000' };
	await act('head', 'reply', reply, 'revise', answer);
	await act('head', 'reply', reply, 'circulate');
	await act('finance_head', 'reply', reply, 'countersign');
	expect((await seen('finance_head', id)).may.parts[reply]).toBeUndefined();
	expect((await seen('head', id)).may.parts[reply]).toContain('sign');

	await act('finance_head', 'assignment', co, 'request_return', { reason: '不归我管' });
	await act('assigner', 'assignment', co, 'reassign', { unit_id: transport, reason: '归交通' });
	expect((await seen('head', id)).may.parts[reply]).toBeUndefined();
	await expect(act('head', 'reply', reply, 'sign', { letter_no: '1号' })).rejects.toMatchObject({
		kind: 'broken_rule',
		breaches: [{ code: 'reply.co_unit_has_not_countersigned' }],
	});
	expect((await seen('transport_head', id)).replies[0]?.countersignatures).toMatchObject([
		{ unit_id: transport, state: 'asked' },
	]);
	await act('transport_head', 'reply', reply, 'countersign');
	await act('head', 'reply', reply, 'sign', { letter_no: '1号' });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/database.ts';
import { connect, openDatabase } from '../core/database.ts';
import { transition } from '../core/transition.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '../testing/assembly.ts';
import { createProposal } from './commands.ts';
import { findDossier } from './queries/dossier.ts';

let assembly: SmallAssembly;
let close: () => Promise<void>;
beforeAll(async () => {
	const database = await freshDatabase();
	const connection = connect(database.appUrl, 4);
	const owner = connect(database.ownerUrl, 2);
	assembly = await seedSmallAssembly(openDatabase(connection));
	close = async () => {
		await connection.end();
		await owner.end();
		await database.drop();
	};
});
afterAll(() => close());

const text = {
	title: '关于建立村级老年食堂长效运营机制的提案',
	situation: '全县63个村办起老年食堂。',
	analysis: '缺固定补助。',
	suggestions: '按就餐人次补助。',
};

/** Does one act as one person at one time. */
const act = async (who: PersonName, at: string, machine: string, id: string, action: string, input: unknown = {}) =>
	transition(await assembly.as(who, at), machine, id, action, { input });
const dossier = async (id: string, who: PersonName = 'director') => {
	const found = await findDossier((await assembly.as(who)).db, await assembly.as(who), id);
	if (!found) throw new Error('not visible');
	return found;
};

test('a proposal goes from the first word to the public answer', async () => {
	const { id } = await createProposal(await assembly.as('lin'), text);
	await act('lin', '2026-01-19T09:05:00+08:00', 'proposal', id, 'invite', { person_id: assembly.persons.gu });
	const signature = (await dossier(id, 'lin')).signatures[0]?.id ?? '';
	await expect(act('lin', '2026-01-19T09:06:00+08:00', 'proposal', id, 'submit')).rejects.toMatchObject({
		kind: 'broken_rule',
	});
	await act('gu', '2026-01-19T10:00:00+08:00', 'signature', signature, 'sign', { opinion: '同意' });
	await act('lin', '2026-01-19T11:00:00+08:00', 'proposal', id, 'submit');
	await act('clerk', '2026-01-20T09:00:00+08:00', 'proposal', id, 'start_review');
	await act('clerk', '2026-01-22T09:00:00+08:00', 'proposal', id, 'admit', { category: 'livelihood' });
	const units = {
		handling: 'joint',
		lead_unit_ids: [assembly.bodies.civil_affairs],
		co_unit_ids: [assembly.bodies.finance],
		assigner_id: assembly.bodies.government_office,
	};
	await act('clerk', '2026-01-22T09:10:00+08:00', 'proposal', id, 'propose_assignment', units);
	expect(await dossier(id)).toMatchObject({
		state: 'admitted',
		number: 1,
		number_label: '1',
		kind: 'joint',
		holder_body_id: assembly.bodies.government_office,
	});

	const [lead, co] = (await dossier(id)).assignments;
	await act('assigner', '2026-03-10T09:00:00+08:00', 'assignment', lead?.id ?? '', 'confirm');
	await act('assigner', '2026-03-10T09:00:00+08:00', 'assignment', co?.id ?? '', 'confirm');
	expect(await dossier(id)).toMatchObject({ state: 'assigned', holder_body_id: assembly.bodies.civil_affairs });
	await act('registrar', '2026-03-11T09:00:00+08:00', 'assignment', lead?.id ?? '', 'acknowledge');
	await act('finance_head', '2026-03-11T09:00:00+08:00', 'assignment', co?.id ?? '', 'acknowledge');
	await act('drafter', '2026-03-24T16:00:00+08:00', 'assignment', lead?.id ?? '', 'record_contact', {
		stage: 'before',
		mode: 'visit',
		on: '2026-03-24',
		place: '龙潭村食堂',
		note: '当面商量',
	});
	await act('finance_head', '2026-04-09T09:00:00+08:00', 'assignment', co?.id ?? '', 'give_opinion', {
		opinion: '同意按人次补助',
	});
	await act('drafter', '2026-05-10T09:00:00+08:00', 'assignment', lead?.id ?? '', 'draft_reply');
	const reply = (await dossier(id)).replies[0]?.id ?? '';
	const answer = {
		body: '同意按就餐人次补助。',
		result_class: 'B',
		contact_name: '社区治理科',
		contact_phone: '0000-8812367',
		promises: [{ text: '印发补助办法', due_on: '2026-06-30' }],
	};
	await act('drafter', '2026-05-10T09:30:00+08:00', 'reply', reply, 'revise', answer);
	await act('drafter', '2026-05-11T09:00:00+08:00', 'reply', reply, 'circulate');
	await expect(
		act('head', '2026-05-11T10:00:00+08:00', 'reply', reply, 'sign', { letter_no: '云民函〔2026〕37号' }),
	).rejects.toMatchObject({ kind: 'wrong_moment' });
	await act('finance_head', '2026-05-12T09:00:00+08:00', 'reply', reply, 'countersign');
	await act('head', '2026-05-13T09:00:00+08:00', 'reply', reply, 'sign', { letter_no: '云民函〔2026〕37号' });
	await act('inspector', '2026-05-18T09:00:00+08:00', 'reply', reply, 'check');
	await act('registrar', '2026-05-20T09:00:00+08:00', 'reply', reply, 'deliver');
	expect(await dossier(id)).toMatchObject({
		state: 'answered',
		result_class: 'B',
		holder_person_id: assembly.persons.lin,
	});

	const opinions = (await dossier(id)).evaluations;
	expect(opinions.map((one) => one.person_id).sort()).toEqual([assembly.persons.lin, assembly.persons.gu].sort());
	const good = { contact: 'visited', hearing: 'visit', to_the_point: 'yes', work: 'satisfied', result: 'satisfied' };
	for (const one of opinions)
		await act(
			one.person_id === assembly.persons.lin ? 'lin' : 'gu',
			'2026-05-27T09:00:00+08:00',
			'evaluation',
			one.id,
			'give',
			one.person_id === assembly.persons.gu ? { ...good, result: 'basically' } : good,
		);
	expect(await dossier(id)).toMatchObject({ state: 'rated', rating_work: 'satisfied', rating_result: 'basically' });

	await act('clerk', '2026-05-28T09:00:00+08:00', 'proposal', id, 'publish');
	await expect(act('director', '2026-05-28T09:10:00+08:00', 'proposal', id, 'close')).rejects.toMatchObject({
		kind: 'broken_rule',
	});
	await act('clerk', '2026-05-28T09:20:00+08:00', 'proposal', id, 'follow_up');
	const promise = (await dossier(id)).commitments[0]?.id ?? '';
	await act('drafter', '2026-06-29T09:00:00+08:00', 'commitment', promise, 'report_kept', {
		evidence: '云民发〔2026〕12号',
	});
	await act('clerk', '2026-07-02T09:00:00+08:00', 'commitment', promise, 'verify', { note: '到村里看过' });
	await act('director', '2026-07-03T09:00:00+08:00', 'proposal', id, 'close');
	const ended = await assembly.as('public', '2026-07-04T09:00:00+08:00');
	expect(await findDossier(ended.db, ended, id)).toMatchObject({ state: 'closed', openness: 'public' });
	const open = await ended.db.selectFrom('deadline').select(['kind', 'machine']).where('state', '=', 'open').execute();
	expect(open).toEqual([]);
});

import { transition } from '../core/transition.ts';
import { createProposal } from '../proposals/commands.ts';
import { findDossier, type Dossier } from '../proposals/queries/dossier.ts';
import type { PersonName, SmallAssembly } from './assembly.ts';

/** A proposal with a part of every kind, and the id of each. */
export interface FullLife {
	proposal: string;
	signature: string;
	assignment: string;
	co_assignment: string;
	reply: string;
	evaluation: string;
	commitment: string;
	nomination: string;
}

const text = {
	title: '关于村级老年食堂的提案',
	situation: '六十三个村办起食堂。',
	analysis: '缺补助。',
	suggestions: '按人次补助。',
};
const answer = {
	body: '同意按人次补助。',
	result_class: 'B',
	contact_name: '社区治理科',
	contact_phone: '0000-8812367',
	promises: [{ text: '印发办法', due_on: '2099-06-30' }],
};

/** Takes one proposal of the small assembly as far as its answer, so that its proposers are asked. What `beside` gives is sent along with every act. */
export async function fullLife(
	assembly: SmallAssembly,
	at = '2026-01-19T09:00:00+08:00',
	beside: (machine: string, action: string) => object = () => ({}),
): Promise<FullLife> {
	const { bodies, persons } = assembly;
	const act = async (who: PersonName, machine: string, id: string, action: string, input: object = {}) =>
		transition(await assembly.as(who, at), machine, id, action, { input: { ...beside(machine, action), ...input } });
	const { id } = await createProposal(await assembly.as('lin', at), { ...beside('proposal', 'create'), ...text });
	const dossier = async (): Promise<Dossier> => {
		const ctx = await assembly.as('lin', at);
		const found = await findDossier(ctx.db, ctx, id);
		if (!found) throw new Error('the proposal is gone');
		return found;
	};
	await act('lin', 'proposal', id, 'invite', { person_id: persons.gu });
	const signature = (await dossier()).signatures[0]?.id ?? '';
	await act('gu', 'signature', signature, 'sign');
	await act('lin', 'proposal', id, 'submit');
	await act('clerk', 'proposal', id, 'start_review');
	await act('clerk', 'proposal', id, 'admit', { category: 'livelihood' });
	await act('clerk', 'proposal', id, 'nominate', { kind: 'key', reason: '涉及面广' });
	await act('clerk', 'proposal', id, 'propose_assignment', {
		handling: 'joint',
		lead_unit_ids: [bodies.civil_affairs],
		co_unit_ids: [bodies.finance],
		assigner_id: bodies.government_office,
	});
	const [assignment = '', co_assignment = ''] = (await dossier()).assignments.map((one) => one.id);
	for (const one of [assignment, co_assignment]) await act('assigner', 'assignment', one, 'confirm');
	await act('registrar', 'assignment', assignment, 'acknowledge');
	await act('drafter', 'assignment', assignment, 'record_contact', {
		stage: 'before',
		mode: 'visit',
		on: at.slice(0, 10),
		note: '当面商量',
	});
	await act('drafter', 'assignment', assignment, 'draft_reply');
	const reply = (await dossier()).replies[0]?.id ?? '';
	await act('drafter', 'reply', reply, 'revise', answer);
	await act('drafter', 'reply', reply, 'circulate');
	await act('finance_head', 'reply', reply, 'countersign');
	await act('head', 'reply', reply, 'sign', { letter_no: '云民函〔2026〕37号' });
	await act('inspector', 'reply', reply, 'check');
	await act('registrar', 'reply', reply, 'deliver');
	const { evaluations, commitments, nominations } = await dossier();
	const evaluation = evaluations.find((one) => one.person_id === persons.lin)?.id ?? '';
	return {
		proposal: id,
		signature,
		assignment,
		co_assignment,
		reply,
		evaluation,
		commitment: commitments[0]?.id ?? '',
		nomination: nominations[0]?.id ?? '',
	};
}

import { transition } from '#server/core/transition.ts';
import { createProposal } from '#server/proposals/commands.ts';
import { findDossier } from '#server/proposals/queries/dossier.ts';
import type { PersonName } from '#server/testing/assembly.ts';
import type { House } from './house.ts';

/** Where an errand can begin, in the order of a proposal's life. */
const stages = [
	'drafted',
	'invited',
	'submitted',
	'admitted',
	'assigned',
	'acknowledged',
	'met',
	'written',
	'circulated',
	'countersigned',
	'signed',
	'checked',
	'answered',
	'rated',
	'published',
] as const;
export type Stage = (typeof stages)[number];

export interface Begun {
	id: string;
	title: string;
	/** The assignment of the lead unit, and of the co-unit where there is one. */
	lead: string;
	co: string;
	reply: string;
}

interface Wish {
	/** Handled by one unit alone, without a countersignature. */
	sole?: boolean;
}

export const letter = {
	body: '您提出的建议收悉。现答复如下：\n一、按就餐人次给予补助。\n二、由乡镇统一采购。',
	result_class: 'B',
	openness: 'full',
	contact_name: '社区治理科',
	contact_phone: '0000-8812367',
	promises: [{ text: '印发补助办法', due_on: '2099-06-30' }],
};
const text = {
	situation: '全县63个村办起老年食堂，半数靠村干部垫钱维持。',
	analysis: '没有固定补助，菜价一涨就停。',
	suggestions: '一、按就餐人次补助。\n二、由乡镇统一采购。',
	category: 'livelihood',
};
const good = { contact: 'visited', hearing: 'visit', to_the_point: 'yes', work: 'satisfied', result: 'satisfied' };

let begun = 0;

/** Acts in the house's database as its people would, each a minute after the other and the last some minutes ago. */
export async function advance(house: House, to: Stage, { sole = false }: Wish = {}): Promise<Begun> {
	const { assembly } = house;
	const title = `关于建立第${++begun}村老年食堂长效运营机制的提案`;
	let minute = 120;
	const as = (name: PersonName) => assembly.as(name, new Date(Date.now() - minute-- * 60_000).toISOString());
	const act = async (name: PersonName, machine: string, id: string, action: string, input: unknown = {}) =>
		transition(await as(name), machine, id, action, { input });
	const { id } = await createProposal(await as('lin'), { ...text, title });
	const dossier = async () => {
		const found = await findDossier(house.db, await assembly.as('director', new Date().toISOString()), id);
		if (!found) throw new Error('the director sees every proposal that was submitted');
		return found;
	};
	const parts = { lead: '', co: '', reply: '' };
	const find = async () => {
		const { assignments, replies } = await dossier();
		parts.lead = assignments.find((one) => one.unit_id === assembly.bodies.civil_affairs)?.id ?? '';
		parts.co = assignments.find((one) => one.unit_id === assembly.bodies.finance)?.id ?? '';
		parts.reply = replies[0]?.id ?? '';
	};
	const both = () => (sole ? [parts.lead] : [parts.lead, parts.co]);
	const steps: Record<Stage, () => Promise<unknown>> = {
		drafted: async () => undefined,
		invited: () => act('lin', 'proposal', id, 'invite', { person_id: assembly.persons.gu }),
		submitted: async () => {
			const asked =
				(await house.db.selectFrom('signature').select('id').where('matter_id', '=', id).executeTakeFirst())?.id ?? '';
			await act('gu', 'signature', asked, 'sign', { opinion: '同意' });
			await act('lin', 'proposal', id, 'submit');
		},
		admitted: async () => {
			await act('clerk', 'proposal', id, 'start_review');
			await act('clerk', 'proposal', id, 'admit', { category: 'livelihood' });
			const units = {
				handling: sole ? 'sole' : 'joint',
				lead_unit_ids: [assembly.bodies.civil_affairs],
				co_unit_ids: sole ? [] : [assembly.bodies.finance],
			};
			await act('clerk', 'proposal', id, 'propose_assignment', {
				...units,
				assigner_id: assembly.bodies.government_office,
			});
			await find();
		},
		assigned: async () => {
			for (const part of both()) await act('assigner', 'assignment', part, 'confirm');
		},
		acknowledged: async () => {
			await act('registrar', 'assignment', parts.lead, 'acknowledge');
			if (!sole) await act('finance_head', 'assignment', parts.co, 'acknowledge');
		},
		met: async () => {
			const { today } = await as('drafter');
			await act('drafter', 'assignment', parts.lead, 'record_contact', {
				stage: 'before',
				mode: 'visit',
				on: today,
				note: '当面商量',
			});
		},
		written: async () => {
			await act('drafter', 'assignment', parts.lead, 'draft_reply');
			await find();
			await act('drafter', 'reply', parts.reply, 'revise', letter);
		},
		circulated: () => act('drafter', 'reply', parts.reply, 'circulate'),
		countersigned: async () => (sole ? undefined : act('finance_head', 'reply', parts.reply, 'countersign')),
		signed: () => act('head', 'reply', parts.reply, 'sign', { letter_no: '云民函〔2026〕37号' }),
		checked: () => act('inspector', 'reply', parts.reply, 'check'),
		answered: () => act('registrar', 'reply', parts.reply, 'deliver'),
		rated: async () => {
			for (const { id: evaluation, person_id } of (await dossier()).evaluations)
				await act(person_id === assembly.persons.lin ? 'lin' : 'gu', 'evaluation', evaluation, 'give', good);
		},
		published: () => act('clerk', 'proposal', id, 'publish'),
	};
	for (const stage of stages.slice(0, stages.indexOf(to) + 1)) await steps[stage]();
	return { id, title, ...parts };
}

/** How often an act stands in the log of a matter. */
export async function timesDone(house: House, id: string, machine: string, action: string): Promise<number> {
	const rows = await house.db
		.selectFrom('timeline')
		.select('seq')
		.where('matter_id', '=', id)
		.where('machine', '=', machine)
		.where('action', '=', action)
		.execute();
	return rows.length;
}

import { sql } from 'kysely';
import type { Context } from '../core/context.ts';
import type { ActJob } from '../core/jobs.ts';
import { transition } from '../core/transition.ts';
import { actJobs } from '../jobs.ts';
import { createProposal } from '../proposals/commands.ts';
import { findDossier, type Dossier } from '../proposals/queries/dossier.ts';
import { readProposal } from '../proposals/read.ts';
import type { ProposalView } from '../proposals/view.ts';
import type { PersonName, SmallAssembly } from '../testing/assembly.ts';

const text = {
	title: '关于建立村级老年食堂的提案',
	situation: '全县63个村办起食堂。',
	analysis: '缺固定补助。',
	suggestions: '按就餐人次补助。',
};

/** Does what is queued, in order, as the worker would; `again` leaves it in the queue. */
export async function doQueuedJobs(ctx: Context, { again = false } = {}): Promise<void> {
	const { rows } = await sql<{ id: string; task: string; payload: ActJob }>`
		select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`.execute(
		ctx.db,
	);
	for (const { task, payload } of rows)
		if (payload.committee_id === ctx.committee.id) await actJobs[task]?.(ctx, payload);
	if (!again)
		await sql`delete from graphile_worker._private_jobs where id = any(${rows.map((row) => row.id)}::bigint[])`.execute(
			ctx.db,
		);
}

/** One proposal in the hands of the small assembly. */
export class Life {
	readonly assembly: SmallAssembly;
	readonly id: string;
	/** Whose it is. */
	readonly by: PersonName;
	constructor(assembly: SmallAssembly, id: string, by: PersonName = 'lin') {
		this.assembly = assembly;
		this.id = id;
		this.by = by;
	}

	/** A draft of Lin's or of whoever is named, with what differs. */
	static async begin(
		assembly: SmallAssembly,
		more: Record<string, unknown> = {},
		who: PersonName = 'lin',
	): Promise<Life> {
		return new Life(assembly, (await createProposal(await assembly.as(who), { ...text, ...more })).id, who);
	}

	async act(
		who: PersonName,
		at: string,
		machine: string,
		id: string,
		action: string,
		input: unknown = {},
	): Promise<void> {
		await transition(await this.assembly.as(who, `${at}T09:00:00+08:00`), machine, id, action, { input });
	}

	async dossier(): Promise<Dossier> {
		const ctx = await this.assembly.as('director');
		const found = await findDossier(
			ctx.db,
			{ ...ctx, actor: { kind: 'system', person_id: null, name: '', mandates: [] } },
			this.id,
		);
		if (!found) throw new Error('no such proposal');
		return found;
	}

	/** As this reader may see it on a day. */
	async seen(who: PersonName | 'public', on = '2026-06-01'): Promise<ProposalView> {
		return readProposal(await this.assembly.as(who, `${on}T09:00:00+08:00`), this.id);
	}

	/** The opinion that this person is asked for. */
	async opinionOf(who: PersonName): Promise<string> {
		const { evaluations, round } = await this.dossier();
		return evaluations.find((one) => one.person_id === this.assembly.persons[who] && one.round === round)?.id ?? 'none';
	}

	async ratedBy(who: PersonName, on: string, more: Record<string, unknown> = {}): Promise<void> {
		const good = { contact: 'visited', hearing: 'visit', to_the_point: 'yes', work: 'satisfied', result: 'satisfied' };
		await this.act(who, on, 'evaluation', await this.opinionOf(who), 'give', { ...good, ...more });
	}

	async signedBy(who: 'gu' | 'bai' | 'lin'): Promise<void> {
		await this.act(this.by, '2026-01-19', 'proposal', this.id, 'invite', { person_id: this.assembly.persons[who] });
		const signature = (await this.dossier()).signatures.find((one) => one.person_id === this.assembly.persons[who]);
		await this.act(who, '2026-01-19', 'signature', signature?.id ?? '', 'sign');
	}

	async underReview(): Promise<void> {
		await this.act(this.by, '2026-01-19', 'proposal', this.id, 'submit');
		await this.act('clerk', '2026-01-20', 'proposal', this.id, 'start_review');
	}

	async admitted(): Promise<void> {
		await this.underReview();
		await this.act('clerk', '2026-01-22', 'proposal', this.id, 'admit', { category: 'livelihood' });
	}

	/** Civil affairs to lead, finance to help. */
	async unitsProposed(): Promise<void> {
		const { bodies } = this.assembly;
		const units = {
			handling: 'joint',
			lead_unit_ids: [bodies.civil_affairs],
			co_unit_ids: [bodies.finance],
			assigner_id: bodies.government_office,
		};
		await this.act('clerk', '2026-01-22', 'proposal', this.id, 'propose_assignment', units);
	}

	/** Confirmed on 10 March; the reply is due on 10 June. */
	async withUnits(): Promise<void> {
		if (!(await this.dossier()).assignments.length) await this.unitsProposed();
		for (const { id } of (await this.dossier()).assignments)
			await this.act('assigner', '2026-03-10', 'assignment', id, 'confirm');
	}

	/** Delivered on 20 May. */
	async answered(): Promise<void> {
		const assignment = (await this.dossier()).assignments[0]?.id ?? '';
		await this.act('registrar', '2026-03-11', 'assignment', assignment, 'acknowledge');
		await this.replied(assignment, '2026-05-');
	}

	/** Once more, delivered on 20 June. */
	async answeredAgain(): Promise<void> {
		await this.replied((await this.dossier()).assignments[0]?.id ?? '', '2026-06-');
	}

	/** Contact, draft, countersignature, signature; checked and delivered unless it stops there. */
	async replied(assignment: string, month: string, until: 'signed' | 'delivered' = 'delivered'): Promise<void> {
		const first = month === '2026-05-';
		await this.act('drafter', first ? '2026-03-24' : `${month}09`, 'assignment', assignment, 'record_contact', {
			stage: 'before',
			mode: 'visit',
			on: '2026-03-24',
			place: '',
			note: '当面商量',
		});
		await this.act('drafter', `${month}10`, 'assignment', assignment, 'draft_reply');
		const reply = (await this.dossier()).replies.findLast((one) => one.assignment_id === assignment)?.id ?? '';
		const answer = {
			body: '同意按人次补助。',
			result_class: 'A',
			contact_name: '社区治理科',
			contact_phone: '0000-8812367',
			promises: [],
		};
		await this.act('drafter', `${month}10`, 'reply', reply, 'revise', answer);
		await this.act('drafter', `${month}11`, 'reply', reply, 'circulate');
		if ((await this.dossier()).assignments.some((one) => one.role === 'co'))
			await this.act('finance_head', `${month}12`, 'reply', reply, 'countersign');
		await this.act('head', `${month}13`, 'reply', reply, 'sign', { letter_no: '云民函〔2026〕37号' });
		if (until === 'signed') return;
		await this.act('inspector', `${month}18`, 'reply', reply, 'check');
		await this.act('registrar', `${month}20`, 'reply', reply, 'deliver');
	}
}

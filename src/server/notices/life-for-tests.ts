import { sql } from 'kysely';
import type { Context } from '../core/context.ts';
import type { ActJob } from '../core/jobs.ts';
import { transition } from '../core/transition.ts';
import { actJobs } from '../jobs.ts';
import { createProposal } from '../proposals/commands.ts';
import { findDossier, type Dossier } from '../proposals/queries/dossier.ts';
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
	constructor(assembly: SmallAssembly, id: string) {
		this.assembly = assembly;
		this.id = id;
	}

	/** A draft of Lin's, with what differs. */
	static async begin(assembly: SmallAssembly, more: Record<string, unknown> = {}): Promise<Life> {
		return new Life(assembly, (await createProposal(await assembly.as('lin'), { ...text, ...more })).id);
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

	async signedBy(who: 'gu' | 'bai'): Promise<void> {
		await this.act('lin', '2026-01-19', 'proposal', this.id, 'invite', { person_id: this.assembly.persons[who] });
		const signature = (await this.dossier()).signatures.find((one) => one.person_id === this.assembly.persons[who]);
		await this.act(who, '2026-01-19', 'signature', signature?.id ?? '', 'sign');
	}

	async admitted(): Promise<void> {
		await this.act('lin', '2026-01-19', 'proposal', this.id, 'submit');
		await this.act('clerk', '2026-01-20', 'proposal', this.id, 'start_review');
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
		const [lead] = (await this.dossier()).assignments;
		const assignment = lead?.id ?? '';
		await this.act('registrar', '2026-03-11', 'assignment', assignment, 'acknowledge');
		await this.act('drafter', '2026-03-24', 'assignment', assignment, 'record_contact', {
			stage: 'before',
			mode: 'visit',
			on: '2026-03-24',
			place: '',
			note: '当面商量',
		});
		await this.act('drafter', '2026-05-10', 'assignment', assignment, 'draft_reply');
		const reply = (await this.dossier()).replies[0]?.id ?? '';
		const answer = {
			body: '同意按人次补助。',
			result_class: 'A',
			contact_name: '社区治理科',
			contact_phone: '0000-8812367',
			promises: [],
		};
		await this.act('drafter', '2026-05-10', 'reply', reply, 'revise', answer);
		await this.act('drafter', '2026-05-11', 'reply', reply, 'circulate');
		await this.act('finance_head', '2026-05-12', 'reply', reply, 'countersign');
		await this.act('head', '2026-05-13', 'reply', reply, 'sign', { letter_no: '云民函〔2026〕37号' });
		await this.act('inspector', '2026-05-18', 'reply', reply, 'check');
		await this.act('registrar', '2026-05-20', 'reply', reply, 'deliver');
	}
}

import type { Context } from '../../core/context.ts';
import type { Trx } from '../../core/database.ts';
import type { NewProposal } from '../input.ts';

interface Beginning {
	id: string;
	owner_id: string;
	entered_by: string | null;
	sector_id: string | null;
	session: { id: string; cut_off_at: Date };
	wanted: NewProposal;
}

/** The matter and its proposal, as a draft that its owner holds. */
export async function insertProposal(
	trx: Trx,
	ctx: Context,
	{ id, owner_id, entered_by, sector_id, session, wanted }: Beginning,
): Promise<void> {
	const committee_id = ctx.committee.id;
	await trx
		.insertInto('matter')
		.values({
			committee_id,
			id,
			kind: 'proposal',
			plenary_session_id: session.id,
			number: null,
			number_label: null,
			title: wanted.title,
			category: wanted.category ?? null,
			state: 'draft',
			owner_id,
			sector_id,
			lead_unit_id: null,
			holder_body_id: null,
			holder_person_id: owner_id,
			due_on: null,
			public_due_on: null,
			result_class: null,
			created_at: ctx.now,
			changed_at: ctx.now,
			submitted_at: null,
			published_at: null,
			closed_at: null,
		})
		.execute();
	await trx
		.insertInto('proposal')
		.values({
			committee_id,
			id,
			kind: wanted.kind,
			period: ctx.now <= session.cut_off_at ? 'in_session' : 'between_sessions',
			body_id: wanted.body_id ?? null,
			situation: wanted.situation,
			analysis: wanted.analysis,
			suggestions: wanted.suggestions,
			consent: wanted.consent,
			consent_reason: wanted.consent_reason ?? null,
			wished_unit_ids: wanted.wished_unit_ids,
			entered_by,
			gist: null,
			handling: null,
			advice: null,
			reason_code: null,
			reason: null,
			conversion: null,
			merged_into_id: null,
			withdrawal_reason: null,
			rating_work: null,
			rating_result: null,
		})
		.execute();
}

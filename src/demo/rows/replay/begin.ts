import { understand } from '#server/core/input.ts';
import { newProposal } from '#server/proposals/input.ts';
import type { Proposal } from '../../content/content.ts';
import { inSettings } from '../codes.ts';
import { log } from './log.ts';
import { growingIds, type Life } from './life.ts';
import type { World } from './world.ts';

const noParts = () => ({
	signatures: [],
	assignments: [],
	contacts: [],
	replies: [],
	countersignatures: [],
	evaluations: [],
	commitments: [],
	nominations: [],
	deadlines: [],
	timeline: [],
	merged: [],
});

function understood({ keys }: World, told: Proposal) {
	const { kind, title, situation, analysis, suggestions, consent } = told;
	return understand(newProposal, {
		...{ kind, title, situation, analysis, suggestions, consent },
		category: inSettings('category', told.category),
		consent_reason: told.consentReason,
		wished_unit_ids: told.wishedUnits.map(keys.body),
		body_id: told.organisation && keys.body(told.organisation),
	});
}

function rowsOf(world: World, told: Proposal, session: Life['session'], now: Date): Pick<Life, 'matter' | 'proposal'> {
	const { keys, register } = world;
	const { title, category, ...wanted } = understood(world, told);
	const same = { committee_id: keys.committee(told.committee), id: keys.proposal(told.key) };
	const owner_id = keys.person(told.leadProposer);
	const sector_id = register.sectorOf(same.committee_id, owner_id, told.createdAt.slice(0, 10));
	const dates = { created_at: now, changed_at: now, submitted_at: null, published_at: null, closed_at: null };
	const unnumbered = {
		number: null,
		number_label: null,
		lead_unit_id: null,
		due_on: null,
		public_due_on: null,
		result_class: null,
	};
	const held = { owner_id, sector_id, holder_body_id: null, holder_person_id: owner_id };
	const first = {
		kind: 'proposal',
		state: 'draft',
		openness: 'restricted' as const,
		secret: false,
		version: 1,
		seq: 0,
		signers: 0,
	};
	const undecided = {
		gist: null,
		handling: null,
		advice: null,
		reason_code: null,
		reason: null,
		conversion: null,
		merged_into_id: null,
		withdrawal_reason: null,
	};
	const unrated = {
		objected: false,
		is_key: false,
		is_excellent: false,
		round: 1,
		rating_work: null,
		rating_result: null,
		imported: false,
	};
	const { on_behalf_of: _member, ...text } = wanted;
	return {
		matter: {
			...same,
			...first,
			...unnumbered,
			...held,
			...dates,
			plenary_session_id: session.id,
			title,
			category: category ?? null,
		},
		proposal: {
			...same,
			...text,
			...undecided,
			...unrated,
			body_id: text.body_id ?? null,
			consent_reason: text.consent_reason ?? null,
			entered_by: told.enteredBy && keys.person(told.enteredBy),
			period: now <= session.cut_off_at ? 'in_session' : 'between_sessions',
		},
	};
}

/** Begins a draft, as src/server/proposals/commands.ts does. */
export function begin(world: World, told: Proposal): Life {
	const session = world.sessions.get(world.keys.session(told.session));
	if (!session) throw new Error(`${told.key} belongs to no session`);
	const now = new Date(told.createdAt);
	const life: Life = { told, session, ...rowsOf(world, told, session, now), ...noParts(), nextId: growingIds() };
	const { id, owner_id } = life.matter;
	const { entered_by } = life.proposal;
	const created = { machine: 'proposal', subject_id: id, action: 'create', from_state: null, to_state: 'draft' };
	log(life, { ...created, actor_id: entered_by ?? owner_id, on_behalf_of: entered_by ? owner_id : null, at: now }, {});
	world.lives.set(id, life);
	return life;
}

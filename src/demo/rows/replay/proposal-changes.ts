import type { Dossier } from '#server/proposals/queries/dossier.ts';
import { change, type Scene } from './change.ts';
import { endClocks, startClock } from './clocks.ts';
import { openEvaluations } from './evaluations.ts';
import { addAssignment } from './assignment-changes.ts';

/** Changes of src/server/proposals/changes.ts that reach beyond the proposal's own row. */
type Proposals<Input> = Scene<Dossier, Input>;

const thirtyDays = 30 * 86_400_000;

function invite({ life, row, ctx, input, world }: Proposals<{ person_id: string }>) {
	const { committee_id, id: matter_id } = life.matter;
	if (!world.register.sectorOf(committee_id, input.person_id, ctx.today))
		throw new Error('the invited person is no member on that day');
	const expires_at = row.cut_off_at > ctx.now ? row.cut_off_at : new Date(ctx.now.getTime() + thirtyDays);
	const asked = { state: 'invited', invited_at: ctx.now, expires_at, answered_at: null, opinion: null };
	const before = life.signatures.find(({ person_id }) => person_id === input.person_id);
	if (before) Object.assign(before, asked, { version: before.version + 1 });
	else
		life.signatures.push({
			committee_id,
			id: life.nextId(ctx.now),
			matter_id,
			person_id: input.person_id,
			version: 1,
			...asked,
		});
	return { log: { person_id: input.person_id } };
}

/** Numbers are given in the order of admission, because all acts of all proposals are replayed in the order of time. */
function giveCaseNumber({ world, life, row, input, ctx }: Proposals<{ category: string; remark: string }>) {
	const { committee_id, id: matter_id } = life.matter;
	const series = `proposal:${row.plenary_session_id}:${row.period}`;
	const number = 1 + world.numbers.filter((one) => one.series === series && one.committee_id === committee_id).length;
	world.numbers.push({ committee_id, series, number, matter_id, state: 'given', given_at: ctx.now });
	const label = row.period === 'in_session' ? String(number) : `平${String(number).padStart(3, '0')}`;
	const openness = row.secret ? 'restricted' : row.consent === 'none' ? 'internal' : 'members';
	const set = { number, number_label: label, category: input.category, openness, reason: null, reason_code: null };
	return { set, log: { number: label, category: input.category, remark: input.remark } };
}

function decline({ life, ctx, input }: Proposals<{ reason_code: string; text: string; conversion: string }>) {
	endClocks(life, ctx, 'all', 'cancelled');
	return {
		set: { reason_code: input.reason_code, reason: input.text, conversion: input.conversion },
		log: { ...input },
	};
}

function withdraw({ life, ctx, input }: Proposals<{ reason: string }>) {
	endClocks(life, ctx, 'all', 'cancelled');
	return { set: { openness: 'restricted', closed_at: ctx.now }, log: { reason: input.reason } };
}

function merge({ world, life, ctx, input }: Proposals<{ into_id: string }>) {
	const into = world.lives.get(input.into_id);
	if (!into || !['under_review', 'admitted'].includes(into.matter.state))
		throw new Error('what it is merged into is not under review or admitted');
	endClocks(life, ctx, 'all', 'cancelled');
	into.merged.push(life);
	return { set: { merged_into_id: input.into_id }, log: { into_id: input.into_id } };
}

type Units = {
	handling: 'sole' | 'joint' | 'split';
	lead_unit_ids: string[];
	co_unit_ids: string[];
	assigner_id: string;
	advice: string;
};
function proposeUnits({ world, life, ctx, input }: Proposals<Units>) {
	life.assignments = life.assignments.filter(({ state }) => state !== 'proposed');
	const answering = input.handling === 'split' ? 'split' : 'lead';
	const state = 'proposed' as const;
	const of = { assigner_id: input.assigner_id, state, round: 1 };
	if (!world.register.assigns(input.assigner_id)) throw new Error('nobody assigns in the body named');
	for (const unit_id of new Set(input.lead_unit_ids))
		addAssignment(world, life, ctx, { ...of, unit_id, role: answering });
	for (const unit_id of new Set(input.co_unit_ids)) addAssignment(world, life, ctx, { ...of, unit_id, role: 'co' });
	return { set: { handling: input.handling, advice: input.advice || null }, log: { ...input } };
}

function askProposers({ world, life, row, ctx }: Proposals<unknown>) {
	const delivered = row.replies.filter((reply) => reply.state === 'delivered' && reply.round === row.round);
	const result_class =
		delivered
			.map((reply) => reply.result_class ?? '')
			.sort()
			.at(-1) ?? null;
	endClocks(life, ctx, ['acknowledgement', 'return_request', 'co_opinion'], 'cancelled');
	const evaluations = openEvaluations(world, life, ctx);
	for (const subject_id of evaluations)
		startClock(world, life, ctx, { machine: 'evaluation', subject_id }, 'evaluation');
	return { set: { result_class }, log: { result_class, asked: evaluations.length } };
}

function nextRound({ life, row, ctx, input }: Proposals<{ reason: string }>) {
	endClocks(life, ctx, ['evaluation', 'evaluation_reminded', 'publication'], 'cancelled');
	return {
		set: { round: row.round + 1, closed_at: null, result_class: null, rating_work: null, rating_result: null },
		log: { reason: input.reason },
	};
}

function close({ life, ctx, input }: Proposals<{ remark: string }>) {
	endClocks(life, ctx, ['evaluation', 'evaluation_reminded'], 'cancelled');
	return { set: { closed_at: ctx.now }, log: { remark: input.remark } };
}

function nominate({ life, ctx, input }: Proposals<{ kind: 'key' | 'excellent'; reason: string }>) {
	const { committee_id, id: matter_id } = life.matter;
	const nominated_by = ctx.actor.person_id ?? '';
	life.nominations.push({
		committee_id,
		id: life.nextId(ctx.now),
		matter_id,
		...input,
		state: 'nominated',
		version: 1,
		nominated_by,
		overseer: null,
	});
	return { log: { ...input } };
}

export const proposalChanges = {
	'proposal.invite': change(invite),
	'proposal.admit': change(giveCaseNumber),
	'proposal.decline': change(decline),
	'proposal.withdraw': change(withdraw),
	'proposal.merge': change(merge),
	'proposal.propose_assignment': change(proposeUnits),
	'proposal.answer': change(askProposers),
	'proposal.order_rehandling': change(nextRound),
	'proposal.reopen': change(nextRound),
	'proposal.close': change(close),
	'proposal.nominate': change(nominate),
};

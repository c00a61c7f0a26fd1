import { endDeadlines, startDeadline } from '../core/deadlines.ts';
import type { Change } from '../core/machine.ts';
import { giveNumber } from '../core/numbering.ts';
import { broken } from '../core/refusal.ts';
import { deleteProposedAssignments, insertAssignment, hasOpenUnit } from '../handling/queries/writes.ts';
import { recomputeUncertain } from '../matters/deadlines/queries.ts';
import { hasMandate, listAssigners } from '../people/queries.ts';
import { caseLabel, caseSeries } from './case-number.ts';
import type { Dossier } from './queries/dossier.ts';
import { openEvaluations } from './queries/evaluators.ts';
import { insertNomination, inviteToSign } from './queries/writes.ts';
import { jointRating } from './rules.ts';

type Changing<Input = unknown> = Change<Dossier, Input>;

const sections = ['title', 'situation', 'analysis', 'suggestions'] as const;
/** Who has signed stands by this title and this text; what else is changed concerns the lead proposer alone. */
export const textChanges = ({ row, input }: { row: Dossier; input: Record<string, unknown> }): boolean =>
	sections.some((section) => row[section] !== input[section]);

export const revise: Changing<Record<string, unknown>> = async (_trx, { input }) => ({ set: { ...input } });

/** Each invitee signs personally before the cut-off of the session; between sessions, within thirty days. */
export const invite: Changing<{ person_id: string }> = async (trx, { row, input, ctx }) => {
	if (!(await hasMandate(trx, ctx, input.person_id, 'member')))
		throw broken('proposal.invitee_is_no_member', { field: 'person_id' });
	const inThirtyDays = new Date(ctx.now.getTime() + 30 * 86_400_000);
	await inviteToSign(trx, ctx, row.id, input.person_id, row.cut_off_at > ctx.now ? row.cut_off_at : inThirtyDays);
	return { log: { person_id: input.person_id } };
};

/** Submitted after the cut-off, a proposal becomes one between sessions (domain.md 2.1.3). */
export const stampSubmitted: Changing = async (_trx, { row, ctx }) => ({
	set: {
		submitted_at: ctx.now,
		openness: row.secret ? 'restricted' : 'internal',
		period: ctx.now <= row.cut_off_at ? 'in_session' : 'between_sessions',
		kind: row.kind === 'individual' && row.signatures.some((one) => one.state === 'signed') ? 'joint' : row.kind,
	},
	on_behalf_of: row.entered_by && row.entered_by === ctx.actor.person_id ? row.owner_id : null,
});

export const keepReason: Changing<{ reason: string; reason_code?: string }> = async (_trx, { input }) => ({
	set: { reason_code: input.reason_code ?? null, reason: input.reason },
	log: { ...input },
});
export const logReason: Changing<{ reason: string }> = async (_trx, { input }) => ({ log: { reason: input.reason } });
export const close: Changing<{ remark: string }> = async (trx, { row, ctx, input }) => {
	await endDeadlines(trx, ctx, { matter_id: row.id }, ['evaluation', 'evaluation_reminded'], 'cancelled');
	return { set: { closed_at: ctx.now }, log: { remark: input.remark } };
};
export const withdraw: Changing<{ reason: string }> = async (trx, { row, ctx, input }) => {
	await endDeadlines(trx, ctx, { matter_id: row.id }, 'all', 'cancelled');
	return { set: { openness: 'restricted', closed_at: ctx.now }, log: { reason: input.reason } };
};

const admittedOpenness = (row: Dossier) => (row.consent === 'none' ? 'internal' : 'members');

/** 案号 within the session, gap-free; between sessions a series of its own, marked 平. */
export const giveCaseNumber: Changing<{ category: string; remark: string }> = async (trx, { row, input, ctx }) => {
	const number = await giveNumber(trx, ctx, caseSeries(row.plenary_session_id, row.period), row.id);
	const label = caseLabel(row.period, number);
	const openness = row.secret ? 'restricted' : admittedOpenness(row);
	return {
		set: { number, number_label: label, category: input.category, openness, reason: null, reason_code: null },
		log: { number: label, category: input.category, remark: input.remark },
	};
};

export const decline: Changing<{ reason_code: string; text: string; conversion: string }> = async (
	trx,
	{ row, ctx, input },
) => {
	await endDeadlines(trx, ctx, { matter_id: row.id }, 'all', 'cancelled');
	return {
		set: { reason_code: input.reason_code, reason: input.text, conversion: input.conversion },
		log: { ...input },
	};
};
export const convert: Changing<{ to: string }> = async (_trx, { ctx, input }) => ({
	set: { conversion: input.to, closed_at: ctx.now },
	log: { to: input.to },
});
export const object: Changing<{ reason: string }> = async (_trx, { input }) => ({
	set: { objected: true },
	log: { reason: input.reason },
});

interface ProposedUnits {
	handling: 'sole' | 'joint' | 'split';
	lead_unit_ids: string[];
	co_unit_ids: string[];
	assigner_id: string;
	advice: string;
}

/** Names the units; they hear of it when the assigner has confirmed. Proposing again replaces what was proposed. */
export const proposeUnits: Changing<ProposedUnits> = async (trx, { row, input, ctx }) => {
	const offices = await listAssigners(trx, ctx);
	if (!offices.some((office) => office.id === input.assigner_id))
		throw broken('assignment.unknown_assigner', { field: 'assigner_id' });
	await deleteProposedAssignments(trx, ctx, row.id);
	const named = [
		...[...new Set(input.lead_unit_ids)].map((unit_id) => ({
			unit_id,
			role: input.handling === 'split' ? ('split' as const) : ('lead' as const),
		})),
		...[...new Set(input.co_unit_ids)].map((unit_id) => ({ unit_id, role: 'co' as const })),
	];
	for (const { unit_id, role } of named) {
		if (!(await hasOpenUnit(trx, ctx, unit_id)))
			throw broken('assignment.unknown_unit', { field: role === 'co' ? 'co_unit_ids' : 'lead_unit_ids' });
		await insertAssignment(trx, ctx, {
			matter_id: row.id,
			unit_id,
			role,
			assigner_id: input.assigner_id,
			state: 'proposed',
		});
	}
	return { set: { handling: input.handling, advice: input.advice || null }, log: { ...input } };
};

/** The answer has arrived: every proposer is asked, and the clock for publication starts (domain.md 2.18). */
export const askProposers: Changing = async (trx, { row, ctx, settings }) => {
	const delivered = row.replies.filter((reply) => reply.state === 'delivered' && reply.round === row.round);
	const classes = delivered.map((reply) => reply.result_class ?? '').sort();
	// what a co-unit has not said by now is no longer waited for
	await endDeadlines(trx, ctx, { matter_id: row.id }, ['acknowledgement', 'return_request', 'co_opinion'], 'cancelled');
	const evaluations = await openEvaluations(trx, ctx, row);
	for (const id of evaluations)
		await startDeadline(trx, ctx, settings, { matter_id: row.id, machine: 'evaluation', subject_id: id }, 'evaluation');
	return {
		set: { result_class: classes.at(-1) ?? null },
		log: { result_class: classes.at(-1) ?? null, asked: evaluations.length },
	};
};

export const settleRating: Changing = async (_trx, { row, settings }) => ({
	set: { rating_work: jointRating(row, 'work', settings), rating_result: jointRating(row, 'result', settings) },
});
export const nextRound: Changing<{ reason: string }> = async (trx, { row, ctx, input }) => {
	await endDeadlines(
		trx,
		ctx,
		{ matter_id: row.id },
		['evaluation', 'evaluation_reminded', 'publication'],
		'cancelled',
	);
	// the earlier answer is still read, but its class no longer stands
	return {
		set: { round: row.round + 1, closed_at: null, result_class: null, rating_work: null, rating_result: null },
		log: { reason: input.reason },
	};
};

export const publish: Changing = async (_trx, { ctx }) => ({ set: { openness: 'public', published_at: ctx.now } });
export const publishSummary: Changing = async (_trx, { ctx }) => ({
	set: { openness: 'summary', published_at: ctx.now },
});
export const withhold: Changing<{ reason: string }> = async (_trx, { row, input }) => ({
	set: { openness: row.secret ? 'restricted' : 'internal', published_at: null },
	log: { reason: input.reason },
});
export const hide: Changing<{ reason: string }> = async (_trx, { input }) => ({
	set: { secret: true, openness: 'restricted', published_at: null },
	log: { reason: input.reason },
});
export const unhide: Changing<{ reason: string }> = async (_trx, { row, input }) => ({
	set: { secret: false, openness: row.number === null ? 'internal' : admittedOpenness(row) },
	log: { reason: input.reason },
});

/** 三句话看懂; the timeline keeps what it said before. */
export const writeGist: Changing<{ wants: string; answer: string; now: string }> = async (_trx, { input }) => ({
	set: { gist: { ...input } },
	log: { ...input },
});

export const recomputeDeadlines: Changing = async (trx, { row, ctx, settings }) => {
	const deadlines = await recomputeUncertain(trx, ctx, settings, row.id);
	if (!deadlines.length) throw broken('proposal.no_deadline_uncertain');
	return { log: { deadlines } };
};

export const nominate: Changing<{ kind: 'key' | 'excellent'; reason: string }> = async (trx, { row, ctx, input }) => {
	await insertNomination(trx, ctx, row.id, input);
	return { log: { ...input } };
};

import type { Role } from '../core/grant.ts';
import type { ClockJob, FollowingJob } from '../core/jobs.ts';
import { holdersAnywhere, holdersBehind, holding } from '../handling/jobs.ts';
import { listProposedAssigners } from '../handling/queries/recipients.ts';
import type { Addressees } from '../matters/reminders/remind.ts';
import { tellOfAct } from '../notices/tell.ts';
import { lapse } from './lapse.ts';
import { passOnMain } from './merging.ts';
import { listWithLapsed } from './queries/lapsing.ts';
import { findSignatory, listEvaluators, listLeadProposers, listProposers } from './queries/recipients.ts';

const committeeRoles: readonly Role[] = ['proposal_clerk', 'proposal_director'];

/** Jobs that follow acts, by the name that lifecycles use in `then`: whom among proposers and committee to tell. */
export const proposalJobs = {
	notify_proposers: tellOfAct(async (ctx, act) => ({ person_ids: await listProposers(ctx.db, ctx, act.matter_id) })),
	notify_lead_proposer: tellOfAct(async (ctx, act) => ({
		person_ids: await listLeadProposers(ctx.db, ctx, act.matter_id),
		about: { names: (await findSignatory(ctx.db, ctx, act.subject_id)) ?? null },
	})),
	notify_invited: tellOfAct(async (_ctx, act) => ({
		person_ids: typeof act.content.person_id === 'string' ? [act.content.person_id] : [],
	})),
	notify_committee: tellOfAct((ctx) => holding(ctx, committeeRoles)),
	pass_on_main: passOnMain,
} satisfies Record<string, FollowingJob>;

const evaluator: Addressees = async (ctx, deadlines) => {
	const asked = new Map(
		(
			await listEvaluators(
				ctx.db,
				ctx,
				deadlines.map((deadline) => deadline.subject_id),
			)
		).map((one) => [one.subject_id, one.person_id]),
	);
	return new Map(deadlines.map(({ id, subject_id }) => [id, [asked.get(subject_id) ?? []].flat()]));
};

/** Who is reminded of the clocks of the proposal itself. */
export const proposalAddressees: Record<string, Addressees> = {
	examination: holdersAnywhere(committeeRoles),
	publication: holdersAnywhere(committeeRoles),
	assignment: holdersBehind(['assigner'], (ctx, due) =>
		listProposedAssigners(
			ctx.db,
			ctx,
			due.map((deadline) => deadline.matter_id),
		),
	),
	evaluation: evaluator,
	evaluation_reminded: evaluator,
};

/** What lapses at an hour is found within minutes. */
export const proposalClockJobs = {
	lapse: { when: '*/10 * * * *', due: listWithLapsed, run: lapse },
} satisfies Record<string, ClockJob>;

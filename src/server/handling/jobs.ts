import type { Context } from '../core/context.ts';
import type { Role } from '../core/grant.ts';
import type { FollowingJob } from '../core/jobs.ts';
import type { OpenDeadline } from '../matters/reminders/queries.ts';
import type { Addressees } from '../matters/reminders/remind.ts';
import { listHolders } from '../notices/queries.ts';
import { tellOfAct } from '../notices/tell.ts';
import * as recipients from './queries/recipients.ts';

/** The three layers of responsibility in a unit (domain.md 2.1.1). */
const unitRoles: readonly Role[] = ['unit_registrar', 'unit_drafter', 'unit_head'];
const committeeRoles: readonly Role[] = ['proposal_clerk', 'proposal_director'];

/** The persons who hold the roles today. */
export const holding = async (ctx: Context, roles: readonly Role[], body_ids?: readonly string[]) => ({
	person_ids: (await listHolders(ctx.db, ctx, roles, body_ids)).map((holder) => holder.person_id),
});

const toUnitId = (content: Record<string, unknown>) =>
	typeof content.to_unit_id === 'string' ? content.to_unit_id : undefined;

/** Jobs that follow acts, by the name that lifecycles use in `then`: whom among units and offices to tell. */
export const handlingJobs = {
	notify_unit: tellOfAct(async (ctx, act) =>
		holding(
			ctx,
			unitRoles,
			await recipients.listConcernedUnits(ctx.db, ctx, { ...act, to_unit_id: toUnitId(act.content) }),
		),
	),
	notify_lead_unit: tellOfAct(async (ctx, act) =>
		holding(ctx, unitRoles, await recipients.listAnsweringUnits(ctx.db, ctx, act)),
	),
	notify_co_units: tellOfAct(async (ctx, act) =>
		holding(ctx, unitRoles, await recipients.listCoUnits(ctx.db, ctx, act)),
	),
	notify_assigner: tellOfAct(async (ctx, act) =>
		holding(ctx, ['assigner'], await recipients.listAssigningOffices(ctx.db, ctx, act)),
	),
	notify_inspectors: tellOfAct((ctx) => holding(ctx, ['inspector'])),
} satisfies Record<string, FollowingJob>;

/** By body: who holds the roles in the bodies behind each deadline. Where no body is named, the proposal committee is reminded. */
export const holdersBehind =
	(
		roles: readonly Role[],
		find: (ctx: Context, deadlines: readonly OpenDeadline[]) => Promise<recipients.Clocked[]>,
	): Addressees =>
	async (ctx, deadlines) => {
		const named = await find(ctx, deadlines);
		const holders = Map.groupBy(
			await listHolders(
				ctx.db,
				ctx,
				roles,
				named.map((one) => one.body_id),
			),
			(holder) => holder.body_id,
		);
		const committee = (await holding(ctx, committeeRoles)).person_ids;
		return new Map(
			deadlines.map((deadline) => {
				const bodies = named.filter((one) => one.subject_id === deadline.subject_id);
				const persons = bodies.flatMap((one) => holders.get(one.body_id) ?? []).map((holder) => holder.person_id);
				return [deadline.id, bodies.length ? persons : committee];
			}),
		);
	};
/** Everybody who holds the roles in the committee. */
export const holdersAnywhere =
	(roles: readonly Role[]): Addressees =>
	async (ctx, deadlines) => {
		const { person_ids } = await holding(ctx, roles);
		return new Map(deadlines.map((deadline) => [deadline.id, person_ids]));
	};

const subjects = (deadlines: readonly OpenDeadline[]) => deadlines.map((deadline) => deadline.subject_id);
const unit = holdersBehind(unitRoles, (ctx, due) => recipients.listClockedUnits(ctx.db, ctx, subjects(due)));

/** Who is reminded of the clocks that run at the units. `return_request` is a right, of which nobody is reminded. */
export const handlingAddressees: Record<string, Addressees> = {
	acknowledgement: unit,
	first_contact: unit,
	co_opinion: unit,
	reply: unit,
	rehandling: unit,
	commitment: unit,
	return_decision: holdersBehind(['assigner'], (ctx, due) =>
		recipients.listClockedAssigners(ctx.db, ctx, subjects(due)),
	),
	countersignature: holdersBehind(['unit_head'], (ctx, due) => recipients.listAskedCoUnits(ctx.db, ctx, subjects(due))),
	check: holdersAnywhere(['inspector']),
};

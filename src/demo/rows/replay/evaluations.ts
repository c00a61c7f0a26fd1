import type { Context } from '#server/core/context.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

const proposersOf = ({ matter, signatures }: Life) => [
	matter.owner_id,
	...signatures.filter(({ state }) => state === 'signed').map(({ person_id }) => person_id),
];

/** As `openEvaluations` of src/server/proposals/queries/writes.ts: every proposer, those of merged proposals too, but none who works for the unit or is no member any more. */
export function openEvaluations(world: World, life: Life, ctx: Context): string[] {
	const { committee_id, id: matter_id } = life.matter;
	const proposers = [...new Set([life, ...life.merged].flatMap(proposersOf))];
	const units = life.assignments.filter(({ state }) => state !== 'reassigned').map(({ unit_id }) => unit_id);
	const speaks = (person_id: string) =>
		world.register
			.actor(committee_id, person_id, ctx.today)
			.mandates.some(({ role }) => ['member', 'organisation_contact', 'sector_convener'].includes(role));
	const worksThere = (person_id: string) =>
		world.register.bodiesOf(committee_id, person_id, ctx.today).some((body) => units.includes(body));
	const judges = proposers.filter((person_id) => !worksThere(person_id) && speaks(person_id));
	const committee = world.register
		.holdersOf(committee_id, ['proposal_director', 'proposal_clerk'], ctx.today)
		.slice(0, 1);
	const opened = (judges.length ? judges : committee).map((person_id) => ({
		committee_id,
		id: life.nextId(ctx.now),
		matter_id,
		person_id,
		round: life.proposal.round,
		state: 'open',
		version: 1,
		opened_at: ctx.now,
		given_at: null,
		contact: null,
		hearing: null,
		to_the_point: null,
		work: null,
		result: null,
		text: null,
	}));
	life.evaluations.push(...opened);
	return opened.map(({ id }) => id);
}

import type { Context } from '#server/core/context.ts';
import type { Relation } from '#server/core/grant.ts';
import type { Subject } from '#server/core/machine.ts';
import type { DeadlineRow } from '#server/matters/queries.ts';
import { assignmentFacts, replyFacts, type Loaded } from '#server/proposals/may.ts';
import type { Dossier } from '#server/proposals/queries/dossier.ts';
import { dossierOf } from './dossier.ts';
import type { Life } from './life.ts';

function loadedOf(life: Life, dossier: Dossier): Loaded {
	return {
		dossier,
		// only clocks.ts adds to them, and it knows the kinds
		deadlines: life.deadlines as DeadlineRow[],
		contacts: life.contacts.map((contact) => ({ ...contact, unit_id: '', unit: '' })),
	};
}

/** Rows of this machine with what its rules need to know, as its `find` gives them: the parts of a matter, or the matter itself. */
export function factsOf(life: Life, ctx: Context, machine: string): Subject[] {
	const dossier = dossierOf(life, ctx.actor);
	const common = { matter_id: dossier.id, matter_state: dossier.state };
	const own = (person_id: string, name: Relation) =>
		person_id === ctx.actor.person_id ? [...dossier.relations, name] : dossier.relations;
	const remindedUntil = (id: string) =>
		life.deadlines.findLast((clock) => clock.subject_id === id && clock.kind === 'evaluation_reminded')?.due_on ?? null;
	switch (machine) {
		case 'signature':
			return life.signatures.map((row) => ({ ...row, ...common, relations: own(row.person_id, 'signatory') }));
		case 'evaluation':
			return life.evaluations.map((row) => ({
				...row,
				...common,
				relations: own(row.person_id, 'evaluator'),
				matter_round: dossier.round,
				reminded_until: remindedUntil(row.id),
			}));
		case 'nomination':
			return life.nominations.map((row) => ({ ...row, ...common, relations: dossier.relations }));
		case 'assignment':
			return assignmentFacts(ctx.actor, loadedOf(life, dossier));
		case 'reply':
			return replyFacts(ctx.actor, loadedOf(life, dossier));
		case 'commitment':
			return life.commitments.map((row) => ({ ...row, ...common, relations: unitRelations(ctx, row.unit_id) }));
		default:
			return [dossier];
	}
}

const layers: Record<string, Relation> = {
	unit_registrar: 'lead_registrar',
	unit_drafter: 'lead_drafter',
	unit_head: 'lead_head',
};
const unitRelations = ({ actor }: Context, unit_id: string): Relation[] =>
	actor.mandates.flatMap(({ role, body_id }) => (body_id === unit_id ? (layers[role] ?? []) : []));

import { bodiesAs, type Actor, type Context } from '../core/context.ts';
import type { Relation } from '../core/grant.ts';
import { machineNamed, type Subject } from '../core/machine.ts';
import type { Settings } from '../core/settings.ts';
import { allowedActions } from '../core/transition.ts';
import type { AssignmentFacts, CommitmentFacts, ContactRow, ReplyFacts } from '../handling/queries/facts.ts';
import type { DeadlineRow } from '../matters/queries.ts';
import type { Dossier } from './queries/dossier.ts';

export interface Loaded {
	dossier: Dossier;
	deadlines: DeadlineRow[];
	contacts: ContactRow[];
}

/** What may be done now, by machine and row: the same rows, rules and grants as doing it, without another statement. */
export type May = { proposal: string[]; parts: Record<string, string[]> };

const layers = ['registrar', 'drafter', 'head'] as const;
/** The actor's layers in a unit; the same answer as the database gives in `handling/queries/facts.ts`. */
const layersOf = (actor: Actor, unit_id: string, prefix: 'lead' | 'co'): Relation[] =>
	layers
		.filter((layer) => bodiesAs(actor, `unit_${layer}`).includes(unit_id))
		.map((layer): Relation => `${prefix}_${layer}`);

export function assignmentFacts(actor: Actor, { dossier, deadlines, contacts }: Loaded): AssignmentFacts[] {
	return dossier.assignments.map((row) => {
		const due = (...kinds: string[]) =>
			deadlines.find((one) => one.subject_id === row.id && one.state === 'open' && kinds.includes(one.kind))?.due_on ??
			null;
		const reply = dossier.replies.find((one) => one.assignment_id === row.id && one.round === row.round);
		const assigns: Relation[] = bodiesAs(actor, 'assigner').includes(row.assigner_id) ? ['assigner_of'] : [];
		return {
			...row,
			matter_id: dossier.id,
			matter_state: dossier.state,
			relations: [...layersOf(actor, row.unit_id, row.role === 'co' ? 'co' : 'lead'), ...assigns],
			contacts: contacts.filter((one) => one.assignment_id === row.id && one.round === row.round).length,
			reply_id: reply?.id ?? null,
			reply_state: reply?.state ?? null,
			return_by: due('return_request'),
			reply_by: due('reply', 'rehandling'),
		};
	});
}

export function replyFacts(actor: Actor, { dossier, contacts }: Loaded): ReplyFacts[] {
	const cos = dossier.assignments.filter((one) => one.role === 'co' && one.state !== 'reassigned');
	return dossier.replies.map((row) => {
		const assignment = dossier.assignments.find((one) => one.id === row.assignment_id);
		const asked: Relation[] = cos.some((co) => bodiesAs(actor, 'unit_head').includes(co.unit_id)) ? ['co_head'] : [];
		return {
			...row,
			role: assignment?.role === 'split' ? 'split' : 'lead',
			matter_id: dossier.id,
			matter_state: dossier.state,
			relations: [...layersOf(actor, row.unit_id, 'lead'), ...asked],
			contacts: contacts.filter((one) => one.assignment_id === row.assignment_id && one.round === row.round).length,
			co_units:
				assignment?.role === 'split'
					? []
					: cos.map((co) => ({ unit_id: co.unit_id, state: answerOf(row, co.unit_id) })),
		};
	});
}

const answerOf = (reply: Dossier['replies'][number], unit_id: string) =>
	(reply.countersignatures.find((one) => one.unit_id === unit_id)?.state ??
		null) as ReplyFacts['co_units'][number]['state'];

const commitmentFacts = (actor: Actor, { dossier }: Loaded): CommitmentFacts[] =>
	dossier.commitments.map((row) => ({
		...row,
		matter_id: dossier.id,
		matter_state: dossier.state,
		relations: layersOf(actor, row.unit_id, 'lead'),
	}));

/** Rows that belong to one person, with what the actor is to the matter. */
const ownRows = <Row extends { person_id: string }>(actor: Actor, dossier: Dossier, rows: Row[], name: Relation) =>
	rows.map((row) => ({
		...row,
		matter_id: dossier.id,
		matter_state: dossier.state,
		relations: [...dossier.relations, ...(row.person_id === actor.person_id ? [name] : [])],
	}));

export function mayOn(ctx: Context, settings: Settings, loaded: Loaded): May {
	const { dossier } = loaded;
	const { actor } = ctx;
	const groups: [string, Subject[]][] = [
		[
			'signature',
			ownRows(actor, dossier, dossier.signatures, 'signatory').map((row) => ({
				...row,
				expires_at: new Date(row.expires_at),
			})),
		],
		[
			'evaluation',
			ownRows(actor, dossier, dossier.evaluations, 'evaluator').map((row) => ({
				...row,
				matter_round: dossier.round,
				reminded_until: null,
			})),
		],
		['nomination', dossier.nominations.map((row) => ({ ...row, matter_id: dossier.id, relations: dossier.relations }))],
		['assignment', assignmentFacts(actor, loaded)],
		['reply', replyFacts(actor, loaded)],
		['commitment', commitmentFacts(actor, loaded)],
	];
	const allowed = (name: string, row: Subject) => {
		const machine = machineNamed(name);
		return machine ? allowedActions(ctx, machine, row, settings) : [];
	};
	// Only what may be acted on is named: the id of a part that the actor does not see is not his to know.
	const parts = groups
		.flatMap(([name, rows]) => rows.map((row) => [row.id, allowed(name, row)] as const))
		.filter(([, acts]) => acts.length);
	return { proposal: allowed('proposal', dossier), parts: Object.fromEntries(parts) };
}

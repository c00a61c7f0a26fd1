import { markChanged } from '../core/changes.ts';
import type { Context } from '../core/context.ts';
import { inTransaction } from '../core/database.ts';
import { mayBy } from '../core/grant.ts';
import { findAnswer, keepAnswer } from '../core/idempotency.ts';
import { newId } from '../core/id.ts';
import { understand } from '../core/input.ts';
import { broken, notPermitted, Refusal, unknown } from '../core/refusal.ts';
import { append, lockMatter, saveSeq } from '../core/timeline.ts';
import { transitionWithin, within, type Outcome } from '../core/transition.ts';
import { findCurrentSession, findMembership, speaksFor } from '../people/queries.ts';
import { newProposal, type NewProposal } from './input.ts';
import { beginningGrants } from './permissions.ts';
import { insertProposal } from './queries/create.ts';

/** Whose proposal it is: the member who writes; or, when a clerk enters a paper form, the member named, never the clerk (domain.md 2.1.3). */
function ownerOf(ctx: Context, input: NewProposal): { owner_id: string; entered_by: string | null } {
	const me = ctx.actor.person_id;
	const act = input.on_behalf_of ? 'create_on_behalf' : 'create';
	if (!me || !mayBy(beginningGrants[act], ctx.actor, [])) throw notPermitted(`proposal.${act}`);
	return input.on_behalf_of ? { owner_id: input.on_behalf_of, entered_by: me } : { owner_id: me, entered_by: null };
}

const mayBegin = (ctx: Context): boolean => Object.values(beginningGrants).some((grant) => mayBy(grant, ctx.actor, []));

/** Begins a draft. Sent again with the same key, it is the same draft. */
export async function createProposal(ctx: Context, input: unknown, key?: string): Promise<Outcome> {
	// who may not write at all is told that, not what his text lacks
	if (!mayBegin(ctx)) throw notPermitted('proposal.create');
	const wanted = understand(newProposal, input);
	const { owner_id, entered_by } = ownerOf(ctx, wanted);
	return inTransaction(ctx.db, async (trx, now) => {
		const inner = within(ctx, trx, now);
		const first = key ? await findAnswer<Outcome>(trx, inner, key) : undefined;
		if (first && first.action !== 'create') keyUsedBefore();
		if (first) return first;
		const session = await findCurrentSession(trx, inner);
		if (!session) throw broken('proposal.no_session');
		const membership = await findMembership(trx, inner, owner_id);
		if (!membership && !wanted.body_id) throw broken('proposal.owner_is_no_member', { field: 'on_behalf_of' });
		if (wanted.body_id && !(await speaksFor(trx, inner, owner_id, wanted.body_id)))
			throw broken('proposal.does_not_speak_for_body', { field: 'body_id' });
		const id = newId(inner.now.getTime());
		await insertProposal(trx, inner, {
			id,
			owner_id,
			entered_by,
			sector_id: membership?.sector_id ?? null,
			session,
			wanted,
		});
		const matter = await lockMatter(trx, inner, 'matter', id);
		if (!matter) throw unknown('matter');
		await append(trx, inner, matter, {
			machine: 'proposal',
			subject_id: id,
			action: 'create',
			from_state: null,
			to_state: 'draft',
			content: {},
			on_behalf_of: entered_by ? owner_id : null,
		});
		await saveSeq(trx, inner, matter);
		const outcome = { machine: 'proposal', id, matter_id: id, action: 'create', state: 'draft', version: 1 };
		if (key) await keepAnswer(trx, inner, key, outcome);
		return outcome;
	});
}

export interface Step {
	machine: string;
	id: string;
	action: string;
	input?: unknown;
	version?: number;
}

/** Which of several acts was refused: none of them has happened. */
export class RefusedStep extends Refusal {
	readonly step: Step;

	constructor(step: Step, { kind, breaches, possible, current }: Refusal) {
		super(kind, breaches, { possible, current });
		this.step = step;
	}
}

/**
 * Several acts as one: all happen or none. For acts on several matters (bulk, merge) and for two acts that a person takes
 * as one step (admit and propose units). Matters are locked in the order of their ids, so that two such commands cannot wait for each other.
 */
export async function carryOutTogether(ctx: Context, steps: readonly Step[], key?: string): Promise<Outcome[]> {
	const done = await inTransaction(ctx.db, async (trx, now) => {
		const inner = within(ctx, trx, now);
		const kept = async () => (key ? findAnswer<{ outcomes?: Outcome[] }>(trx, inner, key) : undefined);
		const first = await kept();
		if (first) return first.outcomes ?? keyUsedBefore();
		const outcomes: Outcome[] = [];
		for (const step of [...steps].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)))
			try {
				const { machine, id, action, input, version } = step;
				outcomes.push(await transitionWithin(trx, inner, machine, id, action, { input, version }));
			} catch (error) {
				// the same form may have come through by another tap while its matter was waited for
				const twin = error instanceof Refusal && !outcomes.length ? await kept() : undefined;
				if (twin?.outcomes) return twin.outcomes;
				throw error instanceof Refusal ? new RefusedStep(step, error) : error;
			}
		if (key) await keepAnswer(trx, inner, key, { outcomes });
		return outcomes;
	});
	markChanged(ctx.committee.slug);
	return done;
}

const keyUsedBefore = (): never => {
	throw broken('refusal.key_used_before', { field: 'key' });
};

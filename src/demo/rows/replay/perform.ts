import { machineNamed } from '#server/core/machine.ts';
import { Refusal } from '#server/core/refusal.ts';
import type { Act } from '../../content/content.ts';
import { carryOut, hindrance, inputOf, rowFor, type Deed } from './carry-out.ts';
import { withIds } from './input.ts';
import type { Life } from './life.ts';
import { remindUntil } from './reminders.ts';
import { subjectOf } from './subject.ts';
import type { World } from './world.ts';

/** One act of the content. One that the machine does not allow is a mistake in the content, told with proposal, act and state. */
export async function perform(world: World, life: Life, act: Act): Promise<void> {
	try {
		await attempt(world, life, act);
	} catch (error) {
		const why =
			error instanceof Refusal
				? error.breaches.map(({ code, field }) => `${code} ${field ?? ''}`).join(', ')
				: error instanceof Error
					? error.message
					: String(error);
		const deed = `${act.machine}.${act.action} of ${act.subject ?? 'itself'} by ${act.actor} at ${act.at}`;
		throw new Error(`${life.told.key} (${life.matter.state}), ${deed}: ${why}`, { cause: error });
	}
}

async function attempt(world: World, life: Life, act: Act): Promise<void> {
	const machine = machineNamed(act.machine);
	const id = subjectOf(life, world.keys, act);
	if (!machine || !id) throw new Error(machine ? 'the matter has no such part' : 'there is no such machine');
	const deed: Deed = { world, life, machine, action: act.action, ctx: contextOf(world, life, act) };
	remindUntil(world, life, deed.ctx.today);
	const row = rowFor(deed, id);
	if (!row) throw new Error('the matter has no such part');
	const input = inputOf(deed, withIds(world.keys, act.input));
	const why = hindrance(deed, row, input);
	if (why) throw new Error(why);
	await carryOut(deed, row, input);
}

function contextOf({ keys, committees, register }: World, { matter }: Life, act: Act): Deed['ctx'] {
	const committee = committees.get(matter.committee_id);
	if (!committee) throw new Error(`no committee has the id ${matter.committee_id}`);
	const today = act.at.slice(0, 10);
	const actor = register.actor(committee.id, act.actor === 'system' ? null : keys.person(act.actor), today);
	return { committee, actor, now: new Date(act.at), today, clock: 'given' };
}

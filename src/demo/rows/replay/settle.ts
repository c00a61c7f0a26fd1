import { system } from '#server/core/context.ts';
import { holderOf } from '#server/proposals/holder.ts';
import { answering } from '#server/proposals/rules.ts';
import { openClocks } from './clocks.ts';
import { dossierOf } from './dossier.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

/** In whose hands the matter lies, its lead unit, its next day and its signers, as `saveHolder` of src/server/proposals/queries/writes.ts has them. */
export function settle({ register }: World, life: Life): void {
	const { matter } = life;
	const dossier = dossierOf(life, system);
	const holder = holderOf(dossier);
	const desk = holder && 'desk' in holder ? register.desk(matter.committee_id, holder.desk) : null;
	matter.holder_body_id = holder && 'body_id' in holder ? holder.body_id : desk;
	matter.holder_person_id = holder && 'person_id' in holder ? holder.person_id : null;
	matter.lead_unit_id = answering(dossier)[0]?.unit_id ?? null;
	const days = openClocks(life)
		.filter(({ kind }) => kind !== 'return_request')
		.map(({ due_on }) => due_on);
	matter.due_on = days.sort()[0] ?? null;
	matter.public_due_on =
		openClocks(life, ['reply', 'rehandling', 'commitment'])
			.map(({ due_on }) => due_on)
			.sort()[0] ?? null;
	matter.signers = life.signatures.filter(({ state }) => state === 'signed').length;
}

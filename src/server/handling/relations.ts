import { sql, type RawBuilder } from 'kysely';
import { bodiesAs, hasRole, type Actor } from '../core/context.ts';
import { addRelations, ids, when } from '../matters/relations.ts';

const unitRoles = ['registrar', 'drafter', 'head'] as const;
/** The actor's relations to a matter through its units; `m` is the matter. */
const throughUnits = (actor: Actor): RawBuilder<unknown>[] =>
	unitRoles.flatMap((layer) => {
		const units = bodiesAs(actor, `unit_${layer}`);
		if (!units.length) return [];
		const at = (
			roles: RawBuilder<unknown>,
		) => sql`exists (select from assignment a where a.committee_id = m.committee_id and a.matter_id = m.id
			and a.unit_id = any(${ids(units)}) and a.role in (${roles}) and a.state not in ('proposed', 'reassigned'))`;
		return [when(at(sql`'lead', 'split'`), `lead_${layer}`), when(at(sql`'co'`), `co_${layer}`)];
	});

const throughOffice = (actor: Actor): RawBuilder<unknown>[] => {
	const assigners = bodiesAs(actor, 'assigner');
	const assigned = sql`exists (select from assignment a where a.committee_id = m.committee_id and a.matter_id = m.id`;
	return [
		...(assigners.length ? [when(sql`${assigned} and a.assigner_id = any(${ids(assigners)}))`, 'assigner_of')] : []),
		...(hasRole(actor, 'inspector') ? [when(sql`${assigned} and a.state <> 'proposed')`, 'inspector_of')] : []),
		...(hasRole(actor, 'proposal_director') ? [when(sql`m.secret and m.state <> 'draft'`, 'secret_keeper')] : []),
	];
};

addRelations(throughUnits);
addRelations(throughOffice);

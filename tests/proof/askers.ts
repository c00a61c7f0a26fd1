import type { ApiHouse } from '#api/testing/caller.ts';
import type { Db } from '#server/core/database.ts';
import type { Relation, Role } from '#server/core/grant.ts';
import { newId } from '#server/core/id.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '#server/testing/assembly.ts';

/** Somebody who tries, with what he is said to be by hand: the roles he holds today in this committee. */
export interface Asker {
	name: string;
	/** Of the sign-in; the public has none. */
	user_id: string | null;
	roles: readonly Role[];
}

/** What each is in the small assembly, written from its seed by hand. */
const rolesOf: Record<PersonName, Role[]> = {
	lin: ['member'],
	gu: ['member'],
	bai: ['member'],
	clerk: ['proposal_clerk'],
	director: ['proposal_director'],
	assigner: ['assigner'],
	inspector: ['inspector'],
	chair: ['chair'],
	registrar: ['unit_registrar'],
	drafter: ['unit_drafter'],
	head: ['unit_head'],
	finance_head: ['unit_head'],
	transport_head: ['unit_head', 'unit_drafter', 'unit_registrar'],
	administrator: ['administrator'],
};
const names = Object.keys(rolesOf) as PersonName[];
/** Whose mandate ended yesterday, and who holds the same in another committee. */
const desks = ['lin', 'clerk', 'director', 'assigner', 'head', 'administrator'] as const satisfies PersonName[];
const bodyOf: Record<(typeof desks)[number], keyof SmallAssembly['bodies']> = {
	lin: 'farmers',
	clerk: 'proposals',
	director: 'proposals',
	assigner: 'government_office',
	head: 'civil_affairs',
	administrator: 'plenum',
};

/** A person whose mandate ended yesterday, with a sign-in that still works. */
async function addFormer(db: Db, assembly: SmallAssembly, like: (typeof desks)[number]): Promise<Asker> {
	const id = newId();
	const name = `former ${like}`;
	await db
		.withSchema('auth')
		.insertInto('user' as never)
		.values({ id, name, email: `${id}@former.invalid` } as never)
		.execute();
	await db
		.insertInto('person')
		.values({ id, name, sex: null, born_in: null, work_unit: null, post: null, user_id: id })
		.execute();
	const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);
	for (const role of rolesOf[like])
		await db
			.insertInto('mandate')
			.values({
				committee_id: assembly.committee.id,
				id: newId(),
				person_id: id,
				body_id: assembly.bodies[bodyOf[like]],
				role,
				member_no: null,
				starts_on: '2022-01-01',
				ends_on: yesterday,
			})
			.execute();
	return { name, user_id: id, roles: [] };
}

/** Everybody who tries: those of the house, those who were, those of another committee, and nobody. */
export async function askersOf(
	db: Db,
	assembly: SmallAssembly,
): Promise<{ askers: Asker[]; elsewhere: SmallAssembly }> {
	const elsewhere = await seedSmallAssembly(db, 'elsewhere');
	const former: Asker[] = [];
	for (const like of desks) former.push(await addFormer(db, assembly, like));
	return {
		elsewhere,
		askers: [
			{ name: 'public', user_id: null, roles: [] },
			...names.map((name) => ({ name, user_id: assembly.persons[name], roles: rolesOf[name] })),
			...former,
			...desks.map((name) => ({ name: `foreign ${name}`, user_id: elsewhere.persons[name], roles: [] })),
		],
	};
}

/** What each is to the proposal of `fullLife`, and to its parts, written by hand from its steps. */
export const standing: Record<string, Record<string, readonly Relation[]>> = {
	proposal: {
		lin: ['lead_proposer'],
		gu: ['co_proposer'],
		assigner: ['assigner_of'],
		inspector: ['inspector_of'],
		registrar: ['lead_registrar'],
		drafter: ['lead_drafter'],
		head: ['lead_head'],
		finance_head: ['co_head'],
	},
	signature: { lin: ['lead_proposer'], gu: ['signatory'] },
	assignment: {
		assigner: ['assigner_of'],
		registrar: ['lead_registrar'],
		drafter: ['lead_drafter'],
		head: ['lead_head'],
	},
	co_assignment: { assigner: ['assigner_of'], finance_head: ['co_head'] },
	reply: {
		registrar: ['lead_registrar'],
		drafter: ['lead_drafter'],
		head: ['lead_head'],
		finance_head: ['co_head'],
	},
	evaluation: { lin: ['evaluator'] },
	commitment: { registrar: ['lead_registrar'], drafter: ['lead_drafter'], head: ['lead_head'] },
	nomination: {},
};

const tokens = new Map<string, string>();
/** The bearer token of this asker's sign-in, as a header; none of the public. */
export async function credentials(house: ApiHouse, asker: Asker): Promise<Record<string, string>> {
	if (!asker.user_id) return {};
	const known = tokens.get(asker.user_id);
	const token = known ?? (await (await house.signIn.$context).internalAdapter.createSession(asker.user_id)).token;
	tokens.set(asker.user_id, token);
	return { authorization: `Bearer ${token}` };
}

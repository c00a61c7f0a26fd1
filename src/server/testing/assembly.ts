import { sql } from 'kysely';
import '../assembly.ts';
import { plainDateIn } from '../core/clock.ts';
import { everyone, type Actor, type Committee, type Context } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import { newId } from '../core/id.ts';
import type { Role } from '../core/grant.ts';
import { findActor } from '../people/queries.ts';

/** A small assembly for tests: one committee with its desks, three units, a handful of persons. */
export interface SmallAssembly {
	committee: Committee;
	session_id: string;
	bodies: Record<
		'plenum' | 'farmers' | 'proposals' | 'inspection' | 'government_office' | 'civil_affairs' | 'finance' | 'transport',
		string
	>;
	persons: Record<PersonName, string>;
	/** The context of one person at an instant that the test chooses. */
	as(name: PersonName | 'public', at?: string): Promise<Context>;
}

const people = {
	lin: [['member', 'farmers']],
	gu: [['member', 'farmers']],
	bai: [['member', 'farmers']],
	clerk: [['proposal_clerk', 'proposals']],
	director: [['proposal_director', 'proposals']],
	assigner: [['assigner', 'government_office']],
	inspector: [['inspector', 'inspection']],
	chair: [['chair', 'plenum']],
	registrar: [['unit_registrar', 'civil_affairs']],
	drafter: [['unit_drafter', 'civil_affairs']],
	head: [['unit_head', 'civil_affairs']],
	finance_head: [['unit_head', 'finance']],
	transport_head: [
		['unit_head', 'transport'],
		['unit_drafter', 'transport'],
		['unit_registrar', 'transport'],
	],
	administrator: [['administrator', 'plenum']],
} as const satisfies Record<string, readonly (readonly [Role, string])[]>;
export type PersonName = keyof typeof people;

const bodies = {
	plenum: 'plenum',
	farmers: 'sector',
	proposals: 'special_committee',
	inspection: 'office',
	government_office: 'office',
	civil_affairs: 'handling_unit',
	finance: 'handling_unit',
	transport: 'handling_unit',
} as const;

/** Stores the assembly; `slug` keeps several of them apart in one database. */
export async function seedSmallAssembly(db: Db, slug = 'test'): Promise<SmallAssembly> {
	const committee: Committee = {
		id: newId(),
		slug,
		name: `政协${slug}委员会`,
		short_name: slug,
		level: 'county',
		zone: 'Asia/Shanghai',
	};
	await db
		.insertInto('committee')
		.values({ ...committee, parent_id: null })
		.execute();
	// here everybody signs in with the password alone; what the second factor does is tested where it is
	await db
		.insertInto('setting')
		.values({
			committee_id: committee.id,
			name: 'sign_in',
			version: 1,
			value: JSON.stringify({ second_factor: 'nobody' }),
			valid_from: new Date('2020-01-01T00:00:00Z'),
			changed_by: null,
		})
		.execute();
	const term_id = newId();
	const session_id = newId();
	await db
		.insertInto('term')
		.values({
			committee_id: committee.id,
			id: term_id,
			number: 10,
			name: '第十届',
			starts_on: '2022-01-01',
			ends_on: null,
		})
		.execute();
	await db
		.insertInto('plenary_session')
		.values({
			committee_id: committee.id,
			id: session_id,
			term_id,
			number: 5,
			name: '十届五次',
			year: 2026,
			opens_on: '2026-01-18',
			closes_on: '2026-01-22',
			cut_off_at: new Date('2026-01-21T04:00:00Z'),
		})
		.execute();
	const bodyIds = Object.fromEntries(Object.keys(bodies).map((name) => [name, newId()])) as SmallAssembly['bodies'];
	for (const [name, kind] of Object.entries(bodies))
		await db
			.insertInto('body')
			.values({
				committee_id: committee.id,
				id: bodyIds[name as keyof typeof bodies],
				kind,
				unit_kind: kind === 'handling_unit' ? 'government' : null,
				slug: name,
				name,
				short_name: name,
				successor_id: null,
			})
			.execute();
	const persons = Object.fromEntries(Object.keys(people).map((name) => [name, newId()])) as SmallAssembly['persons'];
	for (const [name, mandates] of Object.entries(people)) {
		const id = persons[name as PersonName];
		await sql`insert into auth."user" (id, name, email, username) values (${id}, ${name}, ${`${name}@${slug}.invalid`}, ${`${slug}.${name}`})`.execute(
			db,
		);
		await db
			.insertInto('person')
			.values({ id, name, sex: null, born_in: null, work_unit: null, post: null, user_id: id })
			.execute();
		for (const [role, body] of mandates)
			await db
				.insertInto('mandate')
				.values({
					committee_id: committee.id,
					id: newId(),
					person_id: id,
					body_id: bodyIds[body],
					role,
					member_no: null,
					starts_on: '2022-01-01',
					ends_on: null,
				})
				.execute();
	}
	const as: SmallAssembly['as'] = async (name, at = '2026-01-19T09:00:00+08:00') => {
		const now = new Date(at);
		const today = plainDateIn(committee.zone, now);
		const actor: Actor =
			name === 'public' ? everyone : ((await findActor(db, committee, persons[name], today)) ?? everyone);
		return { db, committee, actor, now, today, clock: 'given' };
	};
	return { committee, session_id, bodies: bodyIds, persons, as };
}

import { randomFrom } from '../content/random.ts';
import { nameGiver } from '../content/people/names.ts';
import { bodyRows } from '../rows/bodies.ts';
import { sessionRows, termRows, zone } from '../rows/committees.ts';
import { mandateRows, personRows } from '../rows/people.ts';
import type { Rows } from '../rows/row.ts';
import { filledCommittee, idOf } from './ids.ts';
import { isAtHome, type Year } from './past.ts';

export const slug = 'wanxiang';
export const name = '政协万象县委员会';
/** Until everything is in, nobody can take it for a committee. */
export const unfinished = { slug: 'wanxiang-unfinished', name: `${name}（没有填完）` };

/** Counts of persons begin anew for each further set of members. */
const perCopy = 1000;
export const personId = (index: number, copy: number): string => idOf('person', 1 + index + perCopy * copy);
/** A further set of members for every twenty thousand proposals: nobody writes more than some hundred. */
export const copiesFor = (proposals: number): number => Math.min(10, Math.max(1, Math.ceil(proposals / 20_000)));

export interface People {
	isMember: boolean[];
	/** By set and place. */
	names: string[][];
}

export function peopleFor({ content }: Year, proposals: number): People {
	const members = new Set(content.memberships.filter(isAtHome).map(({ person }) => person));
	const giveName = nameGiver(
		randomFrom('people of 万象'),
		content.persons.map((person) => person.name),
	);
	const names = [content.persons.map((person) => person.name)];
	for (let copy = 1; copy < copiesFor(proposals); copy++)
		names.push(content.persons.map(({ sex, birthYear }) => giveName(sex, birthYear)));
	return { isMember: content.persons.map(({ key }) => members.has(key)), names };
}

const ordinals = ['', '一', '二', '三', '四', '五'];
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Rows of the demo with the ids that they have here. */
const renamed = (rows: readonly object[], ids: ReadonlyMap<string, string>): object[] =>
	JSON.parse(JSON.stringify(rows).replace(uuid, (id) => ids.get(id) ?? id)) as object[];

function sessionsOf(years: readonly Year[]): object[] {
	return years.flatMap((year) => {
		const { content, keys, number } = year;
		const current = content.sessions.find(({ isCurrent }) => isCurrent);
		const row = sessionRows(content, keys).find(({ id }) => current && id === keys.session(current.key));
		return {
			...row,
			committee_id: filledCommittee,
			id: idOf('plenary_session', number),
			term_id: idOf('term', 1),
			number,
			name: `十届${ordinals[number]}次会议`,
		};
	});
}

/** What belongs to a member of the first set belongs to those of the further ones: a seat in the same sector. */
function mandatesOf(year: Year, people: People, ids: ReadonlyMap<string, string>): object[] {
	const { content, keys } = year;
	const own = content.mandates.filter(isAtHome);
	const rows = renamed(mandateRows({ ...content, mandates: own }, keys), ids);
	const further = people.names.slice(1).flatMap((_, n) =>
		rows.flatMap((row, at) => {
			const index = content.persons.findIndex(({ key }) => key === own[at]?.person);
			const isSeat = own[at]?.role === 'member' && people.isMember[index];
			return isSeat ? [{ ...row, person_id: personId(index, n + 1), member_no: `10-${n + 1}-${index}` }] : [];
		}),
	);
	return [...rows, ...further].map((row, n) => ({ ...row, id: idOf('mandate', n + 1) }));
}

function personsOf({ content, keys }: Year, people: People, ids: ReadonlyMap<string, string>): object[] {
	const rows = renamed(personRows(content, keys, new Map()), ids);
	const further = people.names
		.slice(1)
		.flatMap((names, n) =>
			rows.flatMap((row, index) =>
				people.isMember[index] ? [{ ...row, id: personId(index, n + 1), name: names[index] }] : [],
			),
		);
	return [...rows, ...further];
}

/** The committee with its sessions, bodies, members and offices, but without a proposal. */
export function assemblyRows(years: readonly Year[], people: People): Rows {
	const year = years.at(-1);
	if (!year) throw new Error('no year was lived through');
	const { content, keys } = year;
	const ids = new Map([
		[keys.committee(content.home), filledCommittee],
		...content.bodies.map(({ key }, n) => [keys.body(key), idOf('body', n + 1)] as const),
		...content.persons.map(({ key }, index) => [keys.person(key), personId(index, 0)] as const),
	]);
	const atHome = (rows: readonly { committee_id: string }[]) =>
		rows.filter(({ committee_id }) => committee_id === keys.committee(content.home));
	return {
		committee: [
			{
				id: filledCommittee,
				...unfinished,
				short_name: '万象县政协',
				level: 'county',
				parent_id: null,
				zone,
				is_home: false,
			},
		],
		term: renamed(atHome(termRows(content, keys)), ids).map((row) => ({ ...row, id: idOf('term', 1) })),
		plenary_session: sessionsOf(years),
		body: renamed(atHome(bodyRows(content, keys)), ids),
		person: personsOf(year, people, ids),
		mandate: mandatesOf(year, people, ids),
	};
}

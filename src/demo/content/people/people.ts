import { addDays, plainDate, type PlainDate } from '../calendar.ts';
import { HOME } from '../committees.ts';
import type { Mandate, Membership, Person } from '../content.ts';
import { randomFrom, type Random } from '../random.ts';
import { sessionYear, termsFor } from '../terms.ts';
import { inventMembers, membershipOf, personOf } from './members.ts';
import { nameGiver } from './names.ts';
import { namedMembers, namedStaff, type NamedMember } from './named.ts';
import { memberMandates } from './offices.ts';
import { inventStaff, staffMandates } from './staff.ts';

export type People = {
	/** The sitting members of 云溪, in the order of their numbers. */
	members: NamedMember[];
	persons: Person[];
	memberships: Membership[];
	mandates: Mandate[];
};

type Elsewhere = { persons: Person[]; memberships: Membership[]; mandates: Mandate[] };

/** Members of the levels above and beside: two or three of 云溪's own and some who sit only there. */
function elsewhere(giveName: ReturnType<typeof nameGiver>, from: PlainDate): Elsewhere {
	const twoLevels: Record<string, string[]> = {
		linlan: ['xuzhiwei', 'zhuyunxiu', 'wenbeichen', 'yechengzhou'],
		canglan: ['zhuyunxiu'],
	};
	const sectorSlugs = ['agriculture', 'health', 'economy', 'education'];
	const found: Elsewhere = { persons: [], memberships: [], mandates: [] };
	for (const [committee, place] of Object.entries({
		canglan: '沧岚省',
		linlan: '临澜市',
		fengzhu: '枫渚县',
		chengting: '澄汀县',
	})) {
		const own = sectorSlugs.map((slug, index): Person => {
			const sex = index % 2 ? 'female' : 'male';
			const workUnit = `${place}${['农业科学院', '第一人民医院', '商会', '教育研究院'][index]}`;
			const birthYear = 1968 + index * 4;
			return { key: `${committee}-${slug}`, name: giveName(sex, birthYear), sex, birthYear, workUnit, post: '委员' };
		});
		found.persons.push(...own);
		[...own.map(({ key }) => key), ...(twoLevels[committee] ?? [])].forEach((person, index) => {
			const sector = `${committee}-sector-${sectorSlugs[index % 4]}`;
			const memberNo = `${committee === 'canglan' ? 6 : 8}-${101 + index}`;
			found.memberships.push({ person, committee, memberNo, sector, organisation: null, liaison: null });
			found.mandates.push({ person, committee, body: `committee-${committee}`, role: 'member', from, to: null });
		});
	}
	return found;
}

/** Members who left during the term: their numbers are not given again. */
function formerMembers(
	random: Random,
	giveName: ReturnType<typeof nameGiver>,
	from: PlainDate,
	year: number,
): Elsewhere {
	const left: Elsewhere = { persons: [], memberships: [], mandates: [] };
	for (const [index, sector] of ['sector-economy', 'sector-education', 'sector-invited', 'sector-acfic'].entries()) {
		const sex = index % 2 ? 'female' : 'male';
		const birthYear = 1964 + index * 3;
		const person = `member-former-${index + 1}`;
		const name = giveName(sex, birthYear);
		left.persons.push({ key: person, name, sex, birthYear, workUnit: '调离云溪县', post: '原委员' });
		const memberNo = `10-${221 + index}`;
		left.memberships.push({ person, committee: HOME, memberNo, sector, organisation: null, liaison: null });
		const to = addDays(plainDate(year - 1, 12, 1), random.whole(0, 25));
		left.mandates.push({ person, committee: HOME, body: `committee-${HOME}`, role: 'member', from, to });
	}
	return left;
}

export function inventPeople(today: PlainDate): People {
	const random = randomFrom('people of 云溪');
	const names = [...namedMembers, ...Object.values(namedStaff)].map(({ name }) => name);
	const giveName = nameGiver(random, names);
	const from = termsFor(today).find(({ committee }) => committee === HOME)?.from ?? today;
	const members = inventMembers(random, giveName);
	const staff = inventStaff(random, giveName);
	const others = [elsewhere(giveName, from), formerMembers(random, giveName, from, sessionYear(today))];
	return {
		members,
		persons: [...members.map(personOf), ...staff, ...others.flatMap(({ persons }) => persons)],
		memberships: [...members.map(membershipOf), ...others.flatMap(({ memberships }) => memberships)],
		mandates: [...memberMandates(members, from), ...staffMandates(from), ...others.flatMap(({ mandates }) => mandates)],
	};
}

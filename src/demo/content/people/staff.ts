import { handlingUnits } from '../bodies/bodies.ts';
import { HOME } from '../committees.ts';
import type { Mandate, Person, Role } from '../content.ts';
import type { PlainDate } from '../calendar.ts';
import { townships } from '../places.ts';
import type { Random } from '../random.ts';
import type { nameGiver } from './names.ts';
import { namedStaff } from './named.ts';
import { headPostOf } from './workplaces.ts';

type Place = { place: string; body: string; role: Role; workUnit: string; post: string; oldest: number };

const unitPlaces = handlingUnits.flatMap(({ key, name }): Place[] => [
	{ place: `${key}.registrar`, body: key, role: 'unit_registrar', workUnit: name, post: '办公室科员', oldest: 1984 },
	{ place: `${key}.drafter`, body: key, role: 'unit_drafter', workUnit: name, post: '业务股股长', oldest: 1975 },
	{ place: `${key}.head`, body: key, role: 'unit_head', workUnit: name, post: headPostOf(name), oldest: 1967 },
]);

const office = '政协云溪县委员会提案委员会办公室';
const officePlaces: Place[] = [
	...[1, 2, 3].map((n): Place => ({
		place: `proposal-clerk.${n}`,
		body: 'special-proposals',
		role: 'proposal_clerk',
		workUnit: office,
		post: n === 1 ? '主任' : '四级主任科员',
		oldest: 1982,
	})),
	{
		place: 'proposal-director.2',
		body: 'special-proposals',
		role: 'proposal_director',
		workUnit: '政协云溪县委员会提案委员会',
		post: '副主任',
		oldest: 1972,
	},
	...['party-office', 'government-office'].flatMap((slug): Place[] =>
		[1, 2].map((n) => ({
			place: `assigner-${slug}.${n}`,
			body: `assigner-${slug}`,
			role: 'assigner',
			workUnit: slug === 'party-office' ? '云溪县委办公室' : '云溪县政府办公室',
			post: n === 1 ? '建议提案股股长' : '科员',
			oldest: 1978,
		})),
	),
	...[1, 2, 3].map((n): Place => ({
		place: `inspection-office.${n}`,
		body: 'inspection-office',
		role: 'inspector',
		workUnit: '云溪县政府督查室',
		post: n === 1 ? '主任' : '督查专员',
		oldest: 1976,
	})),
	{
		place: 'administrator.1',
		body: `committee-${HOME}`,
		role: 'administrator',
		workUnit: '政协云溪县委员会办公室',
		post: '信息中心负责人',
		oldest: 1980,
	},
];

const liaisonPlaces = townships.map(({ key, name }): Place => ({
	place: `liaison-${key}.convener`,
	body: `liaison-${key}`,
	role: 'liaison_convener',
	workUnit: `中共${name}${name.endsWith('街道') ? '工作' : ''}委员会`,
	post: '副书记',
	oldest: 1974,
}));

export const staffPlaces: Place[] = [...officePlaces, ...unitPlaces, ...liaisonPlaces];

/** The person at a place; named persons carry their own key. */
export const personAt = (place: string) => namedStaff[place]?.key ?? place;

export function inventStaff(random: Random, giveName: ReturnType<typeof nameGiver>): Person[] {
	return staffPlaces.map(({ place, workUnit, post, oldest }) => {
		const named = namedStaff[place];
		const sex = named?.sex ?? (random.chance(0.42) ? 'female' : 'male');
		const birthYear = named?.birthYear ?? random.whole(oldest, oldest + 14);
		return { key: personAt(place), name: named?.name ?? giveName(sex, birthYear), sex, birthYear, workUnit, post };
	});
}

export const staffMandates = (from: PlainDate): Mandate[] =>
	staffPlaces.map(({ place, body, role }) => ({
		person: personAt(place),
		committee: HOME,
		body,
		role,
		from,
		to: null,
	}));

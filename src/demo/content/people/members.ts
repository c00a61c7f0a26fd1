import { sectors } from '../bodies/bodies.ts';
import { HOME } from '../committees.ts';
import type { Membership, Person } from '../content.ts';
import { townships } from '../places.ts';
import type { Random } from '../random.ts';
import { nameGiver } from './names.ts';
import { namedMembers, type NamedMember } from './named.ts';
import { workplaces } from './workplaces.ts';

const MEMBERS = 220;

/** Every sector has ten members; the last of each sector's ten belongs to no township's liaison post. */
const PER_SECTOR = MEMBERS / sectors.length;

/** Which participating bodies a sector's members may belong to. */
const organisationsOf: Record<string, readonly string[]> = {
	'sector-parties': [
		'party-revolutionary',
		'party-league',
		'party-construction',
		'party-promotion',
		'party-peasants-workers',
		'party-zhigong',
		'party-jiusan',
	],
	'sector-non-party': ['non-party-county'],
	'sector-acfic': ['acfic-county'],
	'sector-women': ['mass-women'],
	'sector-youth': ['mass-youth-league'],
	'sector-labour': ['mass-trade-union'],
	'sector-overseas': ['mass-overseas', 'party-zhigong'],
	'sector-science-association': ['mass-science-association', 'party-jiusan'],
	'sector-welfare': ['mass-disabled'],
	'sector-education': ['party-promotion', 'party-league'],
	'sector-health': ['party-peasants-workers', 'party-jiusan'],
	'sector-economy': ['party-construction', 'party-revolutionary'],
	'sector-culture': ['party-league', 'party-promotion'],
};

function inventMember(
	random: Random,
	giveName: ReturnType<typeof nameGiver>,
	sector: string,
	place: number,
): NamedMember {
	const sex = random.chance(sector === 'sector-women' ? 1 : 0.34) ? 'female' : 'male';
	const birthYear = random.whole(sector === 'sector-youth' ? 1984 : 1962, 1990);
	const township = random.pick(townships);
	const [workUnit, post] = random.pick(workplaces[sector.slice('sector-'.length)] ?? [['自由职业', '职员']]);
	const organisations = organisationsOf[sector];
	const belongs = organisations && (['sector-parties', 'sector-non-party'].includes(sector) || random.chance(0.6));
	return {
		key: `member-${sector.slice('sector-'.length)}-${place}`,
		name: giveName(sex, birthYear),
		sex,
		birthYear,
		sector,
		liaison: `liaison-${township.key}`,
		organisation: belongs ? random.pick(organisations) : null,
		workUnit: workUnit.replace('{town}', township.name).replace('{village}', random.pick(township.villages)),
		post,
	};
}

/** Replaces what chance gave the parties' and bodies' members: each participating body has at least one. */
function spreadOrganisations(members: NamedMember[]): void {
	for (const [sector, organisations] of Object.entries(organisationsOf)) {
		const unnamed = members.filter((member) => member.sector === sector && member.key.startsWith('member-'));
		organisations.forEach((organisation, index) => {
			const member = unnamed[index];
			if (member) member.organisation = organisation;
		});
	}
}

export function inventMembers(random: Random, giveName: ReturnType<typeof nameGiver>): NamedMember[] {
	const members = sectors.flatMap(({ key }) => {
		const named = namedMembers.filter(({ sector }) => sector === key);
		const invented = Array.from({ length: PER_SECTOR - named.length }, (_, index) =>
			inventMember(random, giveName, key, named.length + index + 1),
		);
		return [...named, ...invented];
	});
	spreadOrganisations(members);
	return members;
}

export const personOf = ({ key, name, sex, birthYear, workUnit, post }: NamedMember): Person => ({
	key,
	name,
	sex,
	birthYear,
	workUnit,
	post,
});

export const membershipOf = (member: NamedMember, index: number): Membership => ({
	person: member.key,
	committee: HOME,
	memberNo: `10-${String(index + 1).padStart(3, '0')}`,
	sector: member.sector,
	organisation: member.organisation,
	liaison: member.liaison,
});

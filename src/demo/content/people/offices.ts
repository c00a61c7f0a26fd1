import { participatingBodies, sectors, specialCommittees } from '../bodies/bodies.ts';
import { HOME } from '../committees.ts';
import type { Mandate, Role } from '../content.ts';
import type { PlainDate } from '../calendar.ts';
import type { NamedMember } from './named.ts';

const committee = `committee-${HOME}`;
const viceChairs = ['linjingshu', 'heyuanzhi', 'panshouren', 'taoyunhe'];
const leaders: Record<string, Role> = {
	fangyuanshan: 'chair',
	zhengyilan: 'secretary_general',
	...Object.fromEntries(viceChairs.map((key) => [key, 'vice_chair' as const])),
};
const STANDING_MEMBERS = 40;

/** Which sectors feed a special committee. */
const seatsFrom: Record<string, readonly string[]> = {
	'special-proposals': ['sector-communists', 'sector-non-party', 'sector-press', 'sector-invited'],
	'special-economy': ['sector-economy', 'sector-acfic', 'sector-science', 'sector-science-association'],
	'special-agriculture': ['sector-agriculture', 'sector-labour'],
	'special-environment': ['sector-environment', 'sector-youth'],
	'special-education': ['sector-education', 'sector-health', 'sector-culture', 'sector-sports'],
	'special-social-legal': [
		'sector-welfare',
		'sector-women',
		'sector-social-science',
		'sector-religion',
		'sector-overseas',
	],
};

/** The first two members of a sector sit on the standing committee, until its forty seats are filled. */
function standingMembers(members: NamedMember[]): NamedMember[] {
	const ordinary = sectors.flatMap(({ key }) =>
		members.filter(({ sector, key: person }) => sector === key && !leaders[person]).slice(0, 2),
	);
	return ordinary.slice(0, STANDING_MEMBERS);
}

/** The member who writes and answers in a body's name; those who lead the whole committee speak for no part of it. */
export function contactOf(members: NamedMember[], body: string): NamedMember {
	const sujianwei = body === 'party-league' ? members.find(({ key }) => key === 'sujianwei') : undefined;
	const contact =
		sujianwei ??
		members.find(({ organisation, key }) => organisation === body && key.startsWith('member-')) ??
		members.find(({ sector, key }) => (sector === body || seatsFrom[body]?.[0] === sector) && !leaders[key]);
	if (!contact) throw new Error(`nobody can be the contact of ${body}`);
	return contact;
}

/** Mandates that come with membership: seats, the standing committee, leaders, conveners, contacts. */
export function memberMandates(members: NamedMember[], from: PlainDate): Mandate[] {
	const mandate = (person: string, body: string, role: Role): Mandate => ({
		person,
		committee: HOME,
		body,
		role,
		from,
		to: null,
	});
	return [
		...members.map(({ key }) => mandate(key, committee, 'member')),
		...standingMembers(members).map(({ key }) => mandate(key, committee, 'standing_member')),
		...Object.entries(leaders).map(([key, role]) => mandate(key, committee, role)),
		mandate('songyanqiu', 'special-proposals', 'proposal_director'),
		...specialCommittees.flatMap(({ key }) =>
			members
				.filter(({ sector, key: person }) => seatsFrom[key]?.includes(sector) && !leaders[person])
				.slice(0, 12)
				.map((member) => mandate(member.key, key, 'committee_member')),
		),
		...sectors.map(({ key }) => mandate(contactOf(members, key).key, key, 'sector_convener')),
		...[...participatingBodies, ...specialCommittees].map(({ key }) =>
			mandate(contactOf(members, key).key, key, 'organisation_contact'),
		),
	];
}

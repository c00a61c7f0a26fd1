import { participatingBodies, sectors, specialCommittees } from '../bodies/bodies.ts';
import type { BodyKey, PersonKey, ProposalKind } from '../content.ts';
import type { NamedMember } from '../people/named.ts';
import { contactOf } from '../people/offices.ts';
import type { Random } from '../random.ts';
import type { Plan } from './plan.ts';

export type Proposers = {
	kind: ProposalKind;
	lead: PersonKey;
	organisation: BodyKey | null;
	/** How each invited person answered. */
	invitations: Record<PersonKey, 'signed' | 'invited' | 'declined'>;
};

/** Those who chair and run the committee leave the writing to the others. */
const leaders = new Set([
	'fangyuanshan',
	'zhengyilan',
	'songyanqiu',
	'linjingshu',
	'heyuanzhi',
	'panshouren',
	'taoyunhe',
]);

const parties = participatingBodies.filter(({ kind }) => kind === 'democratic_party');
const organisations = participatingBodies.filter(({ kind }) => kind !== 'democratic_party');
const speakers: Partial<Record<ProposalKind, readonly { key: BodyKey }[]>> = {
	party: parties,
	organisation: organisations,
	special_committee: specialCommittees,
	sector: sectors,
};

/** One in ten is collective, a good third joint. */
function kindByChance(random: Random): ProposalKind {
	const draw = random.whole(1, 100);
	if (draw <= 5) return 'party';
	if (draw <= 7) return 'organisation';
	if (draw <= 9) return 'special_committee';
	if (draw <= 11) return 'sector';
	return draw <= 46 ? 'joint' : 'individual';
}

/** Chooses proposers by what they know and by how much they have written so far. */
export function proposerChoice(random: Random, members: readonly NamedMember[]) {
	const written = new Map<PersonKey, number>();
	const writers = members.filter(({ key }) => !leaders.has(key));

	const writer = (topicSectors: readonly string[]): PersonKey => {
		const knowing = writers.filter(({ sector }) => topicSectors.some((slug) => sector === `sector-${slug}`));
		const pool = random.chance(0.8) && knowing.length > 0 ? knowing : writers;
		const candidates = Array.from({ length: 4 }, () => random.pick(pool));
		candidates.sort((a, b) => (written.get(a.key) ?? 0) - (written.get(b.key) ?? 0));
		return (candidates[0] ?? random.pick(writers)).key;
	};

	const signers = (lead: PersonKey, topicSectors: readonly string[]): PersonKey[] => {
		const wanted = random.pick([1, 1, 2, 2, 3, 3, 4, 5, 6]);
		const asked = new Set<PersonKey>();
		while (asked.size < wanted) {
			const person = writer(topicSectors);
			if (person !== lead) asked.add(person);
		}
		return [...asked];
	};

	return (plan: Plan, topicSectors: readonly string[]): Proposers => {
		const kind = plan.kind ?? (plan.invitations ? 'joint' : plan.proposer ? 'individual' : kindByChance(random));
		const bodies = speakers[kind];
		if (bodies) {
			const organisation = plan.organisation ?? random.pick(bodies).key;
			return { kind, lead: plan.proposer ?? contactOf([...members], organisation).key, organisation, invitations: {} };
		}
		const lead = plan.proposer ?? writer(topicSectors);
		written.set(lead, (written.get(lead) ?? 0) + 1);
		if (kind === 'individual') return { kind, lead, organisation: null, invitations: {} };
		const asked = plan.invitations ?? Object.fromEntries(signers(lead, topicSectors).map((key) => [key, 'signed']));
		return { kind, lead, organisation: null, invitations: { ...asked } };
	};
}

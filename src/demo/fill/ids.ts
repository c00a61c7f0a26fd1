/** Ids follow from kind and count alone, so that two fills with the same seed hold the same rows. */
const kinds = {
	committee: 1,
	term: 2,
	plenary_session: 3,
	body: 4,
	person: 5,
	mandate: 6,
	matter: 16,
	signature: 17,
	assignment: 18,
	reply: 19,
	evaluation: 20,
	deadline: 21,
	contact: 22,
	countersignature: 23,
	commitment: 24,
	nomination: 25,
} as const;
export type Kind = keyof typeof kinds;

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0');
const before = (kind: Kind): string => `00000000-${hex(kinds[kind], 4)}-7000-8000-`;

/** The id of the n-th row of a kind; of a matter, the n-th proposal. */
export const idOf = (kind: Kind, n: number): string => before(kind) + hex(n, 12);

/** How a matter's count stands in its own id and in those of its parts, with what stands around it. */
export const countInIds = (n: number): string => hex(n, 10);
export const aroundCount = (kind: Kind, part: number): [before: string, after: string] => {
	if (part > 0xff) throw new RangeError(`a matter has more than 256 rows of ${kind}`);
	return kind === 'matter' ? [`${before(kind)}00`, ''] : [before(kind), hex(part, 2)];
};

export const filledCommittee = idOf('committee', 1);

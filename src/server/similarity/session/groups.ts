/** Two that say the same, with how much. */
export interface Alike {
	first_id: string;
	second_id: string;
	score: number;
}
export interface Group {
	/** In the order in which they were begun. */
	ids: string[];
	/** Of its likest pair. */
	score: number;
}

const keyOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/**
 * Groups in which each is like each other, the likest first; every pair stands in one of them at least. One that is like
 * two others which are not alike stands in two groups: a chain of neighbours is no single matter.
 */
export function groupsOf(pairs: readonly Alike[]): Group[] {
	const alike = new Set(pairs.map((pair) => keyOf(pair.first_id, pair.second_id)));
	const groups: { ids: string[]; score: number }[] = [];
	const placed = new Set<string>();
	const fits = (ids: readonly string[], id: string) => ids.every((one) => one === id || alike.has(keyOf(one, id)));
	for (const { first_id, second_id, score } of [...pairs].sort((a, b) => b.score - a.score)) {
		if (placed.has(keyOf(first_id, second_id))) continue;
		const both = [first_id, second_id];
		const known = groups.find(({ ids }) => both.some((id) => ids.includes(id)) && both.every((id) => fits(ids, id)));
		const group = known ?? { ids: [], score };
		if (!known) groups.push(group);
		group.ids = [...new Set([...group.ids, ...both])].sort();
		for (const a of group.ids) for (const b of group.ids) if (a < b) placed.add(keyOf(a, b));
	}
	return groups;
}

/** A small seeded generator, so that the invented county is the same on every machine. */
export type Random = {
	/** A whole number from `least` to `most`, both included. */
	whole: (least: number, most: number) => number;
	chance: (probability: number) => boolean;
	pick: <T>(choices: readonly T[]) => T;
	/** `count` different choices, in the order in which they stand. */
	some: <T>(choices: readonly T[], count: number) => T[];
	shuffled: <T>(choices: readonly T[]) => T[];
};

function hash(seed: string): number {
	let state = 2166136261;
	for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
	return state >>> 0;
}

/** Mulberry32: one 32-bit state, good enough to scatter invented facts. */
function fractions(seed: string): () => number {
	let state = hash(seed);
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export function randomFrom(seed: string): Random {
	const fraction = fractions(seed);
	const whole = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
	const pick = <T>(choices: readonly T[]): T => {
		const chosen = choices[whole(0, choices.length - 1)];
		if (chosen === undefined) throw new RangeError('nothing to pick from');
		return chosen;
	};
	const shuffled = <T>(choices: readonly T[]): T[] =>
		choices
			.map((choice) => ({ choice, rank: fraction() }))
			.sort((a, b) => a.rank - b.rank)
			.map(({ choice }) => choice);
	const some = <T>(choices: readonly T[], count: number): T[] => {
		const kept = new Set(shuffled(choices.map((_, index) => index)).slice(0, count));
		return choices.filter((_, index) => kept.has(index));
	};
	return { whole, pick, shuffled, some, chance: (probability) => fraction() < probability };
}

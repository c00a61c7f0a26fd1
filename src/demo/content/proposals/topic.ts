/**
 * A matter written by hand, from which several proposals are worded. In its sentences `{town}`, `{village}`,
 * `{village2}`, `{school}`, `{river}`, `{road}` and `{estate}` are places, `{12~38}` is a figure, `{n}` a figure of
 * `figures` that several sentences share, and `[甲|乙]` a choice of words.
 */
export type Topic = {
	id: string;
	category: string;
	/** Which common sentences fit, where they are not those of the category. */
	common?: string;
	/** Which places it can happen in: streets of the county seat, villages, or both. */
	where: 'urban' | 'rural' | 'any';
	/** Sectors whose members would write it. */
	sectors: readonly string[];
	lead: string;
	co: readonly string[];
	/** The class that units tend to give their answer. */
	tendency: 'A' | 'B' | 'C';
	titles: readonly string[];
	figures?: Record<string, readonly [least: number, most: number]>;
	situation: readonly string[];
	analysis: readonly string[];
	suggestions: readonly Suggestion[];
	/** Why it cannot be done now, for an answer of class C. */
	obstacle: string;
};

export type Suggestion = {
	ask: string;
	answer: string;
	/** What the unit promises by a day, where the answer is of class B. */
	promise?: string;
};

import { cut, lexemesIn, lexemesOfName, type Reading } from '#server/search/words.ts';

/** So many clauses are kept; then it begins anew. */
const most = 150_000;

interface Clause {
	words: string[];
	lexemes: string[];
}

/** The same reading of texts as the index has, clause by clause: invented texts say the same clause again and again. */
export function rememberedReading(): Reading {
	let known = new Map<string, Clause>();
	const read = (clause: string): Clause => {
		const found = known.get(clause);
		if (found) return found;
		if (known.size >= most) known = new Map();
		const words = cut(clause);
		const made = { words, lexemes: [...lexemesIn(words)] };
		known.set(clause, made);
		return made;
	};
	const clausesOf = (text: string) =>
		text
			.split(/[，。；：、“”《》？！\n]/)
			.filter(Boolean)
			.map(read);
	const names = new Map<string, string[]>();
	return {
		cut: (text) => clausesOf(text).flatMap(({ words }) => words),
		lexemesOf: (text) => new Set(clausesOf(text).flatMap(({ lexemes }) => lexemes)),
		lexemesOfName(name) {
			const found = names.get(name) ?? lexemesOfName(name);
			names.set(name, found);
			return found;
		},
	};
}

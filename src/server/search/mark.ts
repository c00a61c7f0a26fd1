import { foldWithPositions } from './fold.ts';
import type { AskedWords } from './query.ts';

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
	text: string;
	found: boolean;
}

type Span = [from: number, to: number];

/** What stands in a text where something was found, longest first. */
export function termsOf(asked: AskedWords): string[] {
	const words = asked.wanted.flatMap(({ text, alternatives }) => [text, ...alternatives.flat()]);
	const plain = [...asked.phrases, ...words].map((one) => one.replace(/\*$/, '')).filter((one) => !one.startsWith('@'));
	return [...new Set(plain)].sort((a, b) => b.length - a.length);
}

function spansOf(folded: string, terms: readonly string[]): Span[] {
	const spans: Span[] = [];
	for (const term of terms)
		for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length))
			spans.push([at, at + term.length]);
	return joined(spans.sort(([a], [b]) => a - b));
}

/** Spans that touch become one. */
export function joined(spans: readonly Span[]): Span[] {
	const all: Span[] = [];
	for (const [from, to] of spans) {
		const last = all.at(-1);
		if (last && from <= last[1]) last[1] = Math.max(last[1], to);
		else all.push([from, to]);
	}
	return all;
}

function piecesOf(text: string, spans: readonly Span[], from: number, to: number): Piece[] {
	const pieces: Piece[] = [];
	let at = from;
	for (const [begins, ends] of spans) {
		if (ends <= at || begins >= to) continue;
		if (begins > at) pieces.push({ text: text.slice(at, begins), found: false });
		pieces.push({ text: text.slice(Math.max(begins, at), Math.min(ends, to)), found: true });
		at = Math.min(ends, to);
	}
	if (at < to) pieces.push({ text: text.slice(at, to), found: false });
	return pieces;
}

/** Where the terms stand in a text as it was written. */
function foundIn(text: string, terms: readonly string[]): Span[] {
	const { text: folded, at } = foldWithPositions(text);
	return joined(spansOf(folded, terms).map(([from, to]): Span => [at[from] ?? text.length, at[to] ?? text.length]));
}

export const marked = (text: string, terms: readonly string[]): Piece[] =>
	piecesOf(text, foundIn(text, terms), 0, text.length);

const aroundIt = 60;
/** Some sixty characters around the place where most stands together; undefined where nothing is found. */
export function snippetOf(text: string, terms: readonly string[]): Piece[] | undefined {
	const line = text.replace(/\s+/g, ' ').trim();
	const spans = foundIn(line, terms);
	if (!spans.length) return undefined;
	const covered = (from: number) =>
		spans.reduce((sum, [begins, ends]) => sum + (begins >= from && ends <= from + aroundIt ? ends - begins : 0), 0);
	const best = spans.reduce((a, b) => (covered(b[0]) > covered(a[0]) ? b : a));
	const from = whole(line, Math.max(0, best[0] - 12));
	const to = whole(line, Math.min(line.length, Math.max(from + aroundIt, best[1])));
	const pieces = piecesOf(line, spans, from, to);
	return [
		...(from > 0 ? [{ text: '…', found: false }] : []),
		...pieces,
		...(to < line.length ? [{ text: '…', found: false }] : []),
	];
}
/** Never between the halves of a character. */
const whole = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at);

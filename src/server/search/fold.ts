import { Converter } from 'opencc-js/t2cn';

const toSimplified = Converter({ from: 't', to: 'cn' });
const everyCharacter = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, n) => String.fromCharCode(0x4e00 + n));
/** Whoever writes simplified characters, as nearly all do, is spared the conversion: it costs as much as the segmenting. */
let traditional: Set<string> | undefined;
const hasTraditional = (text: string): boolean => {
	traditional ??= new Set(everyCharacter.filter((one) => toSimplified(one) !== one));
	for (const one of text) if (traditional.has(one)) return true;
	return false;
};
const simplified = (text: string): string => (hasTraditional(text) ? toSimplified(text) : text);
const flat = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What makes no difference when searching: full width, case, traditional characters. */
export const fold = (text: string): string => simplified(flat(text));

export interface Folded {
	text: string;
	/** For each unit of the folded text, where in the original its character begins; one more for the end. */
	at: number[];
}

/** The same with the way back, so that what was found can be marked in the words as they were written. */
export function foldWithPositions(original: string): Folded {
	const pieces: string[] = [];
	const at: number[] = [];
	let position = 0;
	for (const character of original) {
		const piece = flat(character);
		for (let unit = 0; unit < piece.length; unit++) at.push(position);
		pieces.push(piece);
		position += character.length;
	}
	at.push(original.length);
	const plain = pieces.join('');
	const whole = simplified(plain);
	// characters of which a word has a different number in simplified writing are folded one by one
	const text = whole.length === plain.length ? whole : pieces.map((one) => simplified(one)).join('');
	return text.length === plain.length ? { text, at } : { text: plain, at };
}

import { Converter } from 'opencc-js/t2cn';
import type { Block } from '#server/intake/document.ts';
import { labelledIn, labelOf, type Label } from './labels.ts';

const converter = Converter({ from: 't', to: 'cn' });

/** One line of a document as a person reads it, with the label that it stands under where it has one. */
export interface Line {
	text: string;
	/** The same in simplified characters of ordinary width, for recognising; letter for letter as long as `text`. */
	plain: string;
	label?: Label;
	newPage: boolean;
	/** Of a form: what stands there is the whole value. */
	fromTable: boolean;
}

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const fullWidth = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
const halved = (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0);

/** Traditional characters and full-width digits as recognised; what is kept stays as written. */
export function plainOf(text: string): string {
	const simple = text.replace(fullWidth, halved);
	const converted = converter(simple);
	return converted.length === simple.length ? converted : simple;
}

const tidy = (text: string) =>
	text
		.replace(invisible, '')
		.replace(/[^\S\n]+$/gm, '')
		.replace(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''));

const lineOf = (text: string, more: Partial<Line> = {}): Line => {
	const written = tidy(text).trim();
	return { text: written, plain: plainOf(written), newPage: false, fromTable: false, ...more };
};

const ended = /[。！？；：:;!?.…”」）)]$/;
const begins =
	/^(第?[一二三四五六七八九十]{1,3}[、.．章]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）]|[①-⑳]|关于|第一|第二|第三|一是|二是|三是)/;

/** A soft line break inside a sentence parts nothing; one after a sentence, or before a number or a label, does. */
export function softLines(text: string): string[] {
	const lines: string[] = [];
	for (const part of tidy(text).split('\n')) {
		const line = part.trim();
		if (!line) continue;
		const last = lines.at(-1);
		const joins =
			last !== undefined && !ended.test(last) && !begins.test(plainOf(line)) && !isLabelled(line) && !isLabelled(last);
		if (joins) lines[lines.length - 1] = last + (/\w$/.test(last) && /^\w/.test(line) ? ' ' : '') + line;
		else lines.push(line);
	}
	return lines;
}
const isLabelled = (line: string) =>
	labelledIn(line, plainOf(line)) !== undefined || labelOf(plainOf(line)) !== undefined;

const ofParagraph = (text: string, newPage: boolean): Line[] =>
	softLines(text).flatMap((line, at) => {
		const page = { newPage: newPage && at === 0 };
		const labelled = labelledIn(line, plainOf(line)) ?? spread(line);
		return labelled
			? labelled.map((one, index) => lineOf(one.text, { label: one.label, newPage: page.newPage && index === 0 }))
			: [lineOf(line, page)];
	});

/** 提案人　　李秀兰: a label and its value parted by blanks alone. */
function spread(line: string) {
	const [, head = '', rest = ''] = /^(.{2,8}?)(?:\t|[ \u3000\u00a0]{2,}|\u3000)\s*(\S.*)$/.exec(line) ?? [];
	const label = head && rest ? labelOf(plainOf(head)) : undefined;
	return label && !sections.has(label) ? [{ label, text: rest }] : undefined;
}
const sections: ReadonlySet<Label> = new Set<Label>([
	'situation',
	'problem',
	'analysis',
	'suggestions',
	'body',
	'reply',
]);

/** A form's row: labels with the cells to their right, or text that goes on. */
function ofRow(cells: readonly string[]): Line[] {
	const lines: Line[] = [];
	let under: Label | undefined;
	for (const cell of cells) {
		const label = labelOf(plainOf(tidy(cell).replace(/\n/g, '').trim()));
		if (label) under = label;
		else if (cell.trim()) {
			const inside = cell.split('\n').filter((one) => one.trim());
			const says =
				under && !sections.has(under)
					? [lineOf(softLines(cell).join(''), { label: under, fromTable: true })]
					: undefined;
			const paragraphs = says ?? inside.flatMap((one) => ofParagraph(one, false));
			if (under && sections.has(under)) lines.push(lineOf('', { label: under, fromTable: true }));
			lines.push(...paragraphs);
			under = undefined;
		}
	}
	return lines;
}

const people: ReadonlySet<Label | undefined> = new Set<Label | undefined>([
	'proposers',
	'co_proposers',
	'first_proposer',
]);
const onlyNames =
	/^(\p{Script=Han}{2,4}|\p{Script=Han}[\s\u3000]+\p{Script=Han})([、，,\s\u3000]+\p{Script=Han}{1,4})*$/u;
const endsWithName = /(?:^|[、，,\s\u3000])\p{Script=Han}{1,4}[、，,\s\u3000]*$/u;

/** Names that go on in the next line belong to the label above them. */
function namesGoOn(lines: readonly Line[]): Line[] {
	const joined: Line[] = [];
	for (const line of lines) {
		const last = joined.at(-1);
		const goesOn =
			last && people.has(last.label) && !line.label && onlyNames.test(line.plain) && endsWithName.test(last.plain);
		if (last && goesOn && labelOf(line.plain) === undefined)
			joined[joined.length - 1] = lineOf(`${last.text}、${line.text}`, {
				label: last.label,
				newPage: last.newPage,
				fromTable: last.fromTable,
			});
		else joined.push(line);
	}
	return joined;
}

/** A document line by line: paragraphs, soft line breaks and the cells of forms alike. */
export const linesOf = (blocks: readonly Block[]): Line[] =>
	namesGoOn(
		blocks
			.flatMap((block) => ('rows' in block ? block.rows.flatMap(ofRow) : ofParagraph(block.text, block.newPage)))
			.filter((line) => line.text !== '' || line.label !== undefined),
	);

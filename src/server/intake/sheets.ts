import { XML_ENTITIES, type Parts } from './archive.ts';

/** What a reader of the screen does not see of a sheet. */
export interface Unseen {
	hidden: boolean;
	hiddenRows: number[];
	merged: Merged[];
}

/** Cells below each other that are one: what stands in the first row holds for all. */
export interface Merged {
	column: number;
	from: number;
	to: number;
}

const attribute = (tag: string, name: string): string | undefined => {
	const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
	return value ? plainText(value[1] ?? value[2] ?? '') : undefined;
};

const plainText = (xml: string): string =>
	xml
		.replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff)))
		.replace(/&#(\d{1,7});/g, (_, digits: string) => String.fromCodePoint(Math.min(Number(digits), 0x10ffff)))
		.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => XML_ENTITIES[name] ?? whole);

const tags = (xml: string, name: string) => xml.match(new RegExp(`<(?:[^\\s<>/!?:]+:)?${name}\\s[^>]*>`, 'g')) ?? [];

const hiddenRow = /<(?:[^\s<>/!?:]+:)?row\s[^>]*\shidden\s*=\s*["'](?:1|true)["'][^>]*>/g;

function hiddenRowsOf(content: Buffer | undefined): number[] {
	if (!content?.includes('hidden')) return [];
	return (content.toString('latin1').match(hiddenRow) ?? []).flatMap((tag) => Number(attribute(tag, 'r')) || []);
}

const area = /<(?:[^\s<>/!?:]+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["']/g;
const columnOf = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const mergedIn = (content: Buffer | undefined): Merged[] =>
	content?.includes('mergeCell')
		? [...content.toString('latin1').matchAll(area)].flatMap(([, letters = '', from, to]) =>
				Number(to) > Number(from) ? { column: columnOf(letters), from: Number(from), to: Number(to) } : [],
			)
		: [];

/** Sheets that are hidden and rows that a filter hides, by the name of the sheet. */
export function unseenIn(parts: Parts): Map<string, Unseen> {
	const book = parts.get('xl/workbook.xml')?.toString('utf8') ?? '';
	const relations = tags(parts.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? '', 'Relationship');
	const targets = new Map(relations.map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target') ?? '']));
	return new Map(
		tags(book, 'sheet').map((tag) => {
			const target = (targets.get(attribute(tag, '(?:[^\\s:]+:)?id')) ?? '').replace(/^\/?(xl\/)?/, 'xl/');
			const hidden = /hidden/i.test(attribute(tag, 'state') ?? '');
			const content = parts.get(target);
			return [attribute(tag, 'name') ?? '', { hidden, hiddenRows: hiddenRowsOf(content), merged: mergedIn(content) }];
		}),
	);
}

/** How many digits each style shows: the format 0000 shows 7 as 0007. */
function widthsIn(styles: string): Map<string, number> {
	const formats = new Map(
		tags(styles, 'numFmt').flatMap((tag) => {
			const zeros = /^0{2,15}$/.exec(attribute(tag, 'formatCode') ?? '')?.[0];
			return zeros ? [[attribute(tag, 'numFmtId'), zeros.length] as const] : [];
		}),
	);
	if (formats.size === 0) return new Map();
	const used = /<(?:[^\s<>/!?:]+:)?cellXfs[\s>].*?<\/(?:[^\s<>/!?:]+:)?cellXfs>/s.exec(styles)?.[0] ?? '';
	return new Map(
		tags(used, 'xf').flatMap((tag, at) => {
			const width = formats.get(attribute(tag, 'numFmtId'));
			return width ? [[String(at), width] as const] : [];
		}),
	);
}

const numberCell =
	/<((?:[^\s<>/!?:]+:)?)c(\s[^<>]*)>((?:<\1f[^<>]*>[^<]*<\/\1f>|<\1f[^<>]*\/>)?<\1v>)(\d{1,15})(?=<\/\1v>)/g;

/** Numbers that are shown with zeros before them become the text that a person sees. */
export function withShownZeros(parts: Parts): Parts {
	const widths = widthsIn(parts.get('xl/styles.xml')?.toString('utf8') ?? '');
	if (widths.size === 0) return parts;
	return new Map(
		[...parts].map(([path, content]) => {
			if (!path.startsWith('xl/worksheets/')) return [path, content];
			const shown = content
				.toString('utf8')
				.replace(numberCell, (whole, prefix: string, about: string, before: string, digits: string) => {
					const width = widths.get(attribute(about, 's') ?? '');
					const type = attribute(about, 't');
					if (!width || (type && type !== 'n')) return whole;
					const rest = about.replace(/\st\s*=\s*["']n["']/, '');
					return `<${prefix}c${rest} t="str">${before}${digits.padStart(width, '0')}`;
				});
			return [path, Buffer.from(shown)];
		}),
	);
}

const rowFarDown = /<(?:[^\s<>/!?:]+:)?row(?=\s)[^<>]*?\sr\s*=\s*["'](\d{6,7})["'][^<>]*>/g;
const valueOf = /<((?:[^\s<>/!?:]+:)?)(?:v|t)(?:\s[^<>]*)?>([^<]*)<\/\1(?:v|t)>/g;

const LAST_EXCEL_ROW = 1_048_576;

/** A blank typed by chance in the last row that a sheet has is nothing: rows that far down are cut where all of them are blank. */
export function withoutBlankTail(content: Buffer, after: number): Buffer {
	const xml = content.toString('latin1');
	const far = [...xml.matchAll(rowFarDown)].filter(([, row]) => Number(row) > after);
	const [first] = far;
	if (far.some(([, row]) => Number(row) > LAST_EXCEL_ROW)) return content;
	const end = xml.search(/<\/(?:[^\s<>/!?:]+:)?sheetData>/);
	if (!first || end < first.index) return content;
	const tail = xml.slice(first.index, end);
	if (/\st\s*=\s*["']s["']/.test(tail)) return content;
	if ([...tail.matchAll(valueOf)].some(([, , value]) => value?.trim())) return content;
	return Buffer.concat([content.subarray(0, first.index), content.subarray(end)]);
}

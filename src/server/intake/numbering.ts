/** How one level of an automatic numbering is written. */
interface Level {
	start: number;
	format: string;
	/** 第%1条, %1、, （%1） */
	text: string;
}

const attribute = (xml: string, tag: string): string | undefined =>
	new RegExp(`<w:${tag}\\s[^>]*?w:val="([^"]*)"`).exec(xml)?.[1];

const decoded = (text: string) =>
	text
		.replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16) || 32))
		.replace(/&[a-z]+;/g, '');

/** The levels of each numbering by its id. */
function levelsOf(numbering: string): Map<string, Level[]> {
	const abstract = new Map<string, Level[]>();
	for (const [, id = '', inside = ''] of numbering.matchAll(
		/<w:abstractNum\s[^>]*?w:abstractNumId="(\d+)"[^>]*>(.*?)<\/w:abstractNum>/gs,
	)) {
		const levels = [...inside.matchAll(/<w:lvl\s[^>]*?w:ilvl="(\d)"[^>]*>(.*?)<\/w:lvl>/gs)];
		const list: Level[] = [];
		for (const [, at, level = ''] of levels)
			list[Number(at)] = {
				start: Number(attribute(level, 'start') ?? 1),
				format: attribute(level, 'numFmt') ?? 'decimal',
				text: decoded(attribute(level, 'lvlText') ?? ''),
			};
		abstract.set(id, list);
	}
	const nums = numbering.matchAll(/<w:num\s[^>]*?w:numId="(\d+)"[^>]*>(.*?)<\/w:num>/gs);
	return new Map(
		[...nums].map(([, id = '', inside = '']) => [id, abstract.get(attribute(inside, 'abstractNumId') ?? '') ?? []]),
	);
}

const digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 as people count: 十, 十一, 二十三. */
export function chineseCount(n: number): string {
	if (n < 10 || n > 99) return [...String(n)].map((digit) => digits[Number(digit)]).join('');
	const tens = Math.floor(n / 10);
	return `${tens > 1 ? digits[tens] : ''}十${n % 10 ? digits[n % 10] : ''}`;
}

const LARGEST_COUNT = 99;

/** What 十四 or 14 counts. */
export function countIn(text: string): number | undefined {
	if (/^\d{1,2}$/.test(text)) return Number(text);
	const at = Array.from({ length: LARGEST_COUNT }, (_, n) => chineseCount(n + 1)).indexOf(text);
	return at < 0 ? undefined : at + 1;
}

function written(n: number, format: string): string {
	if (/chinese|japanese|taiwanese|ideograph|korean/i.test(format)) return chineseCount(n);
	if (format === 'decimalFullWidth')
		return [...String(n)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
	if (/circle/i.test(format) && n <= 20) return String.fromCharCode(0x2460 + n - 1);
	if (format === 'upperLetter') return String.fromCharCode(64 + ((n - 1) % 26) + 1);
	if (format === 'lowerLetter') return String.fromCharCode(96 + ((n - 1) % 26) + 1);
	return String(n);
}

/** Counts on, and begins anew below a level that counted on. */
class Counter {
	readonly #counts: number[] = [];
	next(levels: readonly Level[], at: number): string {
		const level = levels[at];
		if (!level || level.format === 'bullet' || level.format === 'none') return '';
		this.#counts[at] = (this.#counts[at] ?? level.start - 1) + 1;
		this.#counts.length = at + 1;
		return level.text.replace(/%(\d)/g, (_, place: string) => {
			const index = Number(place) - 1;
			return written(this.#counts[index] ?? levels[index]?.start ?? 1, levels[index]?.format ?? 'decimal');
		});
	}
}

const paragraphProperties = /<w:pPr>(?:(?!<w:pPr>).)*?<\/w:pPr>/gs;
const escaped = (text: string) => text.replace(/[<>&]/g, '');

/** 一、 that Word counts by itself becomes text like 一、 that was typed: both are read alike then. */
export function writeNumbersOut(document: Buffer, numbering: Buffer | undefined): Buffer {
	if (!numbering) return document;
	const levels = levelsOf(numbering.toString('utf8'));
	const counters = new Map<string, Counter>();
	const xml = document.toString('utf8').replace(/<w:pPrChange\s.*?<\/w:pPrChange>/gs, '');
	const numbered = xml.replace(paragraphProperties, (properties) => {
		const said = /<w:numPr>(.*?)<\/w:numPr>/s.exec(properties)?.[1];
		if (said === undefined) return properties;
		const id = attribute(said, 'numId') ?? '';
		const counter = counters.get(id) ?? new Counter();
		counters.set(id, counter);
		const label = counter.next(levels.get(id) ?? [], Number(attribute(said, 'ilvl') ?? 0));
		const plain = properties.replace(/<w:numPr>.*?<\/w:numPr>/s, '');
		return label ? `${plain}<w:r><w:t xml:space="preserve">${escaped(label)}</w:t></w:r>` : plain;
	});
	return Buffer.from(numbered);
}

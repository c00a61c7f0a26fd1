import { fold } from '#server/intake/text.ts';
import type { Line } from './lines.ts';

export type Section = 'situation' | 'analysis' | 'suggestions';
export type Texts = Record<Section, string>;
const order: readonly Section[] = ['situation', 'analysis', 'suggestions'];

const numbering =
	/^(第[一二三四五六七八九十]+(?:部分|[、章])|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）][、.]?|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[)）][、.]?|[①-⑳]|[【\[〔])?\s*/;

/** 一、, （一） and 1. are levels of their own. */
const levelOf = (mark: string) =>
	mark
		.replace(/[一二三四五六七八九十]+/, '一')
		.replace(/\d+/, '1')
		.replace(/[①-⑳]/, '①');

type Meaning = Section | 'problem';

/** The words by which a short heading, or a sentence that leads on, tells what follows. */
function meaningOf(words: string): Meaning | undefined {
	if (/建议|对策|措施|办法|举措|意见/.test(words)) return 'suggestions';
	if (/原因|成因|症结|根源/.test(words)) return 'analysis';
	if (/(现状|情况|背景)分析|分析(现状|情况)/.test(words)) return 'situation';
	if (/问题|困难|不足|短板|瓶颈/.test(words)) return /分析/.test(words) ? 'analysis' : 'problem';
	if (/分析/.test(words)) return 'analysis';
	if (/情况|现状|背景|概况|案据|缘由|理由|由来|必要性|意义/.test(words)) return 'situation';
	return undefined;
}

interface Heading {
	meaning: Meaning;
	level: string;
	/** What follows on the same line (建议：一是…), or the whole of a sentence that leads on. */
	rest: string;
	/** 现提出如下建议：belongs to the text; 三、建议 is its name. */
	leadsOn: boolean;
}

const LONGEST_HEADING = 16;
const LONGEST_LEAD = 45;

function headingIn({ text, plain, label }: Line): Heading | undefined {
	if (label === 'situation' || label === 'analysis' || label === 'suggestions' || label === 'problem')
		return { meaning: label, level: 'label', rest: text, leadsOn: false };
	const mark = numbering.exec(plain)?.[0] ?? '';
	const rest = plain.slice(mark.length);
	const name = fold(rest).replace(/[】\]〕:。.]+$/, '');
	if (name.length <= LONGEST_HEADING && !/[。，,；;]/.test(name)) {
		const meaning = isName(name) ? meaningOf(name) : undefined;
		if (meaning) return { meaning, level: levelOf(mark.trim()), rest: '', leadsOn: false };
	}
	const [, before = '', colon] = /^([^。！？]{2,45}?)([:：])\s*/.exec(rest) ?? [];
	const led = fold(before);
	if (
		colon &&
		led.length <= LONGEST_LEAD &&
		/(建议|对策|措施|问题|原因|困难|不足)(主要)?(如下|有|是|包括|在于|以下几[点个方面]+|[一二三四五六七八九十]+[点个方面条]+)?$/.test(
			led,
		)
	) {
		const meaning = meaningOf(led.slice(-12));
		const isShort =
			/^((为此|因此|据此|综上所?述?|故)[，,]?)?(我们?)?(特|现|兹)?(提出)?(具体|几点|主要|工作|存在|如下|以下)?(的)?(建议|对策|措施|问题|原因|困难|不足)(如下)?$/.test(
				led,
			);
		const after = text.slice(mark.length + before.length + 1).trim();
		if (meaning && (isShort || !after))
			return { meaning, level: isShort ? levelOf(mark.trim()) : '', rest: isShort ? after : text, leadsOn: !isShort };
	}
	const sentence =
		/^[^。！？]{2,40}(提出|作出|有|存在)(如下|以下|下列)[^。]{0,12}(建议|对策|措施|问题|意见)[。：:]?$/.test(plain);
	const meaning = sentence ? meaningOf(plain.slice(-14)) : undefined;
	return meaning ? { meaning, level: '', rest: text, leadsOn: true } : undefined;
}

/** A heading is made of such words and little else: 加强组织保障措施 is an item of a list, not the name of a section. */
const isName = (name: string): boolean =>
	/^(本案|提案|目前|当前|我县|我市|我区|有关|相关|主要|基本|具体|工作|几点|对策|意见|下一步|解决|改进|现实|现行|现状|存在|面临|产生|成因|原因|问题|情况|背景|分析|建议|困难|不足|短板|瓶颈|措施|办法|举措|理由|缘由|由来|案据|概况|必要性|重要性|意义|的|及其?|和|与|以及|并|、|其|之|及对策|方面|以下|如下|思路|调研|症结|根源|依据|途径)+$/.test(
		name,
	);

/** The three parts of a proposal. What stands before the first heading belongs to the situation; text without headings is one text. */
export function sectionsOf(lines: readonly Line[]): { texts: Texts; named: boolean } {
	const gathered: Record<Section, string[]> = { situation: [], analysis: [], suggestions: [] };
	let current: Section = 'situation';
	let level: string | undefined;
	let named = false;
	for (const line of lines) {
		const heading = headingIn(line);
		const next: Section | undefined = heading && sectionAfter(heading, current, gathered, level);
		if (!heading || !next) {
			if (line.text) gathered[current].push(line.text);
			continue;
		}
		named = true;
		if (!heading.leadsOn) level ??= heading.level;
		current = next;
		if (heading.rest) gathered[current].push(heading.rest);
	}
	const joined = (section: Section) => gathered[section].join('\n');
	return {
		texts: { situation: joined('situation'), analysis: joined('analysis'), suggestions: joined('suggestions') },
		named,
	};
}

/** Sections of one level follow each other; a heading of another level inside one is a part of it, as is one that leads back. */
function sectionAfter(
	{ meaning, level, leadsOn }: Heading,
	current: Section,
	gathered: Record<Section, string[]>,
	first: string | undefined,
): Section | undefined {
	if (!leadsOn && first !== undefined && level !== first) return undefined;
	const said = gathered.situation.length > 0;
	const next: Section = meaning === 'problem' ? (said ? 'analysis' : 'situation') : meaning;
	if (leadsOn && next === current) return undefined;
	return order.indexOf(next) >= order.indexOf(current) ? next : undefined;
}

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Each face of an official paper: what the standard wants, and what other systems have in its place. */
const faces = {
	subject: ['方正小标宋简体', '方正小标宋_GBK,小标宋,华文中宋,STZhongsong,SimSun'],
	first: ['黑体', 'SimHei,Heiti SC,Noto Sans CJK SC,WenQuanYi Zen Hei'],
	second: ['楷体_GB2312', '楷体,KaiTi,Kaiti SC,AR PL UKai CN'],
	text: ['仿宋_GB2312', '仿宋,FangSong,STFangsong,华文仿宋,SimSun'],
	page: ['宋体', 'SimSun,Songti SC,Noto Serif CJK SC'],
} as const;
export type Face = keyof typeof faces;

const table = Object.values(faces)
	.map(
		([name, others]) =>
			`<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`,
	)
	.join('');

/** The face as the standard calls it. */
export const fontOf = (face: Face): string => faces[face][0];

/** Says what may stand in for each where it is missing, for which the library has no words. */
export function withFallbackFonts(paper: Uint8Array): Buffer {
	const parts = unzipSync(paper);
	const fonts = 'word/fontTable.xml';
	const empty = parts[fonts];
	if (empty) parts[fonts] = strToU8(strFromU8(empty).replace(/\/>\s*$/, `>${table}</w:fonts>`));
	return Buffer.from(zipSync(parts));
}

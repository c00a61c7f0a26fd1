import {
	AlignmentType,
	Document,
	Footer,
	LineRuleType,
	Packer,
	PageNumber,
	Paragraph,
	TextRun,
	type IParagraphOptions,
} from 'docx';
import { fontOf, withFallbackFonts, type Face } from './fonts.ts';

/** 公文格式 GB/T 9704-2012: A4, type area 156 mm by 225 mm, 22 lines of 28 characters, subject in 2号, text in 3号. */
const mm = (n: number) => Math.round((n / 25.4) * 1440);
const page = {
	size: { width: mm(210), height: mm(297) },
	margin: { top: mm(37), left: mm(28), right: mm(26), bottom: mm(35), footer: mm(28) },
};
/** Half points. */
const size = { subject: 44, text: 32, pageNumber: 28 };
/** Twentieths of a point: two characters of the text; a line of 28 points. */
const indent = 640;
const line = 560;

const runs = (text: string, face: Face, points: number) =>
	new TextRun({
		text,
		size: points,
		font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: fontOf(face) },
	});

type Placed = Pick<IParagraphOptions, 'alignment' | 'indent' | 'keepNext' | 'heading'>;
const paragraph = (text: string, face: Face = 'text', points = size.text, placed: Placed = {}) =>
	new Paragraph({ spacing: { line, lineRule: LineRuleType.EXACT }, ...placed, children: [runs(text, face, points)] });

export const subject = (text: string) =>
	new Paragraph({
		alignment: AlignmentType.CENTER,
		spacing: { line: 720, lineRule: LineRuleType.AT_LEAST, after: line },
		children: [runs(text, 'subject', size.subject)],
	});
export const centred = (text: string) => paragraph(text, 'subject', size.text, { alignment: AlignmentType.CENTER });
export const flushLeft = (text: string) => paragraph(text);
export const heading = (text: string) =>
	paragraph(text, 'first', size.text, { indent: { firstLine: indent }, keepNext: true });
export const signed = (text: string) => paragraph(text, 'text', size.text, { alignment: AlignmentType.RIGHT });
export const blank = () => paragraph('');

const LONGEST_HEADING = 40;
/** 一、 in 黑体, （一） in 楷体, everything else in 仿宋. */
const faceOf = (text: string): Face => {
	if (text.length > LONGEST_HEADING) return 'text';
	if (/^[一二三四五六七八九十]+、/.test(text)) return 'first';
	return /^[（(][一二三四五六七八九十]+[）)]/.test(text) ? 'second' : 'text';
};

/** A text as it was written, each of its lines a paragraph. */
export const body = (text: string) =>
	text
		.split(/\r?\n/)
		.map((written) => written.trim())
		.filter(Boolean)
		.map((written) => paragraph(written, faceOf(written), size.text, { indent: { firstLine: indent } }));

const footer = () =>
	new Footer({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				children: [
					new TextRun({
						font: { ascii: 'SimSun', hAnsi: 'SimSun', eastAsia: fontOf('page') },
						size: size.pageNumber,
						children: ['— ', PageNumber.CURRENT, ' —'],
					}),
				],
			}),
		],
	});

/** The paper as a Word file. */
export async function paperOf(title: string, creator: string, children: Paragraph[]): Promise<Buffer> {
	const paper = new Document({
		title,
		creator,
		sections: [{ properties: { page }, footers: { default: footer() }, children }],
	});
	return withFallbackFonts(await Packer.toBuffer(paper));
}

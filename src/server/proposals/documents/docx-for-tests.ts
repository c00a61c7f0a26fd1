import { AlignmentType, Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';

export type Content = string | Paragraph | Table;

/** A paragraph; a line break inside it is a soft one. */
export const paragraph = (text: string): Paragraph =>
	new Paragraph({ children: text.split('\n').map((line, at) => new TextRun({ text: line, break: at ? 1 : 0 })) });

const chinese = { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、', alignment: AlignmentType.LEFT };
const numbering = { config: [{ reference: 'sections', levels: [chinese] }] };

/** A paragraph that Word itself numbers 一、二、三、 */
export const numbered = (text: string): Paragraph =>
	new Paragraph({ text, numbering: { reference: 'sections', level: 0 } });

/** A form, row by row. */
export const form = (...rows: string[][]): Table =>
	new Table({
		rows: rows.map(
			(cells) =>
				new TableRow({
					children: cells.map((text) => new TableCell({ children: text.split('\n').map((line) => paragraph(line)) })),
				}),
		),
	});

/** A real .docx. */
export const docx = (...content: Content[]): Promise<Buffer> =>
	Packer.toBuffer(
		new Document({
			numbering,
			sections: [{ children: content.map((one) => (typeof one === 'string' ? paragraph(one) : one)) }],
		}),
	);

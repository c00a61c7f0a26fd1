import mammoth from 'mammoth';
import { broken } from '#server/core/refusal.ts';
import { pack, refuseCarriers, refuseDocumentType, unpack, type Parts } from './archive.ts';
import { kindOf } from './kind.ts';
import { writeNumbersOut } from './numbering.ts';
import { MAX_COLUMNS } from './workbook.ts';

/** A paragraph as a person reads it (a soft line break is \n), or a table of such, row by row. */
export type Block = { text: string; newPage: boolean } | { rows: string[][] };

/** What the reading package makes of a document; it hands it over untyped. */
interface Node {
	type: string;
	value?: string;
	breakType?: string;
	children?: Node[];
}

const LONGEST = 2_000_000;
/** A document of five hundred pages unpacks to about 20 MB. */
const MAX_UNPACKED = 64 * 1024 * 1024;

/** A document as text, and codes of what a reader of the page would want to know besides. */
export interface Document {
	blocks: Block[];
	notes: ('intake.hidden_text' | 'intake.tracked_changes' | 'intake.external_parts')[];
}

/**
 * The text of a .docx: tracked changes as if accepted, comments, notes, pictures, headers and macros left out, automatic numbers
 * written out. Nothing that it links to is fetched. Refuses with `broken_rule` and what `kindOf` refuses with, or intake.not_a_document.
 */
export async function readDocument(bytes: Uint8Array): Promise<Document> {
	if (kindOf(bytes) !== 'docx') throw broken('intake.not_a_document');
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts = await unpack(file, /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/.*\.xml(\.rels)?)$/, MAX_UNPACKED);
	for (const content of parts.values()) refuseDocumentType(content);
	refuseCarriers(file, parts);
	const main = parts.get('word/document.xml');
	const notes = main ? notesOf(main.toString('utf8'), parts) : [];
	if (main) parts.set('word/document.xml', writeNumbersOut(asShown(main), parts.get('word/numbering.xml')));
	const blocks = blocksOf(await modelOf(pack(parts)));
	if (blocks.length === 0) throw broken('intake.empty_file');
	return { blocks, notes };
}

const hiddenRun = /<w:r(?:\s[^>]*)?>(?:(?!<\/w:r>).)*?<w:vanish\s*\/>(?:(?!<\/w:r>).)*<\/w:r>/gs;

/** Ordinary links are text and no more; pictures or tables that are kept elsewhere are missing from what was read. */
function notesOf(main: string, parts: Parts): Document['notes'] {
	const relations = parts.get('word/_rels/document.xml.rels')?.toString('utf8') ?? '';
	const external = (relations.match(/<Relationship\s[^>]*>/g) ?? []).some(
		(tag) => /TargetMode\s*=\s*["']External/.test(tag) && !/\/hyperlink["']/.test(tag),
	);
	return [
		...(main.search(hiddenRun) >= 0 ? ['intake.hidden_text' as const] : []),
		...(/<w:(ins|del|moveTo)\s/.test(main) ? ['intake.tracked_changes' as const] : []),
		...(external ? ['intake.external_parts' as const] : []),
	];
}

/** Hidden runs are left out, and of a character with a reading aid the character stays: as a reader of the page sees it. */
const asShown = (document: Buffer): Buffer =>
	Buffer.from(
		document
			.toString('utf8')
			.replace(/<w:ruby>.*?<w:rubyBase>(.*?)<\/w:rubyBase>.*?<\/w:ruby>/gs, '$1')
			.replace(hiddenRun, ''),
	);

/** The package builds a model and then writes it as text; the model is what is wanted. */
async function modelOf(file: Buffer): Promise<Node> {
	let model: Node | undefined;
	const options = {
		externalFileAccess: false,
		transformDocument(document: Node) {
			model = document;
			return { ...document, children: [] };
		},
	};
	await mammoth.convertToHtml({ buffer: file }, options).catch(() => {
		throw broken('intake.damaged');
	});
	if (!model) throw broken('intake.damaged');
	return model;
}

function blocksOf(model: Node): Block[] {
	const blocks: Block[] = [];
	let length = 0;
	let newPage = false;
	for (const node of model.children ?? []) {
		if (node.type === 'table') blocks.push({ rows: rowsOf(node) });
		else {
			const text = textOf(node);
			length += text.length;
			if (length > LONGEST) throw broken('intake.too_much_inside');
			const [before = '', ...after] = text.split('\f');
			if (before.trim()) blocks.push({ text: before, newPage });
			newPage = (newPage && !before.trim()) || after.length > 0;
			for (const part of after.filter((one) => one.trim())) {
				blocks.push({ text: part, newPage: true });
				newPage = false;
			}
		}
	}
	return blocks;
}

const rowsOf = (table: Node): string[][] =>
	(table.children ?? [])
		.filter((row) => row.type === 'tableRow')
		.map((row) => (row.children ?? []).slice(0, MAX_COLUMNS).map((cell) => paragraphsIn(cell).join('\n')));

/** A table inside a cell is read line by line. */
const paragraphsIn = (node: Node): string[] =>
	(node.children ?? []).flatMap((child) =>
		child.type === 'paragraph'
			? [textOf(child)]
			: child.type === 'table'
				? rowsOf(child).map((row) => row.join('　'))
				: [],
	);

function textOf(node: Node): string {
	if (node.type === 'text') return node.value ?? '';
	if (node.type === 'tab') return '\t';
	if (node.type === 'break') return node.breakType === 'page' ? '\f' : '\n';
	if (node.type === 'noteReference' || node.type === 'image') return '';
	return (node.children ?? []).map(textOf).join('');
}

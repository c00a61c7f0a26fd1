import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/database.ts';
import { connect, openDatabase, type Db } from '#server/core/database.ts';
import { newId } from '#server/core/id.ts';
import { mediaTypeOf } from '#server/intake/media-type.ts';
import { readAttachment } from '#server/proposals/attachments.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '#server/testing/assembly.ts';
import { fullLife, type FullLife } from '#server/testing/full-life.ts';
import { attachmentNamed } from './answer.ts';
import { openFolder, safeName } from './folder.ts';

let db: Db;
let assembly: SmallAssembly;
let life: FullLife;
let close: () => Promise<void>;
const later = '2026-02-19T09:00:00+08:00';
const attached = Buffer.from('%PDF-1.7 as it was given');
const file = newId();

beforeAll(async () => {
	const database = await freshDatabase();
	const connection = connect(database.appUrl, 4);
	db = openDatabase(connection);
	assembly = await seedSmallAssembly(db);
	life = await fullLife(assembly);
	for (const [id, name] of [
		[file, '现场照片：食堂?.pdf'],
		[newId(), '现场照片：食堂 .PDF'],
	] as const)
		await db
			.insertInto('attachment')
			.values({
				committee_id: assembly.committee.id,
				id,
				matter_id: life.proposal,
				name,
				media_type: 'text/html',
				size: attached.length,
				sha256: createHash('sha256').update(attached).digest(),
				added_by: assembly.persons.clerk,
				added_at: new Date(later),
				content: attached,
			})
			.execute();
	close = async () => {
		await connection.end();
		await database.drop();
	};
});
afterAll(() => close());

async function folderFor(who: PersonName | 'public') {
	const { name, pieces } = await openFolder(await assembly.as(who, later), life.proposal);
	const all: Uint8Array[] = [];
	for await (const piece of pieces) all.push(piece);
	return { name, zip: Buffer.concat(all), files: unzipSync(Buffer.concat(all)) };
}
const textOf = async (content: Uint8Array | undefined) =>
	(await mammoth.extractRawText({ buffer: Buffer.from(content ?? []) })).value;

test('the folder of a matter holds its text, each reply, the files as given, its history and its view', async () => {
	const { name, zip, files } = await folderFor('clerk');
	expect(name).toBe('1号 关于村级老年食堂的提案.zip');
	expect(Object.keys(files)).toEqual([
		'提案.docx',
		'答复1 civil_affairs.docx',
		'附件/现场照片：食堂.pdf',
		'附件/现场照片：食堂 (2).PDF',
		'办理过程.html',
		'matter.json',
	]);
	// bit 11 of each entry: the name is UTF-8, which Windows asks for before it shows 汉字
	for (const at of [...zip.toString('latin1').matchAll(/PK\x01\x02/g)].map(({ index }) => index).slice(-6, -1))
		expect(zip.readUInt16LE(at + 8) & 0x800).toBe(0x800);
	const proposal = await textOf(files['提案.docx']);
	for (const said of ['关于村级老年食堂的提案', '1号', 'lin', 'gu', '六十三个村办起食堂。', '缺补助。', '按人次补助。'])
		expect(proposal).toContain(said);
	const reply = await textOf(files['答复1 civil_affairs.docx']);
	for (const said of ['云民函〔2026〕37号', '同意按人次补助。', '2026年1月19日']) expect(reply).toContain(said);
	expect(Buffer.from(files['附件/现场照片：食堂.pdf'] ?? [])).toEqual(attached);
	expect(strFromU8(files['办理过程.html'] ?? new Uint8Array())).toContain('<time datetime="2026-01-19">');
	expect(JSON.parse(strFromU8(files['matter.json'] ?? new Uint8Array()))).toMatchObject({ audience: 'committee' });
});

test('the paper is laid out as official papers are: page, faces, sizes, spacing, page number', async () => {
	const { files } = await folderFor('clerk');
	const paper = unzipSync(files['提案.docx'] ?? new Uint8Array());
	const document = strFromU8(paper['word/document.xml'] ?? new Uint8Array());
	expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"');
	expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
	expect(document).toMatch(/w:eastAsia="方正小标宋简体"[^>]*\/><w:sz w:val="44"/);
	expect(document).toMatch(/w:eastAsia="仿宋_GB2312"[^>]*\/><w:sz w:val="32"/);
	expect(document).toContain('w:line="560" w:lineRule="exact"');
	expect(document).toContain('w:firstLine="640"');
	const fonts = strFromU8(paper['word/fontTable.xml'] ?? new Uint8Array());
	expect(fonts).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,');
	const footer = Object.entries(paper).find(([path]) => /footer\d*\.xml$/.test(path))?.[1];
	expect(strFromU8(footer ?? new Uint8Array())).toContain('PAGE');
});

test('each reader’s folder is his view: the public finds neither files nor names, a stranger nothing', async () => {
	await expect(folderFor('public')).rejects.toMatchObject({ kind: 'unknown' });
	const unit = await folderFor('drafter');
	expect(JSON.parse(strFromU8(unit.files['matter.json'] ?? new Uint8Array()))).toMatchObject({
		audience: 'unit',
		evaluations: [],
	});
	await db.updateTable('matter').set({ openness: 'public' }).where('id', '=', life.proposal).execute();
	const open = await folderFor('public');
	expect(Object.keys(open.files).filter((path) => path.startsWith('附件'))).toEqual([]);
	const seen = JSON.parse(strFromU8(open.files['matter.json'] ?? new Uint8Array())) as Record<string, unknown>;
	expect(seen).toMatchObject({ audience: 'public', attachments: [], evaluations: [], advice: null });
	expect(strFromU8(open.files['办理过程.html'] ?? new Uint8Array())).not.toContain('当面商量');
	await db.updateTable('matter').set({ openness: 'summary' }).where('id', '=', life.proposal).execute();
	const brief = await folderFor('public');
	expect(await textOf(brief.files['提案.docx'])).not.toContain('六十三个村');
	expect(Object.keys(brief.files).filter((path) => path.startsWith('答复'))).toEqual([]);
	await db.updateTable('matter').set({ openness: 'internal' }).where('id', '=', life.proposal).execute();
});

test('a file is given to those for whom its matter lists it, and is not there for anybody else', async () => {
	for (const who of ['clerk', 'lin', 'drafter', 'inspector'] as const)
		expect((await readAttachment(await assembly.as(who, later), file)).content).toEqual(attached);
	for (const who of ['bai', 'transport_head', 'public'] as const)
		await expect(readAttachment(await assembly.as(who, later), file)).rejects.toMatchObject({
			kind: 'unknown',
			breaches: [{ code: 'refusal.unknown_attachment' }],
		});
	await expect(readAttachment(await assembly.as('clerk', later), 'no id')).rejects.toMatchObject({ kind: 'unknown' });
});

test('a file is called what its bytes are, and never what a browser could run', () => {
	expect(mediaTypeOf(attached)).toBe('application/pdf');
	expect(mediaTypeOf(Buffer.from('提案'))).toBe('text/plain; charset=utf-8');
	for (const live of ['<html><script>', '\ufeff <svg xmlns', '<?xml version="1.0"?><x/>', 'MZ\0\0'])
		expect(mediaTypeOf(Buffer.from(live))).toBe('application/octet-stream');
	expect(mediaTypeOf(Buffer.from('PK\u0003\u0004 broken'))).toBe('application/octet-stream');
});

test('names are such that Windows stores them and headers carry them', () => {
	expect(safeName('a/b\\c:d*?"<>|.docx')).toBe('a b c d.docx');
	expect(safeName('CON.txt')).toBe('_CON.txt');
	expect(safeName('..')).toBe('_');
	expect(safeName(`${'长'.repeat(200)}.zip`)).toBe(`${'长'.repeat(76)}.zip`);
	expect(safeName('\u202egnp.exe')).toBe('gnp.exe');
	expect(attachmentNamed('答复(1)\'"\r\n;.zip')).toBe(
		`attachment; filename="download.zip"; filename*=UTF-8''%E7%AD%94%E5%A4%8D%281%29%27%22%0D%0A%3B.zip`,
	);
});

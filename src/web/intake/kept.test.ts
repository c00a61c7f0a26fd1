import { beforeEach, expect, test } from 'vitest';
import type { Context } from '#server/core/context.ts';
import { saveKeptSaid } from '#server/intake/queries.ts';
import { offices } from '#server/proposals/import/office-for-tests.ts';
import { keepUpload, keptFile, saidIn } from './kept.ts';
import { bringIn } from './preview.ts';

const office = offices();
const at = '2026-11-22T09:00:00+08:00';
let clerk: Context;
beforeEach(async () => void (clerk = await office.assembly.as('clerk', at)));

function upload(text: string, kind = 'members', name = '名册.csv'): FormData {
	const form = new FormData();
	form.set('kind', kind);
	form.set('file', new File([text], name));
	return form;
}
const roster = '姓名,界别,片区\n王军,经济界,x\n';

test('an upload is shown beside its source before anything is stored, and stored without being sent again', async () => {
	const id = await keepUpload(clerk, upload(roster));
	const { kind, name, content, said } = await keptFile(clerk, id);
	const preview = await bringIn(clerk, kind, name, content, { dryRun: true, said });
	expect(preview).toMatchObject({ mayStore: true, headings: [{ heading: '片区', sample: ['x'] }], problems: [] });
	const source = [
		{ label: '姓名', text: '王军' },
		{ label: '界别', text: '经济界' },
		{ label: '片区', text: 'x' },
	];
	expect(preview.shown).toMatchObject([{ place: '第2行', title: '王军', source, state: '新增' }]);
	const form = new FormData();
	form.append('heading', '片区');
	form.append('field', '-');
	await saveKeptSaid(clerk.db, clerk, id, saidIn(form, said));
	const explained = await keptFile(clerk, id);
	expect(await bringIn(clerk, kind, name, content, { dryRun: false, said: explained.said })).toMatchObject({
		headings: [{ heading: '片区', said: '' }],
		touched: 1,
	});
	expect((await bringIn(clerk, kind, name, content, { dryRun: true, said })).mayStore).toBe(false);
});

test('only who brought a file sees it, for a day; members bring nothing', async () => {
	const id = await keepUpload(clerk, upload(roster));
	const gone = { breaches: [{ code: 'intake.file_gone' }] };
	await expect(keptFile(await office.assembly.as('director', at), id)).rejects.toMatchObject(gone);
	const later = await office.assembly.as('clerk', '2026-11-24T09:00:00+08:00');
	await expect(keptFile(later, id)).rejects.toMatchObject(gone);
	await expect(keptFile(clerk, 'nonsense')).rejects.toMatchObject(gone);
	await expect(keepUpload(await office.assembly.as('lin', at), upload(roster))).rejects.toMatchObject({
		kind: 'not_permitted',
	});
});

test.each([
	['no kind', upload(roster, 'secrets'), 'intake.choose_kind'],
	['no file', upload('', 'members', ''), 'intake.choose_file'],
	['too much', upload('x'.repeat(61 * 1024 * 1024)), 'intake.too_big_for_page'],
	['nothing that can be read', upload('%PDF-1.7', 'documents', 'a.docx'), 'intake.is_pdf'],
	['a roster without its headings', upload('甲,乙\n1,2\n'), 'intake.no_heading_row'],
])('%s is refused in a sentence, and nothing is kept', async (_, form, code) => {
	const kept = keepUpload(clerk, form).then(
		async (id) => {
			const { kind, name, content, said } = await keptFile(clerk, id);
			return (await bringIn(clerk, kind, name, content, { dryRun: true, said })).mayStore ? 'storable' : 'asked';
		},
		(error: { breaches: { code: string }[] }) => error.breaches[0]?.code,
	);
	expect(await kept).toBe(code);
});

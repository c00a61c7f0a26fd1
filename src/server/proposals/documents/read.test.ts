import { DeletedTextRun, InsertedTextRun, Paragraph, TextRun } from 'docx';
import { zipSync, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { docx, form, numbered, type Content } from './docx-for-tests.ts';
import { writeTable } from '#server/intake/write.ts';
import { readPapers } from './read.ts';

const papersIn = async (...content: Content[]) => await readPapers(await docx(...content));

test('a proposal as members write it: head, names, three sections under their numbers, the day at its end', async () => {
	const [paper, ...others] = await papersIn(
		'政协云溪县第十届委员会第二次会议提案',
		'第０１２号',
		'案　由：关于加强农村公路养护的提案',
		'第一提案人：李秀兰　　界别：农业和农村界　　联系电话：13800000000',
		'附议人：王　军、陈国平',
		'承办单位：县交通运输局  会办单位：县财政局',
		'一、基本情况',
		'我县农村公路3200公里。',
		'养护经费不足。',
		'二、原因分析',
		'（一）情况复杂。',
		'（二）资金渠道单一。',
		'三、建议',
		'1.设立专项资金。',
		'（二）完善保障措施',
		'二〇二三年二月十五日',
		'　　',
	);
	expect(others).toEqual([]);
	expect(paper).toMatchObject({
		kind: 'proposal',
		number: '第012号',
		session: '10届2次',
		title: '关于加强农村公路养护的提案',
		first_proposer: '李秀兰',
		co_proposers: '王　军、陈国平',
		sector: '农业和农村界',
		lead_units: '县交通运输局',
		co_units: '县财政局',
		written_on: '2023-02-15',
		texts: {
			situation: '我县农村公路3200公里。\n养护经费不足。',
			analysis: '（一）情况复杂。\n（二）资金渠道单一。',
			suggestions: '1.设立专项资金。\n（二）完善保障措施',
		},
	});
});

test('a form in a table, in traditional characters, with synonyms for its sections; text is kept as written', async () => {
	const [paper] = await papersIn(
		'委員提案表',
		form(
			['提案號', '平017', '類別', '城鄉建設'],
			['案由', '關於改善\n老街照明的提案'],
			['提案人', '陳國平', '聯名', '李秀蘭'],
			['主辦單位', '縣住建局'],
			['提案內容', '存在問題：\n路燈老舊。\n對策：\n更換路燈。'],
		),
	);
	expect(paper).toMatchObject({
		number: '平017',
		category: '城鄉建設',
		title: '關於改善老街照明的提案',
		proposers: '陳國平',
		co_proposers: '李秀蘭',
		texts: { situation: '路燈老舊。', suggestions: '更換路燈。' },
	});
});

test('automatic numbers count as if they were typed; soft line breaks part sentences, not words', async () => {
	const [paper] = await papersIn(
		'关于整治城区\n犬患的提案',
		'提案人：赵敏',
		numbered('情况'),
		'犬只增多。\n伤人事件\n时有发生。',
		numbered('分析'),
		'管理缺位。',
		numbered('建议'),
		'加强登记。',
	);
	expect(paper).toMatchObject({
		title: '关于整治城区犬患的提案',
		texts: { situation: '犬只增多。\n伤人事件时有发生。', analysis: '管理缺位。', suggestions: '加强登记。' },
	});
});

test('tracked changes are read as if accepted', async () => {
	const tracked = { id: 1, author: 'x', date: '2024-01-01T00:00:00Z' };
	const [paper] = await papersIn(
		'关于修桥的提案',
		new Paragraph({
			children: [
				new TextRun('建议：'),
				new DeletedTextRun({ ...tracked, text: '明年' }),
				new InsertedTextRun({ ...tracked, id: 2, text: '今年' }),
				new TextRun('修桥。'),
			],
		}),
	);
	expect(paper?.texts.suggestions).toBe('今年修桥。');
});

test('a reply names the number, the matter, whom it answers, its unit, class and day', async () => {
	const [paper, ...others] = await papersIn(
		'云溪县交通运输局',
		'云交函〔2023〕12号',
		'办理类别：Ｂ',
		'关于县政协十届二次会议第12号提案的答复',
		'李秀兰委员：',
		'您提出的《关于加强农村公路养护的提案》收悉，现答复如下：',
		'一、基本情况',
		'已养护800公里。',
		'二、下一步打算',
		'列入明年计划。',
		'感谢您对交通工作的关心。',
		'云溪县交通运输局',
		'2023年5月12日',
		'联系人：张三　联系电话：8888888',
	);
	expect(others).toEqual([]);
	expect(paper).toMatchObject({
		kind: 'reply',
		number: '第12号',
		session: '10届2次',
		title: '关于加强农村公路养护的提案',
		proposers: '李秀兰',
		lead_units: '云溪县交通运输局',
		result: 'Ｂ',
		letter_no: '云交函〔2023〕12号',
		replied_on: '2023-05-12',
	});
	expect(paper?.reply).toMatch(/^您提出的.*收悉，现答复如下：\n一、基本情况\n[^]*感谢您对交通工作的关心。$/);
});

test('many papers in one file are told apart where the next one begins', async () => {
	const one = (n: number) => [
		`第${n}号`,
		`关于第${n}件事的提案`,
		'提案人：李秀兰',
		'情况',
		'现在的情况是这样的，需要改一改，大家都很关心。',
		'建议',
		'改好，参照《关于加快改革的建议》执行，大家都会满意的。',
	];
	const papers = await papersIn(...one(1), ...one(2), ...one(3));
	expect(papers.map(({ number, title, texts }) => [number, title, texts.suggestions.slice(0, 2)])).toEqual([
		['第1号', '关于第1件事的提案', '改好'],
		['第2号', '关于第2件事的提案', '改好'],
		['第3号', '关于第3件事的提案', '改好'],
	]);
});

test('macros, a template from elsewhere, entities, half a file and a workbook are refused', async () => {
	const good = await docx('关于修桥的提案', '建议：修桥。');
	const parts = unzipSync(good);
	const withMacros = zipSync({ ...parts, 'word/vbaProject.bin': Buffer.from('Sub AutoOpen()') });
	const entity = Buffer.from(
		`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${Buffer.from(parts['word/document.xml'] ?? []).toString()}`,
	);
	const codeOf = (bytes: Uint8Array) =>
		readPapers(bytes).then(
			() => 'read',
			(error: { breaches: { code: string }[] }) => error.breaches[0]?.code,
		);
	expect(await codeOf(withMacros)).toBe('intake.macros');
	const template =
		'<Relationships><Relationship Type="x/attachedTemplate" Target="http://x/" TargetMode="External"/></Relationships>';
	const remote = zipSync({ ...parts, 'word/_rels/settings.xml.rels': Buffer.from(template) });
	expect(await codeOf(remote)).toBe('intake.remote_template');
	expect(await codeOf(zipSync({ ...parts, 'word/document.xml': entity }))).toBe('intake.document_type');
	expect(await codeOf(good.subarray(0, good.length / 2))).toBe('intake.damaged');
	expect(await codeOf(zipSync({ ...parts, 'word/document.xml': new Uint8Array(70 << 20) }))).toBe(
		'intake.too_much_inside',
	);
	expect(await codeOf(await writeTable([['甲', '乙']], 'xlsx'))).toBe('intake.not_a_document');
});

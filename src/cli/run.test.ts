import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipSync } from 'fflate';
import { docx } from '#server/proposals/documents/docx-for-tests.ts';
import { offices, row, written } from '#server/proposals/import/office-for-tests.ts';
import { signInWith } from '#web/sign-in.ts';
import type { Locale } from '#words';
import { localeIn, runCli } from './run.ts';

const office = offices();
const fixture = (name: string) => new URL(`../../tests/fixtures/${name}`, import.meta.url).pathname;
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'concentric-cli-'))));
afterAll(() => rm(folder, { recursive: true }));

/** Types a command: exit code, what was said, what was told besides. */
async function type(line: string, locale: Locale = 'zh-CN') {
	const said: string[] = [];
	const told: string[] = [];
	let closed = true;
	const code = await runCli(line.split(' ').filter(Boolean), {
		locale,
		say: (text) => said.push(text),
		tell: (text) => told.push(text),
		async open() {
			closed = false;
			return {
				db: office.db,
				signIn: signInWith(office.db, 'a secret that is long enough for tests', 'http://localhost:3000'),
				ownerUrl: '',
				close: async () => void (closed = true),
			};
		},
	});
	expect(closed).toBe(true);
	return { code, said, told };
}
const here = () => `--committee ${office.committee()}`;

test('help names every command with its options, in the language of the terminal', async () => {
	const { code, said } = await type('help');
	expect(code).toBe(0);
	for (const word of [
		'import proposals LEDGER',
		'import members ROSTER',
		'export units FILE',
		'--map',
		'--session',
		'--dry-run',
		'token',
		'--as NAME',
		'--committee',
	])
		expect(said.join('\n')).toContain(word);
	expect((await type('', 'en')).said.join('\n')).toContain('Usage');
	expect([localeIn({ LANG: 'en_US.UTF-8' }), localeIn({ LANG: 'zh_TW.UTF-8' }), localeIn({ LANG: 'C' })]).toEqual([
		'en',
		'zh-Hant',
		'zh-CN',
	]);
});

test.each([
	['imprt proposals x.xlsx', '没有“imprt proposals”这个命令。'],
	['import proposals', '“import proposals”还缺：LEDGER。'],
	['import proposals a.xlsx b.xlsx', '“import proposals”不认识“b.xlsx”。'],
	['import proposals a.xlsx --try', '“import proposals”没有--try这个选项。'],
	['import proposals a.xlsx --session', '选项--session后面要跟一个值。'],
	['token', '“token”还缺：--as。'],
])('what is mistyped is answered in a sentence and ends with 2: %s', async (line, sentence) => {
	expect(await type(line)).toEqual({ code: 2, said: [], told: [sentence, 'npm run cli -- help 列出所有命令。'] });
});

test('a committee or a file that is not there ends with 1 and says so', async () => {
	expect(await type('token --as lin --committee nowhere')).toMatchObject({
		code: 1,
		told: [expect.stringContaining('没有“nowhere”这个政协。现有：')],
	});
	expect(await type(`import proposals /nowhere.xlsx ${here()}`)).toMatchObject({
		code: 1,
		told: ['读不到文件“/nowhere.xlsx”。核对路径和权限。'],
	});
});

test('a preview names what would be stored, what was not used and what to look at', async () => {
	const { code, said } = await type(`import proposals ${fixture('ledger-2023.xlsx')} ${here()} --dry-run`);
	expect(code).toBe(0);
	expect(said.slice(0, 3)).toEqual([
		'工作表“2023年台账”：看懂60件提案，属于十届二次会议。',
		'工作表“说明”没有读：里面没有找到表头。',
		expect.stringContaining('没有用到的栏目：备注。'),
	]);
	expect(said).toContain('请核对：');
	expect(said.at(-1)).toBe('预览：可以存入60件。什么都没有写入。');
	expect(await office.stored('matter')).toBe(0);
});

test('an import stores, and again says that all is there', async () => {
	const line = `import proposals ${fixture('ledger-2023.xlsx')} ${here()}`;
	expect((await type(line)).said.at(-1)).toBe('存入60件。未经审核不对外公开。');
	expect((await type(line)).said).toContain('60件已经在库里，没有重复存。');
	const path = join(folder, 'changed.xlsx');
	await writeFile(path, await written([row(1)]));
	expect((await type(`import proposals ${path} ${here()}`)).said).toContain(
		'  第2行（十届二次会议1号）：案由、提案人、主办单位、会办单位、办理结果',
	);
});

test('each bad row is named with its place and reason, the exit code is 1, and nothing is stored', async () => {
	const { code, said } = await type(`import proposals ${fixture('ledger-bad.xlsx')} ${here()} --session 十届二次`);
	expect(code).toBe(1);
	expect(said).toContain('有问题的地方共7处，改好以前一件都不存：');
	expect(said.find((line) => line.startsWith('  第4行'))).toBe(
		'  第4行 协办单位：“县财证局”不在承办单位名录里。相近的是“县财政局”。',
	);
	const problems = said
		.slice(said.indexOf('有问题的地方共7处，改好以前一件都不存：') + 1)
		.filter((line) => line.startsWith('  第'));
	expect(problems.map((line) => Number(/\d+/.exec(line)?.[0]))).toEqual([3, 4, 6, 8, 10, 10, 12]);
	expect(await office.stored('matter')).toBe(0);
});

test('a file that is no ledger, or of a session that nobody knows, is refused in a sentence', async () => {
	const path = join(folder, 'no.xlsx');
	await writeFile(path, 'not a workbook');
	expect(await type(`import proposals ${path} ${here()}`)).toMatchObject({
		code: 1,
		told: [expect.stringContaining('文件名是.xlsx，里面却不是表格')],
	});
	const { told } = await type(`import proposals ${fixture('ledger-2023.xlsx')} ${here()} --session 三十届二次`);
	expect(told.at(-1)).toContain('本会没有“三十届二次”这次会议。现有：十届五次');
});

test('a ledger with strange headings and no session asks for both, and takes them from what was typed', async () => {
	const path = join(folder, 'strange.csv');
	await writeFile(path, '编码,题名,提案人\n1,关于修路的提案,陈国平\n');
	const asked = await type(`import proposals ${path} ${here()}`);
	expect(asked.code).toBe(1);
	expect(asked.said.join('\n')).toMatch(/没有找到这些栏目：提案号、案由。[\s\S]*--session/);
	const { code, said } = await type(
		`import proposals ${path} ${here()} --map 编码=提案号,题名=案由 --session 十届二次`,
	);
	expect([code, said.at(-1)]).toEqual([0, '存入1件。未经审核不对外公开。']);
	expect((await type(`import proposals ${path} ${here()} --session 十届二次`)).said).toContain(
		'1件已经在库里，没有重复存。',
	);
});

test('a roster comes in and goes out again, unknown headings are explained once, and bad rows end with 1', async () => {
	const path = join(folder, 'members.csv');
	await writeFile(path, '姓名,界别,片区,手机\n王五,经济界,x,138\n');
	const { code, said } = await type(`import members ${path} ${here()}`);
	expect(code).toBe(0);
	expect(said).toContain('认不得的表头：片区。用 --map 说明一次就会记住。');
	expect(said.at(-1)).toBe('新增1行，改动0行，0行与库里相同。');
	expect((await type(`import members ${path} ${here()} --map 片区=`)).said.at(-1)).toBe(
		'新增0行，改动0行，1行与库里相同。',
	);
	expect((await type(`import members ${path} ${here()}`)).said.join()).not.toContain('片区');
	expect(await type(`import members ${path} ${here()} --map 片区=没有`)).toMatchObject({ code: 1 });
	const out = join(folder, 'out.xlsx');
	expect(await type(`export members ${out} ${here()}`)).toMatchObject({ code: 0 });
	expect((await type(`import members ${out} ${here()}`)).said.at(-1)).toContain('新增0行，改动0行');
	await writeFile(path, '姓名,界别\n王五,经挤界\n');
	const bad = await type(`import members ${path} ${here()}`);
	expect(bad.code).toBe(1);
	expect(bad.said.at(-1)).toBe('  第2行 界别：“经挤界”不在本会界别名录里。相近的是“经济界”。');
});

test('a folder of documents comes in: what is good is stored, the rest is asked about or refused by file', async () => {
	const documents = join(folder, 'documents');
	await mkdir(join(documents, '2023'), { recursive: true });
	const paper = await docx(
		'第9号',
		'政协云溪县第十届委员会第二次会议',
		'案由：关于修桥的提案',
		'提案人：陈国平',
		'建议：修桥。',
	);
	await writeFile(join(documents, '2023', '9.docx'), paper);
	await writeFile(join(documents, '旧.doc'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
	const { code, said } = await type(`import documents ${documents} ${here()}`);
	expect(code).toBe(1);
	expect(said.join('\n')).toContain('  旧.doc：这是旧格式');
	expect(said.at(-1)).toBe('存入1个文件，0个已经在库里，0个要问清楚，1个读不了。未经审核不对外公开。');
	expect((await type(`import documents ${documents} ${here()} --resume`)).said.at(-1)).toContain(
		'存入0个文件，1个已经在库里',
	);
	const zip = join(folder, 'papers.zip');
	await writeFile(zip, zipSync({ '2023/9.docx': paper }));
	expect((await type(`import documents ${zip} ${here()}`)).said.at(-1)).toContain('1个已经在库里');
});

test('a token is a session of the sign-in named, good for the API until sessions expire', async () => {
	const name = office.signIn('lin');
	const { code, said, told } = await type(`token --as ${name} ${here()}`);
	expect(code).toBe(0);
	expect(told.at(-1)).toContain('Authorization: Bearer');
	const signIn = signInWith(office.db, 'a secret that is long enough for tests', 'http://localhost:3000');
	const session = await signIn.api.getSession({ headers: new Headers({ authorization: `Bearer ${said[0]}` }) });
	expect(session?.user.id).toBe(office.assembly.persons.lin);
	expect(await type(`token --as nobody ${here()}`)).toEqual({ code: 1, said: [], told: ['没有“nobody”这个登录名。'] });
});

test('an invitation prints a link for one person, named by user name or by name', async () => {
	const { code, said, told } = await type(`invite --as ${office.signIn('lin')} ${here()}`);
	expect([code, told.length]).toEqual([0, 1]);
	expect(said.join()).toMatch(new RegExp(`^http://localhost:3000/${office.committee()}/password/[\\w-]{22}$`));
	expect(told.join()).toContain(office.signIn('lin'));
	expect((await type(`invite --as director ${here()}`)).code).toBe(0);
	expect(await type(`invite --as nobody ${here()}`)).toMatchObject({ code: 1, said: [] });
});

test('as a process of its own it opens the installation’s database, keeps the result apart from the rest, and ends', async () => {
	const env = {
		...process.env,
		NODE_OPTIONS: '',
		LANG: 'zh_CN.UTF-8',
		LC_ALL: '',
		DATABASE_URL: office.database.appUrl,
		OWNER_DATABASE_URL: office.database.ownerUrl,
		SECRET_FILE: join(folder, 'secret'),
		DATA_FOLDER: folder,
	};
	const main = new URL('main.ts', import.meta.url).pathname;
	const run = (...args: string[]) => promisify(execFile)(process.execPath, [main, ...args], { env });
	const { stdout, stderr } = await run('token', '--as', office.signIn('lin'), '--committee', office.committee());
	expect(stdout).toMatch(/^\w{32}\n$/);
	expect(stderr).toContain('Bearer');
	await expect(run('nonsense')).rejects.toMatchObject({ code: 2 });
});

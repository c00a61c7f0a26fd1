import { readFileSync } from 'node:fs';
import writeXlsxFile from 'write-excel-file/node';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/database.ts';
import { system, type Context } from '../../core/context.ts';
import { connect, openDatabase, type Connection, type Db } from '../../core/database.ts';
import { newId } from '../../core/id.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '../../testing/assembly.ts';
import { readProposal } from '../read.ts';
import type { ProposalView } from '../view.ts';
import { openLedger, type OpenedLedger } from './open.ts';

const fixtures = new URL('../../../../tests/fixtures/', import.meta.url);
export const ledger2023 = readFileSync(new URL('ledger-2023.xlsx', fixtures));
export const ledgerBad = readFileSync(new URL('ledger-bad.xlsx', fixtures));
const readme = readFileSync(new URL('README.md', fixtures), 'utf8').split('\n');

const cellsOf = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
/** The lines of the README's tables that begin in this way, cell by cell. */
const linesFrom = (heading: string) => {
	const at = readme.findIndex((line) => line.split('|')[1]?.trim() === heading);
	const end = readme.findIndex((line, index) => index > at && !line.startsWith('|'));
	return readme.slice(at + 2, end).map(cellsOf);
};
const units = linesFrom('short').map(([short = '', name = '']) => ({ short, name }));
const sectors = [...new Set(linesFrom('row').map((cells) => cells[5] ?? ''))].filter(Boolean);

/** The office of an invented county: the units and sectors of the fixtures' README, one member of the ledger's still in the roster. */
export interface Office {
	database: FreshDatabase;
	db: Db;
	assembly: SmallAssembly;
	ctx: Context;
	open(bytes: Uint8Array, session?: string): Promise<OpenedLedger>;
	/** Rows of the committee. */
	stored(table: 'matter' | 'assignment' | 'timeline' | 'number_given' | 'plenary_session'): Promise<number>;
	/** The proposal of this number as the committee sees it. */
	numbered(label: string): Promise<ProposalView>;
	/** How addresses name the committee. */
	committee(): string;
	/** The name with which a person of the small assembly signs in. */
	signIn(name: PersonName): string;
}

const at = '2026-11-22T09:00:00+08:00';

async function enrol(db: Db, { committee, bodies }: SmallAssembly): Promise<void> {
	const committee_id = committee.id;
	const body = (kind: string, name: string, short_name: string, position: number) => ({
		committee_id,
		id: newId(),
		kind,
		unit_kind: null,
		slug: `${kind}-${position}`,
		name,
		short_name,
		successor_id: null,
	});
	const named = [
		...units.map(({ name, short }, position) => body('handling_unit', name, short, position)),
		...sectors.map((name, position) => body('sector', name, name, position)),
	];
	await db.insertInto('body').values(named).execute();
	const person_id = newId();
	const unsaid = { sex: null, born_in: null, work_unit: null, post: null, user_id: null };
	await db
		.insertInto('person')
		.values({ id: person_id, name: '陈国平', ...unsaid })
		.execute();
	const since = { member_no: null, starts_on: '2022-01-01', ends_on: null };
	await db
		.insertInto('mandate')
		.values({ committee_id, id: newId(), person_id, body_id: bodies.farmers, role: 'member', ...since })
		.execute();
}

/** Call it at the top of a file; every test finds an office of its own in what it returns. */
export function offices(): Office {
	const office = {} as Office;
	let connection: Connection;
	let founded = 0;
	beforeAll(async () => {
		office.database = await freshDatabase();
		connection = connect(office.database.appUrl, 6);
		office.db = openDatabase(connection);
	});
	afterAll(async () => {
		await connection.end();
		await office.database.drop();
	});
	beforeEach(async () => {
		office.assembly = await seedSmallAssembly(office.db, `ledger-${++founded}`);
		await enrol(office.db, office.assembly);
		office.ctx = { ...(await office.assembly.as('public', at)), actor: system };
	});
	office.open = (bytes, session) => openLedger(office.ctx, bytes, { ...(session && { session }) });
	office.stored = async (table) => {
		const counted = office.db.selectFrom(table).select((eb) => eb.fn.countAll().as('n'));
		return Number((await counted.where('committee_id', '=', office.ctx.committee.id).executeTakeFirst())?.n);
	};
	office.numbered = async (label) => {
		const ofCommittee = office.db.selectFrom('matter').select('id').where('committee_id', '=', office.ctx.committee.id);
		const { id } = await ofCommittee.where('number_label', '=', label).executeTakeFirstOrThrow();
		return readProposal(await office.assembly.as('director', at), id);
	};
	office.committee = () => office.assembly.committee.slug;
	office.signIn = (name) => `${office.committee()}.${name}`;
	return office;
}

/** A ledger as an office would write it, row by row. */
export async function written(rows: Record<string, string | number>[]): Promise<Uint8Array> {
	const headings = ['提案号', '案由', '第一提案人', '主办单位', '交办日期', '答复日期', '办理结果', '满意度'];
	const cells = (values: (string | number | undefined)[]) =>
		values.map((value) => (value === undefined ? null : { value }));
	const data = [cells(headings), ...rows.map((row) => cells(headings.map((heading) => row[heading])))];
	// its types describe the browser's form, which answers a Blob
	return (writeXlsxFile as unknown as (rows: unknown, options: unknown) => { toBuffer(): Promise<Buffer> })(data, {
		sheet: '十届二次',
	}).toBuffer();
}
/** One good row; each argument is what differs. */
export const row = (number: number, more: Record<string, string | number> = {}) => ({
	提案号: number,
	案由: `关于第${number}件事的提案`,
	第一提案人: '陈国平',
	主办单位: '县财政局',
	交办日期: '2023-02-20',
	答复日期: '2023-05-12',
	办理结果: 'A',
	满意度: '满意',
	...more,
});

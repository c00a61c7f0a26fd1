import type { Connection } from '#server/core/database.ts';

/** In the order of their references: what refers comes after what it refers to. */
const tables = [
	'matter',
	'proposal',
	'signature',
	'evaluation',
	'nomination',
	'assignment',
	'contact',
	'reply',
	'countersignature',
	'commitment',
	'deadline',
	'timeline',
	'timeline_content',
	'timeline_pending',
	'ledger_pending',
	'number_series',
	'number_given',
	'idempotency',
	'notice',
];

/** Keeps the committee's rows aside and brings them back as they were. */
export async function keepRows(owner: Connection): Promise<() => Promise<void>> {
	await owner.query(
		['create schema kept', ...tables.map((table) => `create table kept.${table} as table public.${table}`)].join('; '),
	);
	const back = [
		...tables.toReversed().map((table) => `delete from public.${table}`),
		...tables.map((table) => `insert into public.${table} select * from kept.${table}`),
	].join('; ');
	return async () => void (await owner.query(back));
}

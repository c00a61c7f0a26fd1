import { plainDateIn } from '../../core/clock.ts';
import { fold } from '#server/intake/text.ts';
import { ratings, type Entry } from './history.ts';
import type { StoredProposal } from './queries.ts';

/** What a ledger's row can differ in from what is stored under its number; each has a word of its own. */
export const comparedFields = [
	'title',
	'proposers',
	'sector',
	'category',
	'lead_units',
	'co_units',
	'assigned_on',
	'replied_on',
	'result',
	'satisfaction',
] as const;
export type ComparedField = (typeof comparedFields)[number];

const sameSet = (one: readonly string[], other: readonly string[]) =>
	one.length === other.length && one.every((value) => other.includes(value));
const dayOf = (instant: Date | null, zone: string) => instant && plainDateIn(zone, instant);

/** Fields in which the row says something else than is stored. What it does not mention, it does not change. */
export function differences(
	{ row, category }: Pick<Entry, 'row' | 'category'>,
	stored: StoredProposal,
	zone: string,
): ComparedField[] {
	const says: Record<ComparedField, boolean> = {
		title: row.title !== stored.title,
		proposers: !sameSet(
			row.proposers.map((one) => fold(one.name)),
			[stored.owner, ...stored.co_proposers].map(fold),
		),
		sector: row.sector_id !== undefined && row.sector_id !== stored.sector_id,
		category: category !== null && category !== stored.category,
		lead_units: row.lead_unit_ids.length > 0 && !sameSet(row.lead_unit_ids, stored.lead_unit_ids),
		co_units: row.lead_unit_ids.length > 0 && !sameSet(row.co_unit_ids, stored.co_unit_ids),
		assigned_on: row.assigned_on !== undefined && row.assigned_on !== dayOf(stored.assigned_at, zone),
		replied_on: row.replied_on !== undefined && row.replied_on !== dayOf(stored.delivered_at, zone),
		result: row.result_class !== undefined && row.result_class !== stored.result_class,
		satisfaction: row.satisfaction !== undefined && ratings[row.satisfaction] !== stored.rating_result,
	};
	return comparedFields.filter((field) => says[field]);
}

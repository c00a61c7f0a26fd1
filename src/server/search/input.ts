import { z } from 'zod';
import { date, filled, id, line } from '../core/input.ts';

const choice = <T extends z.ZodType>(inner: T) => z.preprocess((value) => value || undefined, inner.optional());

/** What may be asked of a search; blank fields of a form count as not asked. */
export const searchInput = z.object({
	q: line(200).default(''),
	session_id: choice(id),
	term_id: choice(id),
	state: choice(line(40)),
	category: choice(line(40)),
	unit_id: choice(id),
	kind: choice(line(40)),
	submitted_from: choice(date),
	submitted_to: choice(date),
	sort: z.enum(['relevance', 'date']).default('relevance'),
	page: z.coerce.number().int().min(1).max(50).default(1),
});
export type SearchInput = z.output<typeof searchInput>;
export const filterNames = [
	'session_id',
	'term_id',
	'state',
	'category',
	'unit_id',
	'kind',
	'submitted_from',
	'submitted_to',
] as const satisfies readonly (keyof SearchInput)[];

/** A search that somebody wants to come back to, under a name of his own. */
export const savedInput = z.object({
	...searchInput.omit({ sort: true, page: true }).shape,
	name: filled(line(60)),
});

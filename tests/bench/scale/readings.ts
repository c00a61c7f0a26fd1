import type { Context } from '#server/core/context.ts';
import { findDesk } from '#server/matters/desk/queries.ts';
import { countWork, listWork } from '#server/matters/queries.ts';
import { readProposals } from '#server/proposals/read.ts';
import type { SearchInput } from '#server/search/input.ts';
import { readSearch } from '#server/search/read.ts';
import { suggest } from '#server/search/suggest.ts';
import { readSimilar, writtenOf } from '#server/similarity/read.ts';
import { idOf } from '#demo/fill/ids.ts';
import type { Reader } from './database.ts';

export interface Reading {
	name: string;
	as: Reader;
	/** Where the design names one for each of its statements. */
	mostBuffers?: number;
	read(ctx: Context): Promise<unknown>;
}

const session_id = idOf('plenary_session', 5);
const search = (ctx: Context, asked: Partial<SearchInput> & { q: string }) =>
	readSearch(ctx, { sort: 'relevance', page: 1, ...asked });
const listed = { mostBuffers: 200 };
/** A worklist shows up to eighty rows with what stands in each, and counts all that is open. */
const worklist = { mostBuffers: 1500 };

/** Lists are held to 200 buffers a statement, worklists to what does not grow with the years; searches and likeness, to their plans. */
export const readings = (proposals: number): Reading[] => [
	{
		name: 'list, session and state',
		as: 'anyone',
		...listed,
		read: (ctx) => readProposals(ctx, { session_id, state: 'closed' }),
	},
	{ name: 'list, newest', as: 'proposal_clerk', ...listed, read: (ctx) => readProposals(ctx, {}) },
	{ name: 'list, state', as: 'proposal_clerk', ...listed, read: (ctx) => readProposals(ctx, { state: 'assigned' }) },
	{
		name: 'list of a unit',
		as: 'unit_head',
		...listed,
		read: (ctx) =>
			readProposals(ctx, { unit_id: ctx.actor.mandates.find(({ role }) => role === 'unit_head')?.body_id ?? '' }),
	},
	{
		name: 'worklist of the office',
		as: 'proposal_clerk',
		...worklist,
		read: (ctx) => findDesk(ctx.db, ctx, { list: { view: 'mine', each: 20 } }),
	},
	{
		name: 'worklist of a unit',
		as: 'unit_head',
		...worklist,
		read: (ctx) => listWork(ctx.db, ctx, { scope: 'mine', limit: 20 }),
	},
	{
		name: 'worklist of a unit, counted',
		as: 'unit_head',
		...worklist,
		read: (ctx) => countWork(ctx.db, ctx, { scope: 'mine' }),
	},
	{ name: 'search, frequent word', as: 'anyone', read: (ctx) => search(ctx, { q: '老人' }) },
	{ name: 'search, rare word', as: 'anyone', read: (ctx) => search(ctx, { q: '金沙路' }) },
	{ name: 'search, two words', as: 'anyone', read: (ctx) => search(ctx, { q: '老年食堂 补助' }) },
	{
		name: 'search, filtered',
		as: 'proposal_clerk',
		read: (ctx) => search(ctx, { q: '停车', session_id, state: 'closed' }),
	},
	{ name: 'search, phrase', as: 'proposal_clerk', read: (ctx) => search(ctx, { q: '“按就餐人次给予补助”' }) },
	{ name: 'search, name in letters', as: 'anyone', read: (ctx) => search(ctx, { q: 'guwangchuan' }) },
	{ name: 'suggestions while typing', as: 'member', read: (ctx) => suggest(ctx, '老年') },
	{
		name: 'similar while writing',
		as: 'proposal_clerk',
		read: async (ctx) => readSimilar(ctx, await writtenOf(ctx, idOf('matter', Math.floor(proposals / 3)))),
	},
];

import type { RequestEvent } from '@sveltejs/kit';
import { filterNames } from '#server/search/input.ts';
import { listSaved } from '#server/search/saved/queries.ts';
import { newId } from '#server/core/id.ts';
import { askedIn, linkTo } from './filters.ts';
import { searchPageFor, type Place } from './page.ts';

type Event = Pick<RequestEvent, 'request' | 'url' | 'locals'>;

/** Search of somebody who is signed in: everything that he may see, with the searches that he has kept. */
export async function ownSearch(event: Event, place: Omit<Place, 'open'>) {
	const { locals, url } = event;
	const { ctx } = locals;
	const asked = askedIn(url.searchParams);
	const done = url.searchParams.get('done');
	// beside what was found they are not looked for, but where one has just been kept
	const [page, saved] = await Promise.all([
		searchPageFor(event, ctx, { ...place, open: false }),
		asked.q && !done ? [] : listSaved(ctx.db, ctx),
	]);
	return {
		...page,
		kept: {
			key: newId(),
			/** Where the forms of this page lead: back to the same search. */
			here: linkTo(url, {}),
			query: asked.q,
			keep: filterNames.flatMap((name) => (asked[name] ? [{ name, value: asked[name] }] : [])),
			saved: saved.map(({ id, name, query, filters }) => ({
				id,
				name,
				query,
				href: `${url.pathname}?${new URLSearchParams({ q: query, ...filters })}`,
			})),
		},
		done,
	};
}

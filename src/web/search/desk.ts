import type { Context } from '#server/core/context.ts';
import { formKey } from '#web/forms.ts';
import { filterNames } from '#server/search/input.ts';
import { listSaved } from '#server/search/saved/queries.ts';
import { askedIn, searchPageFor } from './page.ts';

/** Search at a desk: everything that this reader may see, with the searches that he has kept. */
export async function deskSearch(ctx: Context, url: URL) {
	const desk = `/${ctx.committee.slug}/desk`;
	const [page, saved] = await Promise.all([
		searchPageFor(ctx, url, { open: false, hrefOf: (id) => `${desk}/proposals/${id}` }),
		listSaved(ctx.db, ctx),
	]);
	const asked = askedIn(url.searchParams);
	const here = new URLSearchParams([...url.searchParams].filter(([name]) => name !== 'done' && !name.startsWith('/')));
	return {
		...page,
		key: formKey(),
		/** Where the forms of this page lead: back to the same search. */
		here: `?${here}`,
		keep: filterNames.flatMap((name) => (asked[name] ? [{ name, value: asked[name] }] : [])),
		saved: saved.map(({ id, name, query, filters }) => ({
			id,
			name,
			query,
			href: `${desk}/search?${new URLSearchParams({ q: query, ...filters })}`,
		})),
		done: url.searchParams.get('done'),
	};
}

import { homeOf } from '#web/desks.ts';
import type { LayoutServerLoad } from './$types';

/** What every shell needs: the committee, the day, the reader and how he wants his pages. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	const { committee, actor, today } = locals.ctx;
	const reader = actor.kind === 'person' ? { name: actor.name, home: homeOf(actor, committee) } : null;
	return {
		shell: {
			committee: { slug: committee.slug, name: committee.name },
			today,
			reader,
			path: url.pathname + url.search,
			...locals.preferences,
		},
	};
};

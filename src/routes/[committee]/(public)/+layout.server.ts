import type { LayoutServerLoad } from './$types';

/** Without a session these pages are the same for everybody: they may be kept, and hold no form. */
export const load: LayoutServerLoad = ({ locals, setHeaders }) => {
	setHeaders({
		'cache-control': locals.ctx.actor.kind === 'public' ? 'public, max-age=0, must-revalidate' : 'private, no-store',
	});
};

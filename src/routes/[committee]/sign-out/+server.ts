import { redirect } from '@sveltejs/kit';
import { house } from '#web/house.ts';
import type { RequestHandler } from './$types';

/** Ends the session in the database, not only in this browser. */
export const POST: RequestHandler = async ({ request, cookies, params }) => {
	await house()
		.signIn.api.signOut({ headers: request.headers })
		.catch(() => undefined);
	for (const { name } of cookies.getAll()) if (name.includes('concentric.')) cookies.delete(name, { path: '/' });
	redirect(303, `/${params.committee}`);
};

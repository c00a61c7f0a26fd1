import { readOwnReadings } from '#server/readings/read.ts';
import { readingLine } from '#web/readings.ts';
import { signedInAs } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	signedInAs(event);
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const { ctx } = event.locals;
	const { pathname, searchParams } = event.url;
	const after = searchParams.get('after')?.slice(0, 80);
	const { rows, next } = await readOwnReadings(ctx, { after });
	return {
		rows: rows.map((row) => readingLine(ctx, row)),
		next: next && `${pathname}?after=${encodeURIComponent(next)}`,
		previous: after ? pathname : null,
	};
};

import { comparison } from '#web/similar/page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx }, params }) => comparison(ctx, params.id);

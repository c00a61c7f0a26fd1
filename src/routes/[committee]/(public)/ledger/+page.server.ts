import { checkpointPage } from '#web/ledger.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx }, url }) => checkpointPage(ctx, url.searchParams.get('before'));

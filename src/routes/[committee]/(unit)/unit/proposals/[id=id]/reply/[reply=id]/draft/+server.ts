import { saveDraft } from '#web/draft.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ locals, request, params }) =>
	saveDraft(locals.ctx, request, 'reply', params.reply);

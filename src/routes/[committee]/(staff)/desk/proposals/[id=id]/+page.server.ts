import { deskRecord } from '#web/desk/panel.ts';
import { formKey } from '#web/forms.ts';
import { deskActions } from '../../actions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, url, parent }) => {
	await parent();
	return { ...(await deskRecord(ctx, params.id)), key: formKey(), done: url.searchParams.get('done') };
};
export const actions = deskActions;

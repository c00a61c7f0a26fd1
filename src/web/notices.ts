import type { Context } from '#server/core/context.ts';
import { isId } from '#server/core/id.ts';
import { markRead } from '#server/notices/queries.ts';

/** Opening a notice reads it and leads to its matter at this desk; looking at the list changes nothing. Returns where to go. */
export async function openNotice(ctx: Context, form: FormData, desk: 'desk' | 'unit'): Promise<string> {
	const [notice, matter] = [String(form.get('notice') ?? ''), String(form.get('matter') ?? '')];
	if (isId(notice)) await markRead(ctx, notice);
	const home = `/${ctx.committee.slug}/${desk}`;
	return isId(matter) ? `${home}/proposals/${matter}` : `${home}/notices`;
}

import { worksAt } from '#web/desks.ts';
import { addressOf, mandatesOf } from '#web/member/person.ts';
import { t } from '#words';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) => {
	const base = `/${ctx.committee.slug}`;
	const desks = (['desk', 'unit'] as const)
		.filter((desk) => worksAt(ctx.actor, desk))
		.map((desk) => ({ href: `${base}/${desk}`, label: t(`member.account_${desk}`) }));
	return {
		name: addressOf(ctx.actor),
		mandates: mandatesOf(ctx.actor),
		elsewhere: [...desks, { href: base, label: t('member.account_public') }],
	};
};

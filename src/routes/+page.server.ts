import { error, redirect } from '@sveltejs/kit';
import { findHomeCommittee } from '#server/people/queries.ts';
import { house } from '#web/house.ts';
import { t } from '#words';

/** The bare address shows the installation's home committee. */
export const load = async () => {
	const home = await findHomeCommittee(house().db);
	if (!home) error(404, t('refusal.unknown_committee'));
	redirect(307, `/${home.slug}`);
};

import type { Context } from '#server/core/context.ts';
import type { SignInRow } from '#server/sign-in/queries.ts';
import { t, tOr } from '#words';
import { momentIn } from './devices.ts';

export interface PersonRow {
	id: string;
	name: string;
	note: string;
	username: string;
	states: string[];
	/** The reader may make a slip for this person. */
	may: boolean;
}

function stateOf(ctx: Context, { user_id, has_password, link_until, seen_at }: SignInRow): string {
	if (link_until) return t('sign_in.state_link', { at: momentIn(ctx, link_until) });
	if (has_password) return seen_at ? t('sign_in.state_seen', { at: momentIn(ctx, seen_at) }) : t('sign_in.state_ready');
	return t(user_id ? 'sign_in.state_no_password' : 'sign_in.state_none');
}

/** A person as the list of sign-ins shows him. */
export const rowView = (ctx: Context, row: SignInRow & { may: boolean }): PersonRow => ({
	id: row.person_id,
	name: row.name,
	note: [row.roles.map((role) => tOr(`people.role.${role}`, role)), row.bodies]
		.map((names) => names.join('、'))
		.join('\u2003'),
	username: row.username ?? '',
	states: [stateOf(ctx, row), ...(row.has_factor ? [t('sign_in.state_factor')] : [])],
	may: row.may,
});

import { findActor } from '#server/people/queries.ts';
import { currentLocale, t } from '#words';
import { Refused, type Call } from './command.ts';

/** A session like one from the sign-in page, for programs: its token is what they send. It ends when such a session does. */
export async function makeToken({ ctx, signIn, options, say, tell }: Call): Promise<number> {
	const name = String(options.as);
	const { adapter, internalAdapter } = await signIn.$context;
	const where = [{ field: 'username', value: name.toLowerCase() }];
	const user = await adapter.findOne<{ id: string; name: string }>({ model: 'user', where });
	if (!user) throw new Refused(t('cli.sign_in_unknown', { value: name }));
	const session = await internalAdapter.createSession(user.id);
	const actor = await findActor(ctx.db, ctx.committee, user.id, ctx.today);
	if (!actor?.mandates.length) tell(t('cli.no_mandate', { name: user.name, committee: ctx.committee.name }));
	const format = new Intl.DateTimeFormat(currentLocale(), {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: ctx.committee.zone,
	});
	tell(t('cli.token_until', { name: user.name, until: format.format(session.expiresAt) }));
	say(session.token);
	return 0;
}

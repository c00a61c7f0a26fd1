import { settingsOf } from '#server/core/settings.ts';
import { findActor } from '#server/people/queries.ts';
import { worksInOffice } from '#server/sign-in/standing.ts';
import { currentLocale, t } from '#words';
import { Refused, type Call } from './command.ts';

/** A session for programs: its token is what they send. It is not ended by idling, but after as long as any session may last. */
export async function makeToken({ ctx, signIn, options, say, tell }: Call): Promise<number> {
	const name = String(options.as);
	const { adapter, internalAdapter } = await signIn.$context;
	const where = [{ field: 'username', value: name.toLowerCase() }];
	const user = await adapter.findOne<{ id: string; name: string }>({ model: 'user', where });
	if (!user) throw new Refused(t('cli.sign_in_unknown', { value: name }));
	const session = await internalAdapter.createSession(user.id, false, { program: true });
	const actor = await findActor(ctx.db, ctx.committee, user.id, ctx.today);
	if (!actor?.mandates.length) tell(t('cli.no_mandate', { name: user.name, committee: ctx.committee.name }));
	const format = new Intl.DateTimeFormat(currentLocale(), {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: ctx.committee.zone,
	});
	const { longest_hours } = (await settingsOf(ctx.db, ctx)).sign_in;
	const hours = longest_hours[actor && worksInOffice(actor) ? 'staff' : 'members'];
	const until = new Date(session.createdAt.getTime() + hours * 3_600_000);
	tell(t('cli.token_until', { name: user.name, until: format.format(until) }));
	say(session.token);
	return 0;
}

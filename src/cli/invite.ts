import { config } from '#server/core/config.ts';
import { giveLink, readSignIns } from '#server/sign-in/commands.ts';
import { currentLocale, t } from '#words';
import { Refused, type Call } from './command.ts';

/** Whom the name means: a user name, or a name that one person has. */
async function personNamed(ctx: Call['ctx'], value: string): Promise<string> {
	const { rows } = await readSignIns(ctx, { limit: 100_000 });
	const named = rows.filter(({ name, username }) => name === value || username === value.toLowerCase());
	const [first, ...others] = named;
	if (!first) throw new Refused(t('cli.invite_person_unknown', { value }));
	if (others.length)
		throw new Refused(
			t('cli.invite_several', {
				value,
				names: named.map(({ username, bodies }) => username ?? bodies.join('、')).join('、'),
			}),
		);
	return first.person_id;
}

/** The address of a link for one person's password; whoever keeps the machine hands it over. */
export async function invite({ ctx, options, say, tell }: Call): Promise<number> {
	const link = await giveLink(ctx, await personNamed(ctx, String(options.as)));
	const until = new Intl.DateTimeFormat(currentLocale(), {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: ctx.committee.zone,
	}).format(link.expires_at);
	tell(t('cli.invite_until', { name: link.name, username: link.username, until }));
	say(new URL(`/${ctx.committee.slug}/password/${link.token}`, config.origin()).href);
	return 0;
}

import type { Context } from '#server/core/context.ts';
import { settingsOf } from '#server/core/settings.ts';
import { listSessionsOf } from '#server/sign-in/queries.ts';
import { worksInOffice } from '#server/sign-in/standing.ts';
import { currentLocale, t } from '#words';
import type { ReaderSession } from '../reader.ts';
import { deviceName } from './device.ts';

export interface DeviceView {
	id: string;
	name: string;
	place: string;
	since: string;
	seen: string;
	current: boolean;
}

/** 11月22日 16:05, in the committee's zone. */
export const momentIn = (ctx: Pick<Context, 'committee'>, at: Date): string =>
	new Intl.DateTimeFormat(currentLocale() === 'en' ? 'en-GB' : currentLocale(), {
		month: 'long',
		day: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZone: ctx.committee.zone,
	}).format(at);

/** On which devices a person is signed in: those that the idle limit has not ended. */
export async function devicesOf(ctx: Context, { user_id, token, person }: ReaderSession): Promise<DeviceView[]> {
	const { idle_minutes } = (await settingsOf(ctx.db, ctx)).sign_in;
	const idle = idle_minutes[worksInOffice(person) ? 'staff' : 'members'] * 60_000;
	const sessions = await listSessionsOf(ctx.db, user_id, token, new Date(ctx.now.getTime() - idle));
	return sessions.map(({ id, agent, address, begun_at, seen_at, program, current }) => ({
		id,
		name: program ? t('sign_in.program') : deviceName(agent) || t('sign_in.unknown_device'),
		place: address ? t('sign_in.place', { address }) : t('sign_in.no_place'),
		since: t('sign_in.since', { at: momentIn(ctx, begun_at) }),
		seen: t('sign_in.seen', { at: momentIn(ctx, seen_at) }),
		current,
	}));
}

import { plainDateIn } from '#server/core/clock.ts';
import { system, type Context } from '#server/core/context.ts';
import type { Db } from '#server/core/database.ts';
import { Refusal } from '#server/core/refusal.ts';
import { findCommittee, findHomeCommittee, listCommittees } from '#server/people/queries.ts';
import { refusedFields } from '#web/refusal.ts';
import type { SignIn } from '#web/sign-in.ts';
import { speaking, t, type Locale } from '#words';
import { Misspelt, Refused, type Call } from './command.ts';
import { commands, help } from './commands.ts';
import { understandArguments, type Understood } from './understand.ts';

/** The opened installation. */
export interface Opened {
	db: Db;
	signIn: SignIn;
	ownerUrl: string;
	close(): Promise<void>;
}

export interface Terminal extends Pick<Call, 'say' | 'tell'> {
	locale: Locale;
	/** Opens the same database as the application; asked only by commands that need it. */
	open(): Promise<Opened>;
}

/** The language of the terminal; where it names none of ours, the source's. */
export function localeIn(env: Record<string, string | undefined>): Locale {
	const named = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
	if (/^en/.test(named)) return 'en';
	return /^zh[_-](TW|HK|Hant)/.test(named) ? 'zh-Hant' : 'zh-CN';
}

async function contextFor(db: Db, slug: string | boolean | undefined): Promise<Context> {
	const committee = typeof slug === 'string' ? await findCommittee(db, slug) : await findHomeCommittee(db);
	if (!committee && slug === undefined) throw new Refused(t('cli.no_committee'));
	if (!committee) {
		const known = (await listCommittees(db)).slice(0, 20).map((one) => one.slug);
		throw new Refused(t('cli.committee_unknown', { value: String(slug), known: known.join('、') }));
	}
	const now = new Date();
	return { db, committee, actor: system, now, today: plainDateIn(committee.zone, now) };
}

async function carryOut(
	{ command, arguments: given, options }: Understood,
	{ open, say, tell }: Terminal,
): Promise<number> {
	if (command.apart?.when(options)) return command.apart.run({ arguments: given, options, say, tell });
	const { db, signIn, ownerUrl, close } = await open();
	try {
		return await command.run({
			ctx: await contextFor(db, options.committee),
			signIn,
			ownerUrl,
			arguments: given,
			options,
			say,
			tell,
		});
	} finally {
		await close();
	}
}

/** Refusals in sentences; anything else is an error of ours and is shown as it is. */
function codeFor(error: unknown, { tell }: Terminal): number {
	if (error instanceof Misspelt) {
		tell(error.message);
		tell(t('cli.see_help'));
		return 2;
	}
	if (error instanceof Refused) tell(error.message);
	else if (error instanceof Refusal) for (const { sentence } of refusedFields(error)) tell(sentence);
	else throw error;
	return 1;
}

/** Does what was typed. Resolves with the exit code: 0 done, 1 refused, 2 not understood. */
export const runCli = (args: readonly string[], terminal: Terminal): Promise<number> =>
	speaking(terminal.locale, async () => {
		if (!args.length || ['help', '--help', '-h'].includes(args[0] ?? '')) {
			terminal.say(help());
			return 0;
		}
		try {
			return await carryOut(understandArguments(commands, args), terminal);
		} catch (error) {
			return codeFor(error, terminal);
		}
	});

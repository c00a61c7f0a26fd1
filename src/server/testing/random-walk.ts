import { plainDateIn } from '../core/clock.ts';
import { system, type Context } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import { machineNamed } from '../core/machine.ts';
import { Refusal } from '../core/refusal.ts';
import { settingsOf } from '../core/settings.ts';
import { transition } from '../core/transition.ts';
import { createProposal } from '../proposals/commands.ts';
import { findDossier } from '../proposals/queries/dossier.ts';
import { findHistory } from '../proposals/queries/history.ts';
import { mayOn } from '../proposals/may.ts';
import { seedSmallAssembly, type PersonName } from './assembly.ts';
import { crowd, mostLiving, seldom, settled, subjectsOf, type Subject } from './crowd.ts';
import { draftOf, plausibleInput, type Chance } from './plausible.ts';

/** What was tried, and what came of it: `done`, or the kind of the refusal. Anything else is thrown. */
export interface Attempted {
	who: string;
	act: string;
	subject: Subject;
	/** Whether the API and the pages would have offered it. */
	offered: boolean;
	result: string;
	why: string;
}

/** Random people do random things to the proposals of one small assembly, while days go by. */
export async function randomWalk(db: Db, slug: string, chance: Chance) {
	const assembly = await seedSmallAssembly(db, slug);
	const matters: string[] = [];
	const living: string[] = [];
	/** Acts done once are not sought again. */
	const done = new Set<string>();
	let at = Date.parse('2026-01-19T01:00:00Z');

	const known = new Map<string, Context>();
	async function contextOf(who: PersonName | 'system'): Promise<Context> {
		const ctx = known.get(who) ?? (await assembly.as(who === 'system' ? 'public' : who));
		known.set(who, ctx);
		const now = new Date(at);
		return {
			...ctx,
			actor: who === 'system' ? system : ctx.actor,
			now,
			today: plainDateIn(assembly.committee.zone, now),
		};
	}

	/** What pages and API would offer: the same function as behind every view. */
	async function offeredTo(
		ctx: Context,
		matter: string,
		subjects: Subject[],
	): Promise<{ subject: Subject; action: string }[]> {
		if (ctx.actor.kind === 'system') return [];
		const [dossier, { deadlines, contacts }, settings] = await Promise.all([
			findDossier(db, ctx, matter),
			findHistory(db, ctx, matter),
			settingsOf(db, ctx),
		]);
		if (!dossier) return [];
		const may = mayOn(ctx, settings, { dossier, deadlines, contacts });
		return subjects.flatMap((subject) =>
			(subject.id === matter ? may.proposal : (may.parts[subject.id] ?? [])).map((action) => ({ subject, action })),
		);
	}

	async function attempt(
		ctx: Context,
		who: string,
		{ subject, action }: { subject: Subject; action: string },
		offered: boolean,
	): Promise<Attempted> {
		const act = `${subject.machine}.${action}`;
		const input = plausibleInput(chance, assembly, plainDateIn(assembly.committee.zone, ctx.now), act, matters);
		const told = { who, act, subject, offered };
		try {
			const { state } = await transition(ctx, subject.machine, subject.id, action, { input, version: subject.version });
			if (state !== 'drafted') done.add(`${subject.id}.${action}`);
			if (subject.machine === 'proposal' && settled.has(state) && chance.upTo(2))
				living.splice(living.indexOf(subject.id), 1);
			return { ...told, result: 'done', why: '' };
		} catch (error) {
			if (error instanceof Refusal) return { ...told, result: error.kind, why: error.message };
			throw new Error(`${who} ${act} ${JSON.stringify(input)}`, { cause: error });
		}
	}

	async function begin(): Promise<undefined> {
		const who = chance.oneOf(['lin', 'gu', 'bai'] as const);
		const { id } = await createProposal(await contextOf(who), draftOf(chance, assembly.bodies));
		matters.push(id);
		living.push(id);
		return undefined;
	}

	/** Somebody who is offered something, if one is found among eight; else anybody. */
	async function somebody(matter: string) {
		for (let tried = 1; ; tried++) {
			const who = chance.oneOf(crowd);
			const ctx = await contextOf(who);
			const dossier = await findDossier(db, { ...ctx, actor: system }, matter);
			const subjects = dossier ? subjectsOf(dossier) : [];
			const offered = await offeredTo(ctx, matter, subjects);
			if (offered.length || tried === 8) return { who, ctx, subjects, offered };
		}
	}

	/** Mostly something that is offered and leads on, now and then anything at all. */
	async function step(): Promise<Attempted | undefined> {
		at += chance.upTo(24) * 3_600_000;
		if (!living.length || (living.length < mostLiving && chance.upTo(20) === 0)) return begin();
		const matter = chance.oneOf(living);
		const { who, ctx, subjects, offered } = await somebody(matter);
		const onwards = offered.filter(
			({ subject, action }) => !seldom.has(`${subject.machine}.${action}`) && !done.has(`${subject.id}.${action}`),
		);
		const wanted = chance.upTo(9) ? onwards : offered;
		if (wanted.length && chance.upTo(5)) return attempt(ctx, who, chance.oneOf(wanted), true);
		const subject = chance.oneOf(subjects);
		const action = chance.oneOf(Object.keys(machineNamed(subject.machine)?.acts ?? {}));
		return attempt(
			ctx,
			who,
			{ subject, action },
			offered.some((one) => one.subject === subject && one.action === action),
		);
	}

	return { assembly, step };
}

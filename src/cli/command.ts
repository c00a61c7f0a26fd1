import type { ParseArgsOptionsConfig } from 'node:util';
import type { Context } from '#server/core/context.ts';
import type { SignIn } from '#web/sign-in.ts';
import type { WordKey } from '#words';

/** What a command works with. */
export interface Call {
	/** As the system, in the committee named or that of the front page. */
	ctx: Context;
	signIn: SignIn;
	/** Of the role that owns the tables. */
	ownerUrl: string;
	arguments: string[];
	options: Record<string, string | boolean | undefined>;
	/** The result: what may be piped on. */
	say(line: string): void;
	/** What a person at the terminal wants to know besides; `passing` is written over by what comes next. */
	tell(line: string, passing?: boolean): void;
}

export interface Command {
	name: string;
	/** The names of its arguments, in order; all are needed. */
	arguments: readonly string[];
	options: ParseArgsOptionsConfig;
	/** Options without which it cannot begin. */
	needs: readonly string[];
	words: { does: WordKey; options: Record<string, WordKey> };
	/** Resolves with the exit code: 0 done, 1 refused. */
	run(call: Call): Promise<number>;
	/** The same without a database, where the options say that none is needed. */
	apart?: {
		when(options: Call['options']): boolean;
		run(call: Omit<Call, 'ctx' | 'signIn' | 'ownerUrl'>): Promise<number>;
	};
}

/** What was typed is not a command; the process ends with 2. */
export class Misspelt extends Error {}

/** What was asked for cannot be done, in a sentence; the process ends with 1. */
export class Refused extends Error {}

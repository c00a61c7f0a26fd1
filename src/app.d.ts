import type { Context } from '#server/core/context.ts';
import type { Preferences, ReaderSession } from '#web/reader.ts';

declare module '$app/types' {}
declare global {
	namespace App {
		interface Locals {
			/** Set wherever the address names a committee. */
			ctx: Context;
			/** The reader's session, also one whose second factor is still to come. */
			session?: ReaderSession;
			preferences: Preferences;
			/** Asked too often: the page says so, and the answer carries the seconds to wait. */
			wait?: number;
		}
	}
}

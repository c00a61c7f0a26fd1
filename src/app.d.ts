import type { Context } from '#server/core/context.ts';
import type { Preferences } from '#web/reader.ts';

declare module '$app/types' {}
declare global {
	namespace App {
		interface Locals {
			/** Set wherever the address names a committee. */
			ctx: Context;
			preferences: Preferences;
		}
	}
}

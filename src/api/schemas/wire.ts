import { z } from '@hono/zod-openapi';
import { isId } from '#server/core/id.ts';

/** A value as JSON carries it: instants become text. */
export type Wire<T> = T extends Date
	? string
	: T extends readonly (infer Item)[]
		? Wire<Item>[]
		: T extends object
			? { [Key in keyof T]: Wire<T[Key]> }
			: T;

export const id = z.string().openapi({ format: 'uuid' });
/** An id that somebody sends. Made here: only a schema made after the API's library was loaded can carry its notes. */
export const idParam = z.string().refine(isId).openapi({ format: 'uuid' });
export const day = z.string().openapi({ format: 'date', description: 'A day in the committee’s zone.' });
export const instant = z.string().openapi({ format: 'date-time' });
export const words = z.object({ code: z.string(), zh: z.string(), en: z.string() });
export const committee = z
	.string()
	.openapi({ param: { name: 'committee', in: 'path' }, example: 'yunxi', description: 'The committee’s slug.' });

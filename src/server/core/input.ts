import { z } from 'zod';
import { brokenRules, type Breach } from './refusal.ts';
import { isId } from './id.ts';

/** Word and WeChat leave control characters, odd spaces and both kinds of line ends behind; U+0000 PostgreSQL cannot store. */
export const clean = (text: string): string =>
	text
		.toWellFormed()
		.normalize('NFC')
		.replace(/\r\n?|\u2028|\u2029|\v/g, '\n')
		.replace(/[\u0000-\u0008\u000c\u000e-\u001f\u007f\u200b\ufeff]/g, '')
		.replace(/[\u00a0\t]/g, ' ')
		.replace(/[ \u3000]+$/gm, '')
		.trim();

/** Several lines of at most `max` characters, as people count them. */
export const text = (max: number) =>
	z
		.string()
		.max(max * 8)
		.transform(clean)
		.refine((value) => [...value].length <= max, { params: { too_long: max } });
/** One line. */
export const line = (max: number) =>
	z
		.string()
		.max(max * 8)
		.transform((value) => clean(value).replace(/\s*\n\s*/g, ' '))
		.refine((value) => [...value].length <= max, { params: { too_long: max } });
export const filled = <T extends z.ZodType<string, string>>(schema: T) =>
	schema.refine((value) => value.length > 0, { params: { missing: true } });

export const id = z.string().refine(isId, { params: { not_an_id: true } });
/** A form sends nothing, one value, or several. */
export const listOf = <T extends z.ZodType>(item: T, max: number) =>
	z.preprocess(
		(value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
		z.array(item).max(max),
	);
/** A day that a ledger of our time can name; the calendar of the database has no year 0. */
export const date = z.iso.date().refine((day) => day >= '1900-01-01', { params: { too_early: true } });
export const nothing = z.object({});

/** What is wrong, and with a length, how much is allowed: strings are bounded first in units (eight a character), then as people count. */
const breachOf = (issue: z.core.$ZodIssue): Breach => {
	const field = issue.path.join('.');
	const custom = issue.code === 'custom' ? issue.params : undefined;
	if (typeof custom?.too_long === 'number')
		return { code: 'refusal.field_too_long', field, values: { max: custom.too_long } };
	if (
		custom?.missing ||
		(custom?.not_an_id && issue.input === '') ||
		(issue.code === 'invalid_type' && issue.input === undefined)
	)
		return { code: 'refusal.field_missing', field };
	if (issue.code === 'too_big' && issue.origin === 'string')
		return { code: 'refusal.field_too_long', field, values: { max: Number(issue.maximum) / 8 } };
	if (issue.code === 'too_big' && issue.origin === 'array')
		return { code: 'refusal.list_too_long', field, values: { max: Number(issue.maximum) } };
	return { code: 'refusal.field_not_understood', field };
};

export const refusedInput = (issues: readonly z.core.$ZodIssue[]) => brokenRules(issues.map(breachOf));

/** The input in its understood form, or a broken rule that names every field that was not understood. */
export function understand<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
	const parsed = schema.safeParse(input, { reportInput: true });
	if (parsed.success) return parsed.data;
	throw refusedInput(parsed.error.issues);
}

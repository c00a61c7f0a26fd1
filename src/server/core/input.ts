import { z } from 'zod';
import { brokenRules, type Breach } from './refusal.ts';
import { isId } from './id.ts';

/** Word and WeChat leave control characters, odd spaces and both kinds of line ends behind; U+0000 PostgreSQL cannot store. */
export const clean = (text: string): string =>
	text
		.toWellFormed()
		.normalize('NFC')
		.replace(/\r\n?|\u2028|\u2029|\v/g, '\n')
		// eslint-disable-next-line no-control-regex -- these are what is being removed
		.replace(/[\u0000-\u0008\u000c\u000e-\u001f\u007f\u200b\ufeff]/g, '')
		.replace(/[\u00a0\t]/g, ' ')
		.replace(/[ \u3000]+$/gm, '')
		.trim();

/** Several lines of at most `max` characters, as people count them. */
export const text = (max: number) =>
	z.string().max(max * 8).transform(clean).refine((value) => [...value].length <= max, { params: { too_long: max } });
/** One line. */
export const line = (max: number) =>
	z.string().max(max * 8).transform((value) => clean(value).replace(/\s*\n\s*/g, ' ')).refine((value) => [...value].length <= max, { params: { too_long: max } });
export const filled = <T extends z.ZodType<string, string>>(schema: T) =>
	schema.refine((value) => value.length > 0, { params: { missing: true } });

export const id = z.string().refine(isId, { params: { not_an_id: true } });
/** A form sends nothing, one value, or several. */
export const listOf = <T extends z.ZodType>(item: T, max: number) =>
	z.preprocess((value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]), z.array(item).max(max));
export const date = z.iso.date();
export const nothing = z.object({});

const codeOf = (issue: z.core.$ZodIssue): string => {
	if (issue.code === 'custom' && issue.params?.too_long) return 'refusal.field_too_long';
	if (issue.code === 'custom' && issue.params?.missing) return 'refusal.field_missing';
	if (issue.code === 'invalid_type' && issue.input === undefined) return 'refusal.field_missing';
	if (issue.code === 'too_big') return 'refusal.field_too_long';
	return 'refusal.field_not_understood';
};

const breachOf = (issue: z.core.$ZodIssue): Breach => {
	const max = issue.code === 'custom' ? issue.params?.too_long : undefined;
	return { code: codeOf(issue), field: issue.path.join('.'), ...(typeof max === 'number' ? { values: { max } } : {}) };
};

/** The input in its understood form, or a broken rule that names every field that was not understood. */
export function understand<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
	const parsed = schema.safeParse(input, { reportInput: true });
	if (parsed.success) return parsed.data;
	throw brokenRules(parsed.error.issues.map(breachOf));
}

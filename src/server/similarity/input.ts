import { z } from 'zod';
import { line, text } from '../core/input.ts';

/** A proposal as far as it is written. */
export const written = z.object({
	title: line(200).default(''),
	situation: text(10_000).default(''),
	analysis: text(10_000).default(''),
	suggestions: text(10_000).default(''),
});

import { z } from 'zod';

interface Checked {
	type: string;
	in?: z.core.$ZodType;
	checks?: readonly { _zod: { def: { params?: Record<string, unknown> } } }[];
}

const defOf = (schema: z.core.$ZodType) => schema._zod.def as unknown as Checked;
const paramsOf = (def: Checked) =>
	Object.assign({}, ...(def.checks ?? []).map((check) => check._zod.def.params ?? {})) as Record<string, unknown>;
const isList = (schema: z.core.$ZodType) =>
	defOf(schema).type === 'pipe' &&
	defOf(schema).in !== undefined &&
	defOf(defOf(schema).in as z.core.$ZodType).type === 'transform';

/** The named conditions of core/input.ts, which JSON Schema knows by other names. */
function override({
	zodSchema,
	jsonSchema,
}: {
	zodSchema: z.core.$ZodTypes;
	jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
	const { too_long, missing, not_an_id } = paramsOf(defOf(zodSchema));
	if (typeof too_long === 'number') jsonSchema.maxLength = too_long;
	if (missing) jsonSchema.minLength = 1;
	if (not_an_id) jsonSchema.format = 'uuid';
	if (jsonSchema.format === 'date') delete jsonSchema.pattern;
	if (zodSchema instanceof z.ZodObject && jsonSchema.required) {
		const shape = zodSchema.shape as Record<string, z.core.$ZodType>;
		// a list that is not sent is an empty one
		jsonSchema.required = jsonSchema.required.filter((name) => !shape[name] || !isList(shape[name]));
	}
}

/** What may be sent for an input, as JSON Schema (2020-12, the dialect of OpenAPI 3.1). */
export function sendable(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
	const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override });
	return made;
}

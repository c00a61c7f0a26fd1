/** A schema of the document, as far as the page draws it. */
export interface SchemaNode {
	$ref?: string;
	type?: string | string[];
	format?: string;
	const?: unknown;
	enum?: unknown[];
	description?: string;
	properties?: Record<string, SchemaNode>;
	required?: string[];
	items?: SchemaNode;
	anyOf?: SchemaNode[];
	oneOf?: SchemaNode[];
	additionalProperties?: SchemaNode | boolean;
	maxLength?: number;
	minLength?: number;
	maxItems?: number;
	minimum?: number;
	maximum?: number;
	default?: unknown;
}

export const nameIn = (ref: string): string => ref.split('/').at(-1) ?? ref;

/** The limits beside a type, in one short line. */
const limits = ({ maxLength, minLength, maxItems, minimum, maximum, default: given }: SchemaNode): string =>
	[
		minLength && 'not empty',
		maxLength && `at most ${maxLength} characters`,
		maxItems && `at most ${maxItems}`,
		minimum !== undefined && maximum !== undefined && `${minimum} to ${maximum}`,
		given !== undefined && given !== '' && `default ${JSON.stringify(given)}`,
	]
		.filter(Boolean)
		.join(', ');

function plainType(schema: SchemaNode): string {
	if (schema.$ref) return nameIn(schema.$ref);
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
	const several = schema.anyOf ?? schema.oneOf;
	if (several) return several.map(typeOf).join(' | ');
	if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
	return schema.format ?? [schema.type ?? 'any'].flat().join(' | ');
}

/** A type as a person reads it: `"A" | "B"`, `list of Reply`, `date, at most …`. */
export function typeOf(schema: SchemaNode): string {
	const more = limits(schema);
	return plainType(schema) + (more ? `, ${more}` : '');
}

export interface Body {
	content?: Record<string, { schema?: SchemaNode; example?: unknown }>;
}
export interface Operation {
	operationId?: string;
	summary?: string;
	description?: string;
	tags?: string[];
	parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: SchemaNode }[];
	requestBody?: Body;
	responses?: Record<string, Body & { description?: string }>;
}

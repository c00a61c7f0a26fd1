import fc from 'fast-check';

/** JSON Schema as far as the inputs use it. */
export interface Shape {
	type?: string | string[];
	format?: string;
	const?: unknown;
	enum?: unknown[];
	anyOf?: Shape[];
	items?: Shape;
	maxItems?: number;
	maxLength?: number;
	properties?: Record<string, Shape>;
}

type Any = fc.Arbitrary<unknown>;

/** What Word, WeChat and the ill-disposed send. */
const odd = [
	'',
	' ',
	'\u0000',
	'a\u0000b',
	'\ud800',
	'\udfff坏',
	'\u202e倒着',
	'\ufeff零宽\u200b',
	'行\r\n行\u2028行',
	"'; drop table matter; --",
	'<script>alert(1)</script>',
	'{{7*7}}',
	'%00',
	'../../etc/passwd',
	'𠮷𪚥🀄👩‍👩‍👧',
	'２０２６',
	'1e309',
	'__proto__',
	'NaN',
	'=1+1',
];
const text: fc.Arbitrary<string> = fc.oneof(
	fc.constantFrom(...odd),
	fc.string({ unit: 'grapheme', maxLength: 60 }),
	fc.string({ unit: 'binary', maxLength: 60 }),
);
const long = (max: number) =>
	fc.constantFrom(max, max + 1, max * 8 + 1).map((length) => '长'.repeat(Math.min(length, 50_000)));
const days = fc.oneof(
	fc.constantFrom(
		'0000-01-01',
		'1899-12-31',
		'9999-12-31',
		'2026-02-29',
		'2026-13-01',
		'20260101',
		'2026-01-01T00:00:00Z',
	),
	fc
		.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
		.map((day) => day.toISOString().slice(0, 10)),
);
const json: Any = fc.jsonValue({ maxDepth: 3 });

/** Something of this shape, mostly right in kind and wrong in some other way, with real ids among the ids. */
export function nasty(shape: Shape, ids: readonly string[]): Any {
	const right = likely(shape, ids);
	return fc.oneof({ weight: 8, arbitrary: right }, { weight: 1, arbitrary: text }, { weight: 1, arbitrary: json });
}

function likely(shape: Shape, ids: readonly string[]): Any {
	if (shape.const !== undefined) return fc.constant(shape.const);
	if (shape.enum) return fc.constantFrom(...shape.enum);
	if (shape.anyOf) return fc.oneof(...shape.anyOf.map((one) => likely(one, ids)));
	if (shape.format === 'uuid')
		return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() });
	if (shape.format === 'date') return days;
	if (shape.type === 'array') return fc.array(nasty(shape.items ?? {}, ids), { maxLength: (shape.maxItems ?? 5) + 2 });
	if (shape.properties) return object(shape.properties, ids);
	if (shape.type === 'string')
		return shape.maxLength
			? fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: long(shape.maxLength) })
			: text;
	if (shape.type === 'null') return fc.constant(null);
	return json;
}

/** Any field may be absent, and fields that nobody asked for may come along. */
const object = (properties: Record<string, Shape>, ids: readonly string[]): Any => {
	const fields = Object.fromEntries(Object.entries(properties).map(([name, shape]) => [name, nasty(shape, ids)]));
	const extra = fc.dictionary(
		fc.constantFrom('id', 'state', 'committee_id', 'owner_id', '__proto__', 'constructor'),
		json,
		{ maxKeys: 1 },
	);
	return fc.tuple(fc.record(fields, { requiredKeys: [] }), extra).map(([asked, more]) => ({ ...asked, ...more }));
};
export const nastyText = text;

const control = new Set(['machine', 'id', 'act', 'version', 'key']);

/** The fields of a form as an object: repeated names become lists, `promises[0].text` becomes a list of rows. */
export function formInput(form: FormData): Record<string, unknown> {
	const input: Record<string, unknown> = {};
	for (const name of new Set(form.keys())) {
		if (control.has(name)) continue;
		const values = form.getAll(name).map((value) => (typeof value === 'string' ? value : value.name));
		const [, list, index, field] = /^(\w+)\[(\d{1,3})\]\.(\w+)$/.exec(name) ?? [];
		if (list && index && field) {
			const rows = (Array.isArray(input[list]) ? input[list] : (input[list] = [])) as Record<string, unknown>[];
			rows[Number(index)] = { ...rows[Number(index)], [field]: values[0] };
		} else input[name] = values.length > 1 ? values : values[0];
	}
	for (const value of Object.values(input))
		if (Array.isArray(value)) value.splice(0, value.length, ...value.filter((row) => row !== undefined));
	return input;
}

interface PromiseRow {
	text: string;
	due_on: string;
}

/** The promises that were written, and always two empty lines more: a form without script cannot grow. */
export function promiseRows(written: unknown): PromiseRow[] {
	const rows = Array.isArray(written)
		? written.map((row: Partial<PromiseRow>) => ({ text: String(row.text ?? ''), due_on: String(row.due_on ?? '') }))
		: [];
	return [...rows, { text: '', due_on: '' }, { text: '', due_on: '' }].slice(0, 10);
}

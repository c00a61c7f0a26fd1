/** What every field shows, in this order: label, hint, error, control (DESIGN.md §3). */
export interface FieldProps {
	name: string;
	label: string;
	/** `f-<name>` unless two fields of one page share a name. */
	id?: string;
	hint?: string;
	/** A whole sentence that says how to mend it. */
	error?: string | null;
	/** `true` writes 可不填; a text writes that text. */
	optional?: boolean | string;
}
export interface Option {
	value: string;
	label: string;
	small?: string;
	/** The heading under which it stands, together with its neighbours of the same. */
	group?: string;
}

/** Options under their headings, in the order given; one group without a name where there are none. */
export function grouped(options: readonly Option[]): { group: string; options: Option[] }[] {
	const groups: { group: string; options: Option[] }[] = [];
	for (const option of options) {
		const last = groups.at(-1);
		if (last && last.group === (option.group ?? '')) last.options.push(option);
		else groups.push({ group: option.group ?? '', options: [option] });
	}
	return groups;
}
export interface ControlAttributes {
	id: string;
	name: string;
	'aria-invalid': 'true' | undefined;
	'aria-describedby': string | undefined;
}

export const idOf = ({ name, id }: Pick<FieldProps, 'name' | 'id'>) => id ?? `f-${name}`;

/** Ties the control to its hint and its error. */
export function controlOf(field: FieldProps): ControlAttributes {
	const id = idOf(field);
	const described = [field.hint && `${id}-hint`, field.error && `${id}-error`].filter(Boolean).join(' ');
	return {
		id,
		name: field.name,
		'aria-invalid': field.error ? 'true' : undefined,
		'aria-describedby': described || undefined,
	};
}

/** Splits what the field shows from what the control takes as it is. */
export function partField<T extends FieldProps>({ name, label, id, hint, error, optional, ...control }: T) {
	return { field: { name, label, id, hint, error, optional }, control };
}

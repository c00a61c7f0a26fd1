import type { Option } from '#ui/form/field.ts';

/** One thing that an act asks for. */
export interface AskedField {
	name: string;
	kind: 'line' | 'area' | 'select' | 'picks';
	label: string;
	hint?: string;
	optional?: boolean;
	options?: Option[];
	/** What stands there before anything is written. */
	value?: string;
	/** The first, empty choice of a select. */
	empty?: string;
}

/** An act that may be done now, with what it asks for: enough to draw its form. */
export interface Offered {
	machine: string;
	id: string;
	act: string;
	version: number;
	label: string;
	fields: AskedField[];
	/** What happens then, said under the button. */
	then?: string;
	tone: 'solid' | 'quiet' | 'danger';
	folded: boolean;
}

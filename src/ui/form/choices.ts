import type { FieldProps, Option } from './field.ts';

/** A question answered by picking: one of the options, or several. */
export interface ChoiceProps extends Omit<FieldProps, 'label'> {
	legend: string;
	options: Option[];
	value?: string | readonly string[] | null;
	multiple?: boolean;
}

export const isPicked = (value: ChoiceProps['value'], option: Option) =>
	typeof value === 'string' ? value === option.value : (value?.includes(option.value) ?? false);

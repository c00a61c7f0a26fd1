import type { Context } from '#server/core/context.ts';
import { findDesk, type DeskFilter } from '#server/matters/desk/queries.ts';
import { findDirectory, type Directory } from '#server/people/directory/queries.ts';
import type { Option } from '#ui/form/field.ts';
import { t, tOr } from '#words';

const kept = new Map<string, { directory: Directory; until: number }>();
const keptForMs = 30_000;

const known = ({ committee }: Context): Directory | undefined => {
	const found = kept.get(committee.id);
	return found && found.until > Date.now() ? found.directory : undefined;
};
function keep({ committee }: Context, directory: Directory): Directory {
	if (kept.size > 1_000) kept.clear();
	kept.set(committee.id, { directory, until: Date.now() + keptForMs });
	return directory;
}

/** Units, sectors and sessions change a few times a year; each committee's are looked up twice a minute. */
export const directoryOf = async (ctx: Context): Promise<Directory> =>
	known(ctx) ?? keep(ctx, await findDirectory(ctx.db, ctx));

/** What a page of the desk begins with; the directory comes along where it is to be looked up again. */
export async function deskOf(ctx: Context, list?: DeskFilter) {
	const { counts, rows, directory } = await findDesk(ctx.db, ctx, { list, directory: !known(ctx) });
	if (directory) keep(ctx, directory);
	return { counts, rows };
}

export const named = (list: readonly { id: string; name: string }[]): Option[] =>
	list.map(({ id, name }) => ({ value: id, label: name }));

/** Units under their kinds; those that the proposer wished for come first. */
export function unitOptions({ units }: Directory, wished: readonly string[] = []): Option[] {
	const option = (unit: Directory['units'][number], group: string): Option => ({
		value: unit.id,
		label: unit.name,
		group,
	});
	const kindOf = (unit: Directory['units'][number]) =>
		tOr(`people.unit_kind.${unit.unit_kind}`, t('staff.units_other'));
	const kinds = [...new Set(units.map(kindOf))];
	const first = units.filter((unit) => wished.includes(unit.id)).map((unit) => option(unit, t('staff.units_wished')));
	const rest = kinds.flatMap((kind) =>
		units.filter((unit) => kindOf(unit) === kind && !wished.includes(unit.id)).map((unit) => option(unit, kind)),
	);
	return [...first, ...rest];
}

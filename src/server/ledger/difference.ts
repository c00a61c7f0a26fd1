import { allMachines } from '../core/machine.ts';
import { hashOfWords, leafOf, type Entry, type Words } from './entry.ts';
import type { Finding } from './verify.ts';

type Field = Exclude<keyof Entry, 'seq'>;

/** What a field could have said when it was sealed: few enough to be tried. */
function candidates(entry: Entry, words: Words | null): [Field, string | null][] {
	const machines = allMachines();
	const states = new Set(machines.flatMap((machine) => machine.states));
	const acts = new Set([...machines.flatMap(({ acts: all }) => Object.keys(all)), 'create', 'import']);
	const persons = [null, entry.actor_id, entry.on_behalf_of];
	return [
		...[...acts].map((action): [Field, string] => ['action', action]),
		...[...states].flatMap((state): [Field, string][] => [
			['from_state', state],
			['to_state', state],
		]),
		['from_state', null],
		...machines.map(({ name }): [Field, string] => ['machine', name]),
		...persons.flatMap((person): [Field, string | null][] => [
			['actor_id', person],
			['on_behalf_of', person],
		]),
		...(words ? ([['content_hash', hashOfWords(words)]] as [Field, string][]) : []),
	];
}

/** The entry is not what was sealed. What it was is not kept twice, but one changed word of the log can be found by trying. */
export function differenceIn(entry: Entry, words: Words | null, leaf: string): Finding {
	const found = candidates(entry, words).find(
		([field, value]) => leafOf({ ...entry, [field]: value }).toString('hex') === leaf,
	);
	if (!found) return { what: 'entry_altered' };
	const [field, was] = found;
	return { what: 'field_altered', values: { field, was: was ?? '—', is: entry[field] ?? '—' } };
}

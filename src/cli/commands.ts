import { t } from '#words';
import type { RosterKind } from '#server/people/import/roster.ts';
import type { Command } from './command.ts';
import { importDocumentsIn } from './import-documents.ts';
import { importProposals } from './import-proposals.ts';
import { exportRosterOf, importRosterOf } from './rosters.ts';
import { rebuildSearch } from './rebuild-search.ts';
import { makeToken } from './token.ts';

const rosterNames: Record<RosterKind, string> = { members: 'members', units: 'units', liaison_posts: 'liaison-posts' };

const rosterCommands = (Object.entries(rosterNames) as [RosterKind, string][]).flatMap(([kind, name]): Command[] => [
	{
		name: `import ${name}`,
		arguments: ['ROSTER'],
		options: { committee: { type: 'string' }, map: { type: 'string' }, 'dry-run': { type: 'boolean' } },
		needs: [],
		words: {
			does: `cli.import_${kind}`,
			options: { committee: 'cli.committee', map: 'cli.import.map', 'dry-run': 'cli.import.dry_run' },
		},
		run: importRosterOf(kind),
	},
	{
		name: `export ${name}`,
		arguments: ['FILE'],
		options: { committee: { type: 'string' } },
		needs: [],
		words: { does: `cli.export_${kind}`, options: { committee: 'cli.committee' } },
		run: exportRosterOf(kind),
	},
]);

export const commands: readonly Command[] = [
	{
		name: 'import proposals',
		arguments: ['LEDGER'],
		options: { committee: { type: 'string' }, session: { type: 'string' }, 'dry-run': { type: 'boolean' } },
		needs: [],
		words: {
			does: 'cli.import',
			options: { committee: 'cli.committee', session: 'cli.import.session', 'dry-run': 'cli.import.dry_run' },
		},
		run: importProposals,
	},
	{
		name: 'import documents',
		arguments: ['FOLDER'],
		options: {
			committee: { type: 'string' },
			session: { type: 'string' },
			resume: { type: 'boolean' },
			'dry-run': { type: 'boolean' },
		},
		needs: [],
		words: {
			does: 'cli.import_documents',
			options: {
				committee: 'cli.committee',
				session: 'cli.documents.session',
				resume: 'cli.documents.resume',
				'dry-run': 'cli.import.dry_run',
			},
		},
		run: importDocumentsIn,
	},
	...rosterCommands,
	{
		name: 'search rebuild',
		arguments: [],
		options: { committee: { type: 'string' } },
		needs: [],
		words: { does: 'search.cli_rebuild', options: { committee: 'cli.committee' } },
		run: rebuildSearch,
	},
	{
		name: 'token',
		arguments: [],
		options: { as: { type: 'string' }, committee: { type: 'string' } },
		needs: ['as'],
		words: { does: 'cli.token', options: { as: 'cli.token.as', committee: 'cli.committee' } },
		run: makeToken,
	},
];

const placeholders: Record<string, string> = {
	committee: 'COMMITTEE',
	session: 'SESSION',
	as: 'NAME',
	map: 'HEADING=FIELD,…',
};

function linesOf(command: Command): string[] {
	const options = Object.entries(command.options).map(([name, { type }]) => {
		const written = `--${name}${type === 'string' ? ` ${placeholders[name]}` : ''}`;
		const word = command.words.options[name];
		return `      ${written.padEnd(28)}${word ? t(word) : ''}`;
	});
	return [`  ${[command.name, ...command.arguments].join(' ')}`, `      ${t(command.words.does)}`, ...options, ''];
}

/** Every command with its options, for whoever asks or has mistyped. */
export const help = (): string =>
	[
		t('cli.title'),
		t('cli.usage', { usage: '<command>' }),
		'',
		...commands.flatMap(linesOf),
		'  help',
		`      ${t('cli.help')}`,
	].join('\n');

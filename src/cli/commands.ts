import { t } from '#words';
import type { RosterKind } from '#server/people/import/roster.ts';
import type { Command } from './command.ts';
import { fillDemo } from './demo-fill.ts';
import { importDocumentsIn } from './import-documents.ts';
import { importProposals } from './import-proposals.ts';
import { invite } from './invite.ts';
import { ledgerCommands } from './ledger-commands.ts';
import { exportProposals } from './export-proposals.ts';
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
		options: {
			committee: { type: 'string' },
			session: { type: 'string' },
			map: { type: 'string' },
			'dry-run': { type: 'boolean' },
		},
		needs: [],
		words: {
			does: 'cli.import',
			options: {
				committee: 'cli.committee',
				session: 'cli.import.session',
				map: 'cli.import.map',
				'dry-run': 'cli.import.dry_run',
			},
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
	{
		name: 'export proposals',
		arguments: ['FILE'],
		options: {
			committee: { type: 'string' },
			format: { type: 'string' },
			session: { type: 'string' },
			state: { type: 'string' },
		},
		needs: [],
		words: {
			does: 'cli.export_proposals',
			options: {
				committee: 'cli.committee',
				format: 'cli.export.format',
				session: 'cli.export.session',
				state: 'cli.export.state',
			},
		},
		run: exportProposals,
	},
	...rosterCommands,
	...ledgerCommands,
	{
		name: 'search rebuild',
		arguments: [],
		options: { committee: { type: 'string' } },
		needs: [],
		words: { does: 'search.cli_rebuild', options: { committee: 'cli.committee' } },
		run: rebuildSearch,
	},
	{
		name: 'invite',
		arguments: [],
		options: { as: { type: 'string' }, committee: { type: 'string' } },
		needs: ['as'],
		words: { does: 'cli.invite', options: { as: 'cli.invite.as', committee: 'cli.committee' } },
		run: invite,
	},
	{
		name: 'demo fill',
		arguments: [],
		options: { proposals: { type: 'string' }, again: { type: 'boolean' } },
		needs: ['proposals'],
		words: {
			does: 'cli.demo_fill',
			options: { proposals: 'cli.fill.proposals', again: 'cli.fill.again' },
		},
		run: fillDemo,
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
	proposals: 'N',
	map: 'HEADING=FIELD,…',
	checkpoint: 'FILE',
	export: 'FILE',
	proof: 'FILE',
	before: 'YYYY-MM-DD',
	rule: 'TEXT',
	format: 'xlsx|csv',
	state: 'STATE',
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

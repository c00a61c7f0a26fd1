import { t } from '#words';
import type { Command } from './command.ts';
import { importProposals } from './import-proposals.ts';
import { makeToken } from './token.ts';

export const commands: readonly Command[] = [
	{
		name: 'import proposals',
		arguments: ['LEDGER.xlsx'],
		options: { committee: { type: 'string' }, session: { type: 'string' }, 'dry-run': { type: 'boolean' } },
		needs: [],
		words: {
			does: 'cli.import',
			options: { committee: 'cli.committee', session: 'cli.import.session', 'dry-run': 'cli.import.dry_run' },
		},
		run: importProposals,
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

const placeholders: Record<string, string> = { committee: 'COMMITTEE', session: 'SESSION', as: 'NAME' };

function linesOf(command: Command): string[] {
	const options = Object.entries(command.options).map(([name, { type }]) => {
		const written = `--${name}${type === 'string' ? ` ${placeholders[name]}` : ''}`;
		const word = command.words.options[name];
		return `      ${written.padEnd(24)}${word ? t(word) : ''}`;
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

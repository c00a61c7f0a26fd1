import type { Command } from './command.ts';
import { changeLedgerKey, eraseWords, exportLedger, noteRestored, printCheckpoint } from './ledger.ts';
import { isApart, verifyApart, verifyLedger } from './ledger-verify.ts';

const committee = { committee: { type: 'string' } } as const;
const text = { type: 'string' } as const;

export const ledgerCommands: readonly Command[] = [
	{
		name: 'ledger verify',
		arguments: [],
		options: { ...committee, checkpoint: text, export: text, proof: text },
		needs: [],
		words: {
			does: 'sealing.cli_verify',
			options: {
				committee: 'cli.committee',
				checkpoint: 'sealing.cli_option_checkpoint',
				export: 'sealing.cli_option_export',
				proof: 'sealing.cli_option_proof',
			},
		},
		run: verifyLedger,
		apart: { when: isApart, run: verifyApart },
	},
	{
		name: 'ledger export',
		arguments: ['FILE'],
		options: committee,
		needs: [],
		words: { does: 'sealing.cli_export', options: { committee: 'cli.committee' } },
		run: exportLedger,
	},
	{
		name: 'ledger checkpoint',
		arguments: [],
		options: committee,
		needs: [],
		words: { does: 'sealing.cli_checkpoint', options: { committee: 'cli.committee' } },
		run: printCheckpoint,
	},
	{
		name: 'ledger restored',
		arguments: [],
		options: { ...committee, checkpoint: text },
		needs: ['checkpoint'],
		words: {
			does: 'sealing.cli_restored',
			options: { committee: 'cli.committee', checkpoint: 'sealing.cli_option_given_up' },
		},
		run: noteRestored,
	},
	{
		name: 'ledger change-key',
		arguments: [],
		options: { lost: { type: 'boolean' } },
		needs: [],
		words: { does: 'sealing.cli_change_key', options: { lost: 'sealing.cli_option_lost' } },
		run: changeLedgerKey,
	},
	{
		name: 'ledger erase',
		arguments: [],
		options: { ...committee, before: text, rule: text, 'dry-run': { type: 'boolean' } },
		needs: ['before', 'rule'],
		words: {
			does: 'sealing.cli_erase',
			options: {
				committee: 'cli.committee',
				before: 'sealing.cli_option_before',
				rule: 'sealing.cli_option_rule',
				'dry-run': 'cli.import.dry_run',
			},
		},
		run: eraseWords,
	},
];

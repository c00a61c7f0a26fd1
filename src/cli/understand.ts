import { parseArgs } from 'node:util';
import { t } from '#words';
import { Misspelt, type Command } from './command.ts';

export interface Understood {
	command: Command;
	arguments: string[];
	options: Record<string, string | boolean | undefined>;
}

const optionIn = (message: string): string => /'(--?[^'\s<]+)/.exec(message)?.[1] ?? '';

function parsed(command: Command, args: string[]) {
	try {
		return parseArgs({ args, options: command.options, allowPositionals: true, strict: true });
	} catch (error) {
		const { code, message } = error as { code?: string; message: string };
		const value = optionIn(message);
		if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw new Misspelt(t('cli.option_needs_value', { value }));
		throw new Misspelt(t('cli.unknown_option', { command: command.name, value }));
	}
}

/** The command that was typed, with everything that it needs; refuses anything else in a sentence. */
export function understandArguments(commands: readonly Command[], args: readonly string[]): Understood {
	const wanted = (command: Command) => command.name.split(' ').every((word, at) => args[at] === word);
	const command = commands.find(wanted);
	if (!command) throw new Misspelt(t('cli.unknown_command', { value: args.slice(0, 2).join(' ') }));
	const { values, positionals } = parsed(command, args.slice(command.name.split(' ').length));
	const options = values as Understood['options'];
	const lacking = command.arguments[positionals.length] ?? command.needs.find((name) => options[name] === undefined);
	if (lacking) {
		const value = command.arguments.includes(lacking) ? lacking : `--${lacking}`;
		throw new Misspelt(t('cli.argument_missing', { command: command.name, value }));
	}
	const [unexpected] = positionals.slice(command.arguments.length);
	if (unexpected !== undefined)
		throw new Misspelt(t('cli.argument_unexpected', { command: command.name, value: unexpected }));
	return { command, arguments: positionals, options };
}

import { house } from '#web/house.ts';
import { openAssembly } from '../opening.ts';
import { localeIn, runCli } from './run.ts';

const { stderr, stdout } = process;
let passing = false;

let told = Date.now();
const everyMs = 2_000;

/** On a terminal a passing line is written over by the next; in a log one every two seconds is enough. */
function tell(line: string, isPassing = false): void {
	if (isPassing && !stderr.isTTY && Date.now() - told < everyMs) return;
	told = Date.now();
	const overwrites = isPassing && stderr.isTTY;
	stderr.write(`${passing ? '\r\u001b[K' : ''}${line}${overwrites ? '' : '\n'}`);
	passing = overwrites;
}

function say(line: string): void {
	if (passing) stderr.write('\r\u001b[K');
	passing = false;
	stdout.write(`${line}\n`);
}

process.exitCode = await runCli(process.argv.slice(2), {
	locale: localeIn(process.env),
	say,
	tell,
	async open() {
		const { db, ownerUrl, close } = await openAssembly({ say: tell });
		return { db, signIn: house().signIn, ownerUrl, close };
	},
});

import { spawn, type ChildProcess } from 'node:child_process';
import { hashPassword } from 'better-auth/crypto';
import { connect } from '#server/core/database.ts';

export const password = 'a-password-for-journeys';

/** Gives everybody of a seeded assembly the password of these tests; their sign-in is `assembly.name`. */
export async function letSignIn(ownerUrl: string): Promise<void> {
	const owner = connect(ownerUrl, 1);
	const hash = await hashPassword(password);
	await owner.query(
		`insert into auth.account (id, "accountId", "providerId", "userId", password) select id, id, 'credential', id, $1 from auth."user"`,
		[hash],
	);
	await owner.end();
}

/** The built server as a process of its own, over a database of its own. */
export async function startServer(
	env: Record<string, string>,
	entry = 'src/main.ts',
): Promise<{ url: string; server: ChildProcess }> {
	const server = spawn(process.execPath, [entry], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const url = await new Promise<string>((resolve, reject) => {
		let said = '';
		const hear = (text: Buffer) => {
			said += String(text);
			const address = /http:\/\/localhost:(\d+)/.exec(said);
			if (address) resolve(`http://localhost:${address[1]}`);
		};
		server.stdout.on('data', hear);
		server.stderr.on('data', hear);
		server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
	});
	return { url, server };
}

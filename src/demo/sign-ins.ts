import type { Db } from '#server/core/database.ts';
import { DEMO_PASSWORD, signIns } from './content/sign-ins.ts';
import { listUsersNamed } from './queries.ts';

export const demoPassword = DEMO_PASSWORD;

export interface DemoSignIn {
	username: string;
	name: string;
	/** Who it is and what to try: 委员：写提案、评价答复 */
	errand: string;
}

/** The ready sign-ins that this installation has, in the order in which one would try them; none where it holds no demo. */
export async function listDemoSignIns(db: Db): Promise<DemoSignIn[]> {
	const names = new Map(
		(
			await listUsersNamed(
				db,
				signIns.map(({ username }) => username),
			)
		).map(({ username, name }) => [username, name]),
	);
	return signIns.flatMap(({ username, errand }) => {
		const name = names.get(username);
		// the content's errand begins with the name, which stands in a column of its own
		return name ? { username, name, errand: errand.replace(`${name}，`, '') } : [];
	});
}

/** The same for the console. */
export async function demoSignIns(db: Db): Promise<string[]> {
	const people = await listDemoSignIns(db);
	if (!people.length) return [];
	const width = Math.max(...people.map(({ username }) => username.length));
	return [
		...people.map(({ username, name, errand }) => `${username.padEnd(width)}   ${name}  ${errand}`),
		`密码 ${demoPassword}`,
	];
}

import { api } from '#api/api.ts';
import { connect, openDatabase, type Connection, type Db } from '#server/core/database.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '#server/testing/assembly.ts';
import { openHouse } from '#web/house.ts';
import { signInWith, type SignIn } from '#web/sign-in.ts';
import { freshDatabase } from '../../../tests/database.ts';

/** What the API answered: its JSON, and the bare text for what must not be in it. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	// Tests look into answers whose shapes the document's own schemas check.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	json: any;
}

export interface ApiHouse {
	db: Db;
	owner: Connection;
	assembly: SmallAssembly;
	signIn: SignIn;
	token(name: PersonName): Promise<string>;
	/** One request as a person (with a real bearer token) or as the public; paths begin below the committee. */
	ask(
		who: PersonName | 'public',
		method: string,
		path: string,
		body?: unknown,
		headers?: Record<string, string>,
	): Promise<Answer>;
	close(): Promise<void>;
}

/** A bearer token as the command line makes one: a session of the person's own sign-in. */
async function newToken(signIn: SignIn, user_id: string): Promise<string> {
	const { internalAdapter } = await signIn.$context;
	return (await internalAdapter.createSession(user_id)).token;
}

const json = (text: string, type: string): unknown => (/\bjson\b/.test(type) && text ? JSON.parse(text) : undefined);

/** The API over a database of its own, in this process. */
export async function openApiHouse(slug = 'test'): Promise<ApiHouse> {
	const database = await freshDatabase();
	const connection = connect(database.appUrl, 6);
	const owner = connect(database.ownerUrl, 2);
	const db = openDatabase(connection);
	const signIn = signInWith(db, 'a secret of these tests, long enough for the library', 'http://localhost:3000');
	openHouse({ db, signIn, demo: false });
	const assembly = await seedSmallAssembly(db, slug);
	const tokens = new Map<PersonName, Promise<string>>();
	const token = (name: PersonName) => {
		const known = tokens.get(name) ?? newToken(signIn, assembly.persons[name]);
		tokens.set(name, known);
		return known;
	};
	const ask: ApiHouse['ask'] = async (who, method, path, body, headers = {}) => {
		const authorization: Record<string, string> =
			who === 'public' ? {} : { authorization: `Bearer ${await token(who)}` };
		const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
		const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
		const response = await api.request(`/api/v1/committees/${slug}${path}`, {
			method,
			headers: { ...authorization, ...type, ...headers },
			...sent,
		});
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			text,
			json: json(text, response.headers.get('content-type') ?? ''),
		};
	};
	const close = async () => {
		await connection.end();
		await owner.end();
		await database.drop();
	};
	return { db, owner, assembly, signIn, token, ask, close };
}

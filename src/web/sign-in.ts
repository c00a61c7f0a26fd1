import { betterAuth } from 'better-auth';
import { bearer, username } from 'better-auth/plugins';
import type { Db } from '#server/core/database.ts';

const hours = 3600;

/** Sign-in by name and password with sessions in the database; integrators send the session's token as a bearer token. */
export const signInWith = (db: Db, secret: string, baseURL: string) =>
	betterAuth({
		database: { db: db.withSchema('auth'), type: 'postgres' },
		secret,
		baseURL,
		basePath: '/api/auth',
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
		session: { expiresIn: 12 * hours, updateAge: hours },
		advanced: { cookiePrefix: 'concentric', useSecureCookies: baseURL.startsWith('https:') },
		plugins: [username(), bearer()],
		telemetry: { enabled: false },
		logger: { level: 'error' },
	});
export type SignIn = ReturnType<typeof signInWith>;

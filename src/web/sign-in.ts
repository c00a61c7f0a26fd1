import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { bearer, username } from 'better-auth/plugins';
import type { Db } from '#server/core/database.ts';

const hours = 3600;

/** The token that a request's signed cookie or bearer token carries, its signature checked by the library; no statement. */
const sessionToken = () => ({
	id: 'session-token' as const,
	endpoints: {
		sessionToken: createAuthEndpoint.serverOnly(
			{ method: 'GET', requireHeaders: true },
			async (c) => (await c.getSignedCookie(c.context.authCookies.sessionToken.name, c.context.secret)) || null,
		),
	},
});

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
		plugins: [username(), bearer(), sessionToken()],
		telemetry: { enabled: false },
		logger: { level: 'error' },
	});
export type SignIn = ReturnType<typeof signInWith>;

/** From when on the library renews a session, or clears it away once it has ended. */
export const isDue = ({ sessionConfig }: Awaited<SignIn['$context']>, expires_at: Date, now: Date): boolean =>
	expires_at.getTime() - sessionConfig.expiresIn * 1000 + sessionConfig.updateAge * 1000 <= now.getTime();

import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { bearer, username } from 'better-auth/plugins';
import { z } from 'zod';
import type { Db } from '#server/core/database.ts';
import { longest, shortest } from '#server/sign-in/password.ts';
import { callerHeader } from './allowance.ts';

/** No setting of a committee lets a session last longer; what it sets is judged at every request (src/server/sign-in/standing.ts). */
const longestSession = 90 * 24 * 3600;

const sessions = () => ({
	id: 'sessions' as const,
	endpoints: {
		/** The token that a request's signed cookie or bearer token carries, its signature checked by the library; no statement. */
		sessionToken: createAuthEndpoint.serverOnly(
			{ method: 'GET', requireHeaders: true },
			async (c) => (await c.getSignedCookie(c.context.authCookies.sessionToken.name, c.context.secret)) || null,
		),
		/** A session for somebody whom another way than the password has made known, with the cookie that carries it. */
		beginSession: createAuthEndpoint.serverOnly(
			{
				method: 'POST',
				requireHeaders: true,
				body: z.object({ user_id: z.string(), second_factor_at: z.date().nullable() }),
			},
			async (c) => {
				const { user_id, second_factor_at } = c.body;
				const user = await c.context.internalAdapter.findUserById(user_id);
				if (!user) return c.json({ token: null });
				const session = await c.context.internalAdapter.createSession(user_id, false, { second_factor_at });
				await setSessionCookie(c, { session, user });
				return c.json({ token: session.token });
			},
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
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: shortest,
			maxPasswordLength: longest * 4,
		},
		session: {
			expiresIn: longestSession,
			disableSessionRefresh: true,
			additionalFields: {
				second_factor_at: { type: 'date', required: false, input: false },
				program: { type: 'boolean', required: false, input: false },
			},
		},
		advanced: {
			cookiePrefix: 'concentric',
			useSecureCookies: baseURL.startsWith('https:'),
			ipAddress: { ipAddressHeaders: [callerHeader] },
		},
		plugins: [username(), bearer(), sessions()],
		telemetry: { enabled: false },
		logger: { level: 'error' },
	});
export type SignIn = ReturnType<typeof signInWith>;

import { join } from 'node:path';

/** What an installation is told from outside. Read when asked for, so that a build needs none of it. */
export const config = {
	/** An external PostgreSQL; without it the embedded one is used. */
	databaseUrl: () => process.env.DATABASE_URL,
	/** The address of the role that owns the tables, for migrations; by default that of DATABASE_URL. */
	ownerUrl: () => process.env.OWNER_DATABASE_URL ?? process.env.DATABASE_URL,
	dataFolder: () => process.env.DATA_FOLDER ?? '.data',
	port: () => Number(process.env.PORT ?? 3000),
	host: () => process.env.HOST ?? '127.0.0.1',
	/** The address that readers use. */
	origin: () => process.env.ORIGIN ?? `http://localhost:${config.port()}`,
	/** Demo data and the list of demo sign-ins: on unless the installation is told to be real. */
	demo: () => process.env.DEMO !== 'off' && !process.env.DATABASE_URL,
	/** Only behind a proxy that sets them may X-Forwarded-Proto and -For be believed. */
	trustsProxy: () => process.env.TRUST_PROXY === 'on',
	/** How often one address may search in a minute; an account four times as often. 0: as often as it likes. */
	searchesAMinute: () => Number(process.env.SEARCHES_A_MINUTE ?? 60) || 0,
	secretFile: () => process.env.SECRET_FILE,
	/** The private key that signs the ledger; beside it lies what the process remembers of the last block. */
	ledgerKeyFile: () => process.env.LEDGER_KEY_FILE ?? join(config.dataFolder(), 'ledger.key'),
};

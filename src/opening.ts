import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import '#server/assembly.ts';
import { config } from '#server/core/config.ts';
import { connect, openDatabase, type Connection, type Db } from '#server/core/database.ts';
import { startEmbeddedPostgres } from '#server/core/embedded-postgres.ts';
import { migrate } from '#server/core/migrate.ts';
import { installationSecret } from '#server/core/secret.ts';
import { openHouse } from '#web/house.ts';
import { signInWith } from '#web/sign-in.ts';

export interface Assembly {
	db: Db;
	connection: Connection;
	ownerUrl: string;
	appUrl: string;
	/** Says who can sign in, in demo mode. */
	introduce(say: (line: string) => void): Promise<void>;
	close(): Promise<void>;
}

interface Addresses {
	ownerUrl: string;
	appUrl: string;
	stop(): Promise<void>;
}

const appRole = 'concentric_app';

async function findDatabase(say: (line: string) => void): Promise<Addresses> {
	const external = config.databaseUrl();
	if (external) return { appUrl: external, ownerUrl: config.ownerUrl() ?? external, stop: async () => undefined };
	const embedded = await startEmbeddedPostgres({ folder: join(config.dataFolder(), 'postgres'), log: say });
	const appUrl = new URL(embedded.url);
	appUrl.username = appRole;
	return { ownerUrl: embedded.url, appUrl: appUrl.href, stop: () => embedded.stop() };
}

/** Database found or started, migrated, demo data in where wanted, and everything that pages, API and worker share. */
export async function openAssembly({ say }: { say: (line: string) => void }): Promise<Assembly> {
	const addresses = await findDatabase(say);
	const applied = await migrate(addresses.ownerUrl);
	if (applied.length) say(`database brought up to date: ${applied.length} step(s)`);
	const connection = connect(addresses.appUrl);
	const db = openDatabase(connection);
	if (config.demo()) {
		const { loadDemo } = await import('#demo/load.ts');
		await loadDemo(db, addresses.ownerUrl, say);
	}
	openHouse({ db, signIn: signInWith(db, await installationSecret(), config.origin()), demo: config.demo() });
	return {
		db,
		connection,
		...addresses,
		async introduce(tell) {
			if (!config.demo()) return;
			const { demoSignIns } = await import('#demo/sign-ins.ts');
			for (const line of await demoSignIns(db)) tell(`  ${line}`);
		},
		async close() {
			// whoever still holds a session after so long is not waited for
			await Promise.race([connection.end(), pause(10_000, undefined, { ref: false })]);
			await addresses.stop();
		},
	};
}

import type { Db } from '#server/core/database.ts';
import type { SignIn } from './sign-in.ts';

/** What the process has opened; pages, API and worker share it. */
export interface House {
	db: Db;
	signIn: SignIn;
	/** Lists the demo sign-ins on the sign-in page. */
	demo: boolean;
}

let opened: House | undefined;
export const openHouse = (house: House): void => void (opened = house);
export function house(): House {
	if (!opened) throw new Error('the house is not open: start the process with src/main.ts');
	return opened;
}

import { buckets, type Allowance } from '../rate.ts';

/** Whose tries are counted together: an account from one address, or from one device that has signed in to it before. */
export interface Try {
	account: string;
	address: string;
	/** Only of a device that has signed in to this account before. */
	device?: string;
}

const second = 1_000;
const longestWait = 15 * 60 * second;
const forgottenAfter = 60 * 60 * second;
const free = 5;
const freeForDevice = 10;

/** Tries from one address whatever the accounts: so many in a row, then one a second. An office shares an address. */
const ofAddress: Allowance = { burst: 60, perMinute: 60 };
/** Tries of all who are not known here: as many as this house can hash beside its work. */
const ofAll: Allowance = { burst: 60, perMinute: 300 };
const most = 50_000;

interface Failures {
	count: number;
	last: number;
	until: number;
}

/** The oldest makes room, so that a crowd of addresses cannot fill the memory. */
function keep<V>(map: Map<string, V>, key: string, value: V): void {
	map.delete(key);
	map.set(key, value);
	if (map.size > most) map.delete(map.keys().next().value ?? '');
}

/**
 * Slows guessing without locking anybody out: who fails waits longer each time, but only at the address from which he fails;
 * a device that is known to the account is counted by itself, so strangers cannot make its owner wait.
 */
export function attemptLimits(clock: () => number = Date.now) {
	const failures = new Map<string, Failures>();
	const keyOf = ({ account, address, device }: Try) =>
		device ? `device ${account} ${device}` : `address ${account} ${networkOf(address)}`;
	const known = (one: Try): Failures => {
		const found = failures.get(keyOf(one));
		return found && clock() - found.last < forgottenAfter ? found : { count: 0, last: 0, until: 0 };
	};
	return {
		/** Seconds to wait before this may be tried. */
		waitFor(one: Try): number {
			const waits = known(one).until - clock();
			return Math.max(0, Math.ceil(waits / second));
		},
		/** Counts it as failed until it has succeeded; what is answered takes that back, for a try that could not be made. */
		tried(one: Try): () => void {
			const before = known(one);
			const count = before.count + 1;
			const over = count - (one.device ? freeForDevice : free);
			const wait = over < 0 ? 0 : Math.min(longestWait, 2 ** Math.min(over + 1, 12) * second);
			keep(failures, keyOf(one), { count, last: clock(), until: clock() + wait });
			return () => keep(failures, keyOf(one), before);
		},
		succeeded: (one: Try): void => void failures.delete(keyOf(one)),
	};
}
export type AttemptLimits = ReturnType<typeof attemptLimits>;
export const attempts: AttemptLimits = attemptLimits();

/** Before anything is known of a visitor: seconds to wait, by address and for all strangers together; 0 where he may come in, and then it counts. */
export function doorOf(clock: () => number = Date.now): (address: string) => number {
	const callers = buckets({ most });
	return (address) => callers.take(networkOf(address), ofAddress, clock()) || callers.take('everybody', ofAll, clock());
}
export const door = doorOf();

/** Of IPv6 a household has a whole network, of IPv4 one address. */
export function networkOf(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = plain.split('::');
	const parts = head.split(':').filter(Boolean);
	const rest = tail === undefined ? [] : tail.split(':').filter(Boolean);
	const whole = [...parts, ...Array<string>(Math.max(0, 8 - parts.length - rest.length)).fill('0'), ...rest];
	return whole.slice(0, 4).join(':');
}

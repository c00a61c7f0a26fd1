/** How often something may be done: so many at once, then so many a minute. */
export interface Allowance {
	burst: number;
	perMinute: number;
}
interface Bucket {
	left: number;
	at: number;
}

const minute = 60_000;

/** What is left in a bucket now: it fills with time, and never beyond the brim. */
export const leftIn = (bucket: Bucket | undefined, { burst, perMinute }: Allowance, now: number): number =>
	bucket ? Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) * perMinute) / minute) : burst;

export interface Buckets {
	/** Seconds to wait; 0 where it may be done now, and then it counts. */
	take(key: string, allowance: Allowance, now: number): number;
}

/** Buckets of many callers. The one that was used longest ago makes room, so that a crowd of them cannot fill the memory. */
export function buckets({ most }: { most: number }): Buckets {
	const kept = new Map<string, Bucket>();
	return {
		take(key, allowance, now) {
			const left = leftIn(kept.get(key), allowance, now);
			const isFree = left >= 1;
			kept.delete(key);
			kept.set(key, { left: isFree ? left - 1 : left, at: now });
			if (kept.size > most) kept.delete(kept.keys().next().value ?? '');
			return isFree ? 0 : Math.max(1, Math.ceil(((1 - left) * 60) / allowance.perMinute));
		},
	};
}

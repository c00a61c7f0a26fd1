import type { PlainDate } from '../core/clock.ts';

/** More of them narrow nothing. */
const most = 30;
const two = (n: number): string => String(n).padStart(2, '0');

/**
 * The years and months that hold all days from one to the other, both included: 2023, 2024-01, 2024-02. Without a first day
 * nothing is narrowed: the newest are looked through first in any case.
 */
export function yearsAndMonths(from: PlainDate | undefined, to: PlainDate | undefined, today: PlainDate): string[] {
	const last = to ?? today;
	if (!from || from > last) return [];
	const times: string[] = [];
	for (let year = Number(from.slice(0, 4)); year <= Number(last.slice(0, 4)) && times.length <= most; year++) {
		const months = Array.from({ length: 12 }, (_, n) => `${year}-${two(n + 1)}`);
		const held = months.filter((month) => month >= from.slice(0, 7) && month <= last.slice(0, 7));
		times.push(...(held.length === 12 ? [String(year)] : held));
	}
	return times.length > most ? [] : times;
}

/** What many readers ask within a moment is found out once for all of them. */
export interface Kept<T> {
	get(key: string, make: () => Promise<T>): Promise<T>;
	forget(key: string): void;
}

/** Answers are kept for `forMs`, at most `most` of them; a failed one is not kept. */
export function keeping<T>({ forMs, most }: { forMs: number; most: number }): Kept<T> {
	const answers = new Map<string, { answer: Promise<T>; until: number }>();
	const forget = (key: string) => void answers.delete(key);
	return {
		forget,
		get(key, make) {
			const known = answers.get(key);
			if (known && known.until > Date.now()) return known.answer;
			if (answers.size >= most) answers.clear();
			const answer = make();
			answers.set(key, { answer, until: Date.now() + forMs });
			answer.catch(() => answers.get(key)?.answer === answer && forget(key));
			return answer;
		},
	};
}

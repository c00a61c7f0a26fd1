/** Levenshtein's distance: letters to put in, take out or change. */
export function editDistance(a: string, b: string): number {
	const other = [...b];
	let above = Array.from({ length: other.length + 1 }, (_, column) => column);
	[...a].forEach((letter, row) => {
		const current = [row + 1];
		other.forEach((otherLetter, column) => {
			const changed = (above[column] ?? 0) + (letter === otherLetter ? 0 : 1);
			current.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
		});
		above = current;
	});
	return above.at(-1) ?? 0;
}

const LONGEST_NAME = 60;

/** The name a person most likely meant, if at least half of it is right. */
export function nearest<T extends { key: string }>(written: string, choices: Iterable<T>): T | undefined {
	if (written.length > LONGEST_NAME) return undefined;
	let best: T | undefined;
	let least = Math.floor(written.length / 2) + 1;
	for (const choice of choices) {
		const distance = editDistance(written, choice.key);
		if (distance < least) [best, least] = [choice, distance];
	}
	return best;
}

/** So many documents share a block; see docs/decisions/0006. */
export const inBlock = 4096;
export const blockOf = (place: number): number => Math.floor(place / inBlock);
/** Four blocks stand in a row, four rows on a shelf: each has a lexeme of its own, so that a long stretch is named by few. A shelf holds one session. */
export const blocksInRow = 4;
export const blocksOnShelf = 16;
export const onShelf = inBlock * blocksOnShelf;

/** So many documents share a row of `similarity_term` for each of their words. */
export const inStretch = 16_384;

/** Some thousand places of one plenary session. */
export interface Block {
	block: number;
	plenary_session_id: string | null;
	/** Places given in it. */
	filled: number;
}
interface Placeable {
	id: string;
	plenary_session_id: string | null;
}

/** A place for each in a block of its session, one after the other; a full block is followed by the next on its shelf, a full shelf by a new one. */
export function allot(known: readonly Block[], wanting: readonly Placeable[]) {
	const last = new Map<string | null, Block>();
	for (const one of known)
		if (one.block >= (last.get(one.plenary_session_id)?.block ?? 0)) last.set(one.plenary_session_id, one);
	let shelves = known.reduce((most, { block }) => Math.max(most, Math.floor(block / blocksOnShelf) + 1), 0);
	const changed = new Map<number, Block>();
	const places = new Map<string, number>();
	const after = (one: Block | undefined): number =>
		one && (one.block + 1) % blocksOnShelf ? one.block + 1 : shelves++ * blocksOnShelf;
	for (const { id, plenary_session_id } of wanting) {
		const open = last.get(plenary_session_id);
		const { block, filled } = open && open.filled < inBlock ? open : { block: after(open), filled: 0 };
		const filling = { block, plenary_session_id, filled: filled + 1 };
		places.set(id, block * inBlock + filled);
		changed.set(block, filling);
		last.set(plenary_session_id, filling);
	}
	return { places, changed: [...changed.values()] };
}

import type { Context } from '#server/core/context.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

/** An act as its change in memory sees it. */
export interface Scene<Row, Input> {
	world: World;
	life: Life;
	row: Row;
	input: Input;
	ctx: Context;
}

export interface Changed {
	set?: Record<string, unknown>;
	log?: Record<string, unknown>;
	on_behalf_of?: string | null;
}

/** Does in memory what the lifecycle's own change does in the database, and returns the same. */
export type MemoryChange = (scene: Scene<unknown, unknown>) => Changed;

/** Row and input are those of the act under whose name the change is filed. */
export const change = <Row, Input>(make: (scene: Scene<Row, Input>) => Changed): MemoryChange => make as MemoryChange;

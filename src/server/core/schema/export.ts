import type { Identified, InCommittee, Json, WithDefault } from './columns.ts';

export type ExportState = 'waiting' | 'running' | 'ready' | 'failed';

/** What somebody takes out. */
export interface ExportTables {
	export_file: Identified & {
		made_by: string;
		state: WithDefault<ExportState>;
		format: 'xlsx' | 'csv';
		name: string;
		/** The list as it was filtered. */
		wanted: Json<Record<string, unknown>>;
		/** In which language its maker read. */
		locale: string;
		/** Which beginning the pieces belong to: a killed one is begun anew. */
		attempt: WithDefault<number>;
		done: WithDefault<number>;
		total: number;
		size: WithDefault<number>;
		asked_at: Date;
		ready_at: WithDefault<Date | null>;
		expires_at: Date;
	};
	export_piece: InCommittee & { export_id: string; attempt: number; n: number; content: Buffer };
}

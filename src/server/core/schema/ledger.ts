import type { ColumnType } from 'kysely';
import type { InCommittee } from './columns.ts';

/** What seals the timeline. Bytes are hashes, keys and signatures. */
export interface LedgerTables {
	ledger_pending: InCommittee & { matter_id: string; seq: number };
	ledger_block: InCommittee & {
		number: number;
		kind: 'entries' | 'key' | 'restored' | 'erased';
		previous: Buffer;
		history: Buffer;
		count: number;
		root: Buffer;
		sealed_at: Date;
		key: Buffer;
		/** What the block says beside its entries, by its kind. */
		about: ColumnType<Record<string, unknown> | null>;
		hash: Buffer;
		signature: Buffer;
		nodes: Buffer[];
	};
	ledger_leaf: InCommittee & { matter_id: string; seq: number; block: number; position: number; hash: Buffer };
}

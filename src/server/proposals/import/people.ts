import type { ProposalKind } from '../../core/schema.ts';
import type { LedgerRow, Proposer } from '../ledger/ledger.ts';
import { fold } from '#server/intake/text.ts';

const parties = /民革|民盟|民建|民进|农工|致公|九三|台盟/;
const organisation =
	/(委员会|总支|支部|支社|基层委|工委|[省市县区旗州]委|工商联|联合会|联谊会|促进会|协会|总工会|[省市县区旗州](妇|侨|残|科|文)联|专委会)$/;
const group = /(小组|活动组)$/;
const sector = /界(别|委员)?$/;

interface NamedBody {
	id: string;
	kind: string;
	name: string;
	short_name: string;
	former_names: readonly string[];
}

const kindOf = (name: string, body: NamedBody | undefined): ProposalKind | undefined => {
	if (body?.kind === 'special_committee') return 'special_committee';
	if (body?.kind === 'sector' || (name.length > 3 && sector.test(name))) return 'sector';
	if (name.length > 2 && group.test(name)) return 'group';
	if (body || (name.length > 2 && organisation.test(name))) return parties.test(name) ? 'party' : 'organisation';
	return undefined;
};

/** A collective proposal bears the name of a body first; otherwise persons proposed it, one or several. */
export function authorship(
	row: LedgerRow,
	bodies: readonly NamedBody[],
): { kind: ProposalKind; body_id: string | null } {
	const name = row.body ?? row.proposers[0]?.name ?? '';
	const named = bodies.filter((body) =>
		[body.name, body.short_name, ...body.former_names].some((one) => fold(one) === fold(name)),
	);
	const body = named.length === 1 ? named[0] : undefined;
	const collective = kindOf(name, body);
	return { kind: collective ?? (row.proposers.length > 1 ? 'joint' : 'individual'), body_id: body?.id ?? null };
}

export const personKey = (proposer: Proposer): string => proposer.member_id ?? proposer.name;
/** Names that stand for nobody in the roster: past members and organisations. */
export const namesToKeep = (rows: readonly LedgerRow[]): string[] => [
	...new Set(rows.flatMap((row) => row.proposers.filter((one) => !one.member_id).map((one) => one.name))),
];

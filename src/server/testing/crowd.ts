import type { Dossier } from '../proposals/queries/dossier.ts';
import type { PersonName } from './assembly.ts';

/** A proposal or a part of one, upon which somebody acts. */
export interface Subject {
	machine: string;
	id: string;
	version: number;
}

/** Those with the most to do come more often. */
export const crowd: readonly (PersonName | 'system')[] = [
	'lin',
	'lin',
	'gu',
	'bai',
	'clerk',
	'clerk',
	'director',
	'director',
	'assigner',
	'assigner',
	'inspector',
	'chair',
	'registrar',
	'drafter',
	'head',
	'head',
	'finance_head',
	'finance_head',
	'transport_head',
	'transport_head',
	'administrator',
	'system',
];
/** At one time; a settled one makes room for another. */
export const mostLiving = 3;
/** Ends, detours and finishing touches: chosen as often as anything else, few lives would come far. */
export const seldom = new Set([
	'proposal.withdraw',
	'proposal.decline',
	'proposal.merge',
	'proposal.request_withdrawal',
	'proposal.consent_to_withdrawal',
	'proposal.renumber',
	'proposal.recall_answer',
	'proposal.write_gist',
	'proposal.give_back',
	'proposal.mark_secret',
	'proposal.invite',
	'proposal.revise',
	'proposal.nominate',
	'signature.cancel',
	'commitment.drop',
	'reply.disagree',
	'reply.send_back',
	'assignment.request_return',
	'assignment.request_extension',
]);
export const settled = new Set(['withdrawn', 'converted', 'merged', 'closed']);

export function subjectsOf(dossier: Dossier): Subject[] {
	const {
		signatures: signature,
		assignments: assignment,
		replies: reply,
		evaluations: evaluation,
		commitments: commitment,
		nominations: nomination,
	} = dossier;
	const parts = Object.entries({ signature, assignment, reply, evaluation, commitment, nomination }).flatMap(
		([machine, rows]) => rows.map(({ id, version }) => ({ machine, id, version })),
	);
	return [{ machine: 'proposal', id: dossier.id, version: dossier.version }, ...parts];
}

import type { Body, BodyKind, DemoContent } from '../content/content.ts';
import type { Keys } from './keys.ts';
import type { Row } from './row.ts';

/** A township itself is no body of the assembly; its liaison post is. */
const kinds: Record<BodyKind, string | null> = {
	committee: 'plenum',
	sector: 'sector',
	special_committee: 'special_committee',
	democratic_party: 'participating_body',
	acfic: 'participating_body',
	non_party: 'participating_body',
	mass_organisation: 'participating_body',
	handling_unit: 'handling_unit',
	township: null,
	township_liaison: 'township_liaison',
	assigner: 'office',
	inspection: 'office',
};

/** What the content's keys put before a slug, by kind. */
const prefixes = /^(?:\w+-)?sector-|^special-|^unit-|^liaison-|^assigner-/;

/** The two desks that the core finds by their slug are 'proposals' and 'inspection' (src/server/proposals/holder.ts). */
const slugOf = ({ kind, key }: Body): string =>
	kind === 'committee' ? 'plenum' : kind === 'inspection' ? 'inspection' : key.replace(prefixes, '');

export type StoredBody = Pick<
	Row<'body'>,
	'committee_id' | 'id' | 'kind' | 'unit_kind' | 'slug' | 'name' | 'short_name' | 'duty' | 'letter_mark' | 'position'
>;

export const bodyRows = (content: DemoContent, keys: Keys): StoredBody[] =>
	content.bodies.flatMap((body, position) => {
		const kind = kinds[body.kind];
		if (kind === null) return [];
		return {
			committee_id: keys.committee(body.committee),
			id: keys.body(body.key),
			kind,
			unit_kind: body.unitKind ?? null,
			slug: slugOf(body),
			name: body.name,
			short_name: body.shortName,
			duty: body.duties ?? '',
			letter_mark: body.letterMark ?? '',
			position,
		};
	});

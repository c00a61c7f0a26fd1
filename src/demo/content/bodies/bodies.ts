import { committees, HOME } from '../committees.ts';
import type { Body, BodyKind } from '../content.ts';
import { townships } from '../places.ts';
import { handlingUnits } from './units.ts';

type Row = readonly [slug: string, name: string, shortName?: string];

const sectorRows: Row[] = [
	['communists', '中共界'],
	['parties', '民主党派界'],
	['non-party', '无党派人士界'],
	['youth', '共青团和青联界'],
	['labour', '总工会界'],
	['women', '妇联界'],
	['acfic', '工商联界'],
	['science-association', '科学技术协会界'],
	['overseas', '侨联和台胞界'],
	['culture', '文化艺术界'],
	['science', '科技界'],
	['social-science', '社会科学界'],
	['economy', '经济界'],
	['agriculture', '农业和农村界'],
	['education', '教育界'],
	['sports', '体育界'],
	['press', '新闻出版界'],
	['health', '医药卫生界'],
	['welfare', '社会福利和社会保障界'],
	['environment', '环境资源界'],
	['religion', '民族和宗教界'],
	['invited', '特邀人士界'],
];

const specialCommitteeRows: Row[] = [
	['proposals', '提案委员会', '提案委'],
	['economy', '经济和科技委员会', '经科委'],
	['agriculture', '农业和农村委员会', '农业农村委'],
	['environment', '人口资源环境委员会', '人资环委'],
	['education', '教育卫生体育和文化文史委员会', '教卫文史委'],
	['social-legal', '社会法制和民族宗教委员会', '社法民宗委'],
];

const partyRows: Row[] = [
	['revolutionary', '民革云溪县总支部委员会', '民革县总支'],
	['league', '民盟云溪县委员会', '民盟县委会'],
	['construction', '民建云溪县总支部委员会', '民建县总支'],
	['promotion', '民进云溪县委员会', '民进县委会'],
	['peasants-workers', '农工党云溪县总支部委员会', '农工党县总支'],
	['zhigong', '致公党云溪县支部委员会', '致公党县支部'],
	['jiusan', '九三学社云溪县支社', '九三学社县支社'],
];

const massOrganisationRows: Row[] = [
	['trade-union', '云溪县总工会', '县总工会'],
	['youth-league', '共青团云溪县委员会', '团县委'],
	['women', '云溪县妇女联合会', '县妇联'],
	['science-association', '云溪县科学技术协会', '县科协'],
	['overseas', '云溪县归国华侨联合会', '县侨联'],
	['disabled', '云溪县残疾人联合会', '县残联'],
];

const body = (kind: BodyKind, prefix: string, rows: Row[]): Body[] =>
	rows.map(([slug, name, shortName]) => ({
		key: `${prefix}-${slug}`,
		committee: HOME,
		kind,
		name,
		shortName: shortName ?? name,
	}));

const liaisonPosts = townships.flatMap(({ key, name }): Body[] => [
	{ key: `town-${key}`, committee: HOME, kind: 'township', name, shortName: name },
	{
		key: `liaison-${key}`,
		committee: HOME,
		kind: 'township_liaison',
		name: `${name}政协工作联络组`,
		shortName: `${name}联络组`,
		parent: `town-${key}`,
	},
]);

const assigner = (slug: string, name: string, parent: string): Body => ({
	key: `assigner-${slug}`,
	committee: HOME,
	kind: 'assigner',
	name: `云溪${name}`,
	shortName: name,
	parent,
});

const assigners: Body[] = [
	assigner('party-office', '县委办', 'unit-party-office'),
	assigner('government-office', '县政府办', 'unit-government-office'),
];

const inspection: Body = {
	key: 'inspection-office',
	committee: HOME,
	kind: 'inspection',
	name: '云溪县政府督查室',
	shortName: '县政府督查室',
	parent: 'unit-government-office',
};

/** Each committee as a body of its own: what its chair, its members and its administrator belong to. */
const whole = committees.map(({ key, name, shortName }): Body => ({
	key: `committee-${key}`,
	committee: key,
	kind: 'committee',
	name,
	shortName,
}));

/** The levels above and beside hold just enough for persons who are members of two levels. */
const elsewhere = committees
	.filter(({ key }) => key !== HOME)
	.flatMap(({ key }): Body[] =>
		sectorRows
			.filter(([slug]) => ['economy', 'education', 'health', 'agriculture'].includes(slug))
			.map(([slug, name]) => ({ key: `${key}-sector-${slug}`, committee: key, kind: 'sector', name, shortName: name })),
	);

export const sectors = body('sector', 'sector', sectorRows);
export const specialCommittees = body('special_committee', 'special', specialCommitteeRows);
export const participatingBodies: Body[] = [
	...body('democratic_party', 'party', partyRows),
	...body('acfic', 'acfic', [['county', '云溪县工商业联合会', '县工商联']]),
	...body('non_party', 'non-party', [['county', '云溪县无党派人士联络组', '无党派人士联络组']]),
	...body('mass_organisation', 'mass', massOrganisationRows),
];

export const bodies: Body[] = [
	...whole,
	...sectors,
	...specialCommittees,
	...participatingBodies,
	...handlingUnits,
	...liaisonPosts,
	...assigners,
	inspection,
	...elsewhere,
];

export { handlingUnits };

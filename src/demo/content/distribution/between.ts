import { addDays, daysBetween, type PlainDate } from '../calendar.ts';
import type { PlenarySession } from '../content.ts';
import type { Pin } from './pins.ts';
import type { Plan } from './plan.ts';

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** Eleven that came in during the last week and wait for examination. */
const submitted: Pin[] = [
	{
		state: 'submitted',
		submitted: 2,
		topics: ['river-lights'],
		proposer: 'zhuyunxiu',
		kind: 'joint',
		fixed: { title: '关于在云溪河步道增设夜间照明和应急呼救点的提案', town: '东桥街道' },
	},
	{
		state: 'submitted',
		submitted: 3,
		topics: ['cemetery'],
		proposer: 'luqinghe',
		fixed: { title: '关于村级公墓收费标准上墙公示的提案', town: '青石镇' },
	},
	{
		state: 'submitted',
		submitted: 4,
		topics: ['parcel'],
		proposer: 'wenbeichen',
		fixed: { title: '关于统一全县快递进村代收点标识的提案', town: '禾洲镇' },
	},
	{ state: 'submitted', submitted: 1, kind: 'party' },
	...times(7, (n): Pin => ({ state: 'submitted', submitted: 1 + (n % 6) })),
];

const underExamination: Pin[] = [
	...times(2, (n): Pin => ({ state: 'returned', submitted: 11 + n * 2 })),
	...times(4, (n): Pin => ({ state: 'under_review', submitted: 5 + n })),
];

/** Five admitted ones to assign: four lie before an assigner, one still lacks its proposed units. */
const admitted: Pin[] = [
	{ state: 'admitted', submitted: 10, topics: ['elder-canteen'] },
	{ state: 'admitted', submitted: 11, topics: ['rural-road'] },
	{ state: 'admitted', submitted: 12, topics: ['clinic-drugs'] },
	{ state: 'admitted', submitted: 10, topics: ['gig-workers'] },
	{ state: 'admitted', submitted: 8, topics: ['signs'], isProposed: false },
];

const assigned = (stage: Plan['stage'], dueIn: number, topic: string, more: Partial<Pin> = {}): Pin => ({
	state: 'assigned',
	stage,
	dueIn,
	topics: [topic],
	...more,
});
const lately = (stage: Plan['stage'], since: number, topic: string, more: Partial<Pin> = {}): Pin => ({
	state: 'assigned',
	stage,
	since,
	topics: [topic],
	...more,
});

const overdue: Pin[] = [
	assigned('handling', -12, 'rural-road', { missing: 'unit-finance' }),
	assigned('handling', -9, 'property', { extension: 'granted' }),
	assigned('circulated', -5, 'guard-rail', { awaiting: 'unit-highway' }),
	assigned('drafted', -3, 'parking'),
	assigned('sent_back', -2, 'mutual-care'),
];

const dueThisWeek: Pin[] = [
	assigned('signed', 0, 'last-bus', {
		proposer: 'yechengzhou',
		fixed: { title: '关于在高铁站增设乡镇公交换乘点的提案', town: '白鹭街道' },
	}),
	assigned('signed', 1, 'cemetery'),
	assigned('countersigned', 2, 'elder-call'),
	assigned('circulated', 3, 'village-doctor', { awaiting: 'unit-finance' }),
	assigned('signed', 4, 'boarding'),
	assigned('checked', 5, 'left-behind'),
	assigned('drafted', 6, 'old-fire'),
	assigned('handling', 7, 'cold-chain', { extension: 'requested' }),
];

const dueLater: Pin[] = [
	assigned('countersigned', 15, 'elder-canteen'),
	assigned('signed', 12, 'homestay'),
	assigned('signed', 16, 'village-water'),
	assigned('circulated', 18, 'farmland', { awaiting: 'unit-finance' }),
	assigned('circulated', 25, 'aed', { awaiting: 'unit-finance' }),
	assigned('drafted', 28, 'mutual-care'),
	assigned('handling', 35, 'elder-call'),
	assigned('handling', 40, 'student-mind', { kind: 'party', proposer: 'sujianwei', organisation: 'party-league' }),
	assigned('handling', 44, 'elder-canteen'),
];

const justBegun: Pin[] = [
	lately('handling', 32, 'heritage', { missing: 'unit-finance' }),
	lately('handling', 29, 'nursery', { missing: 'unit-finance' }),
	lately('acknowledged', 11, 'cemetery'),
	lately('acknowledged', 9, 'left-behind'),
	lately('assigned', 3, 'elder-canteen'),
	lately('assigned', 2, 'elder-call'),
	lately('return_requested', 8, 'sanitation'),
	lately('return_requested', 10, 'green-space'),
];

const answered: Pin[] = [
	{
		state: 'answered',
		delivered: 6,
		resultClass: 'A',
		topics: ['tea-weather'],
		proposer: 'xuzhiwei',
		kind: 'individual',
		fixed: { title: '关于给望山镇茶农开办雨季气象短信的提案', town: '望山镇' },
	},
	{
		state: 'answered',
		delivered: 9,
		topics: ['sme-finance'],
		kind: 'party',
		proposer: 'sujianwei',
		organisation: 'party-league',
	},
	{
		state: 'answered',
		delivered: 4,
		topics: ['river-trash'],
		kind: 'joint',
		proposer: 'shijianqing',
		invitations: { guwangchuan: 'signed', luqinghe: 'signed' },
	},
	{ state: 'rated', delivered: 17, topics: ['service-hall'], isDissatisfied: true },
];

/** The few of the spring, long closed; spread from the plenary session to some four months ago. */
function closed(session: PlenarySession, today: PlainDate): Pin[] {
	const span = Math.max(8, daysBetween(session.closesOn, addDays(today, -130)));
	return times(4, (n) => ({
		state: 'closed',
		resultClass: 'A',
		submitted: daysBetween(addDays(session.closesOn, 6 + Math.round((span * n) / 5)), today),
	}));
}

/** Sixty proposals between sessions, most of them in the last months, so that today's worklists are full. */
export const betweenSessions = (session: PlenarySession, today: PlainDate): Plan[] =>
	[
		...closed(session, today),
		...answered,
		...overdue,
		...dueThisWeek,
		...dueLater,
		...justBegun,
		...admitted,
		...underExamination,
		...submitted,
	].map((pin) => ({ ...pin, session, period: 'between_sessions' }));

/** Not yet submitted: two of the demo's persons invite each other, the others just write. */
const unsubmitted: Pin[] = [
	{
		state: 'draft',
		topics: ['rooftop-solar'],
		proposer: 'xuzhiwei',
		invitations: { luqinghe: 'signed', shijianqing: 'invited', wenbeichen: 'declined' },
		fixed: { title: '关于规范农村自建房屋顶光伏安装的提案', town: '望山镇' },
	},
	{
		state: 'draft',
		topics: ['sanitation'],
		proposer: 'guwangchuan',
		invitations: { xuzhiwei: 'invited', shenruoxi: 'signed', baiyanqing: 'invited' },
		fixed: { title: '关于给环卫工人设早餐点的提案', town: '东桥街道' },
	},
	{ state: 'draft', kind: 'party', proposer: 'sujianwei', organisation: 'party-league' },
	{ state: 'draft', kind: 'individual' },
	{ state: 'draft', kind: 'individual' },
	{ state: 'draft', kind: 'individual', isEnteredByClerk: true },
];

export const drafts = (session: PlenarySession): Plan[] =>
	unsubmitted.map((pin) => ({ ...pin, session, period: 'between_sessions' }));

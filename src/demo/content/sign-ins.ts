import { HOME } from './committees.ts';
import type { SignIn } from './content.ts';

/** Shown on the sign-in page in demo mode only. */
export const DEMO_PASSWORD = 'yunxi-demo-2026';

const committee = `committee-${HOME}`;

export const signIns: SignIn[] = [
	{
		username: 'xuzhiwei',
		person: 'xuzhiwei',
		role: 'member',
		body: committee,
		errand: '许知微，委员：写提案、评价答复',
	},
	{
		username: 'guwangchuan',
		person: 'guwangchuan',
		role: 'member',
		body: committee,
		errand: '顾望川，委员：邀人联名、签名',
	},
	{
		username: 'zhuyunxiu',
		person: 'zhuyunxiu',
		role: 'sector_convener',
		body: 'sector-health',
		errand: '祝云岫，医药卫生界召集人：看本界别的提案',
	},
	{
		username: 'sujianwei',
		person: 'sujianwei',
		role: 'organisation_contact',
		body: 'party-league',
		errand: '苏见微，民盟县委会：提交集体提案',
	},
	{
		username: 'wenxiaotang',
		person: 'wenxiaotang',
		role: 'proposal_clerk',
		body: 'special-proposals',
		errand: '闻晓棠，提案委办公室：审查、拟交办',
	},
	{
		username: 'songyanqiu',
		person: 'songyanqiu',
		role: 'proposal_director',
		body: 'special-proposals',
		errand: '宋砚秋，提案委主任：立案、结案、定重新办理',
	},
	{
		username: 'jiangxubai',
		person: 'jiangxubai',
		role: 'assigner',
		body: 'assigner-government-office',
		errand: '江叙白，县政府办：确认交办、定改派',
	},
	{
		username: 'tangjinian',
		person: 'tangjinian',
		role: 'assigner',
		body: 'assigner-party-office',
		errand: '唐纪年，县委办：确认党委部门的交办',
	},
	{
		username: 'miaoqinghe',
		person: 'miaoqinghe',
		role: 'unit_registrar',
		body: 'unit-civil-affairs',
		errand: '苗青荷，县民政局办公室：签收、送达答复',
	},
	{
		username: 'duruoheng',
		person: 'duruoheng',
		role: 'unit_drafter',
		body: 'unit-civil-affairs',
		errand: '杜若衡，县民政局经办人：面商、起草答复',
	},
	{
		username: 'hanmingqu',
		person: 'hanmingqu',
		role: 'unit_head',
		body: 'unit-civil-affairs',
		errand: '韩明渠，县民政局分管领导：签发答复',
	},
	{
		username: 'hejinyan',
		person: 'hejinyan',
		role: 'unit_drafter',
		body: 'unit-finance',
		errand: '贺瑾言，县财政局经办人：提会办意见',
	},
	{
		username: 'qinshouzhuo',
		person: 'qinshouzhuo',
		role: 'unit_head',
		body: 'unit-finance',
		errand: '秦守拙，县财政局分管领导：会签',
	},
	{
		username: 'shaopingchuan',
		person: 'shaopingchuan',
		role: 'inspector',
		body: 'inspection-office',
		errand: '邵平川，县政府督查室：审核答复、批延期',
	},
	{
		username: 'fangyuanshan',
		person: 'fangyuanshan',
		role: 'chair',
		body: committee,
		errand: '方远山，主席：看全局、定重点提案',
	},
	{
		username: 'meilansheng',
		person: 'meilansheng',
		role: 'liaison_convener',
		body: 'liaison-xikou',
		errand: '梅岚生，溪口镇联络组召集人：看本镇委员的提案',
	},
	{
		username: 'yuqingyuan',
		person: 'yuqingyuan',
		role: 'administrator',
		body: committee,
		errand: '余清源，管理员：管人员和设置',
	},
];

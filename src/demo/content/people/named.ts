/** The persons whom the reference pages know by name, and those who can sign in. */
export type NamedMember = {
	key: string;
	name: string;
	sex: 'female' | 'male';
	birthYear: number;
	sector: string;
	liaison: string;
	organisation: string | null;
	workUnit: string;
	post: string;
};

const row = (
	key: string,
	name: string,
	sex: 'female' | 'male',
	birthYear: number,
	sector: string,
	liaison: string,
	organisation: string | null,
	workUnit: string,
	post: string,
): NamedMember => ({
	key,
	name,
	sex,
	birthYear,
	sector: `sector-${sector}`,
	liaison: `liaison-${liaison}`,
	organisation,
	workUnit,
	post,
});

export const namedMembers: NamedMember[] = [
	row('xuzhiwei', '许知微', 'female', 1981, 'agriculture', 'xikou', null, '溪口镇龙潭农业专业合作社', '理事长'),
	row(
		'guwangchuan',
		'顾望川',
		'male',
		1979,
		'science',
		'dongqiao',
		'party-jiusan',
		'云溪县农业科学研究所',
		'高级农艺师',
	),
	row('luqinghe', '陆清禾', 'female', 1984, 'acfic', 'qingshi', 'acfic-county', '云溪县清禾食品有限公司', '总经理'),
	row('baiyanqing', '白砚清', 'female', 1972, 'welfare', 'dongqiao', 'party-league', '云溪县社会福利院', '副院长'),
	row('shenruoxi', '沈若溪', 'female', 1986, 'women', 'bailu', null, '云溪县巾帼家政服务中心', '主任'),
	row(
		'zhuyunxiu',
		'祝云岫',
		'female',
		1977,
		'health',
		'xikou',
		'party-peasants-workers',
		'云溪县人民医院',
		'内科主任医师',
	),
	row('yechengzhou', '叶承舟', 'male', 1975, 'education', 'dongqiao', 'party-promotion', '云溪县第二中学', '副校长'),
	row(
		'chengyining',
		'程以宁',
		'female',
		1983,
		'economy',
		'bailu',
		'party-construction',
		'临澜衡信会计师事务所云溪分所',
		'所长',
	),
	row('shijianqing', '石见青', 'male', 1980, 'environment', 'wangshan', 'party-zhigong', '云溪县环境监测站', '工程师'),
	row('wenbeichen', '温北辰', 'male', 1978, 'economy', 'hezhou', null, '云溪县北辰竹木制品有限公司', '董事长'),
	row('xietinglan', '谢听澜', 'female', 1976, 'culture', 'gudu', 'party-league', '云溪县文化馆', '研究馆员'),
	row('wanliqing', '万里晴', 'male', 1974, 'labour', 'dongqiao', null, '云溪县城东运输有限公司', '工会主席'),
	row('fangyuanshan', '方远山', 'male', 1967, 'communists', 'dongqiao', null, '政协云溪县委员会', '主席'),
	row('linjingshu', '林静书', 'female', 1970, 'non-party', 'bailu', 'non-party-county', '政协云溪县委员会', '副主席'),
	row('heyuanzhi', '何远之', 'male', 1969, 'communists', 'dongqiao', null, '政协云溪县委员会', '副主席'),
	row('panshouren', '潘守仁', 'male', 1968, 'parties', 'bailu', 'party-league', '政协云溪县委员会', '副主席'),
	row('taoyunhe', '陶云鹤', 'male', 1971, 'acfic', 'dongqiao', 'acfic-county', '政协云溪县委员会', '副主席'),
	row('zhengyilan', '郑亦岚', 'female', 1974, 'communists', 'dongqiao', null, '政协云溪县委员会', '秘书长'),
	row('songyanqiu', '宋砚秋', 'male', 1972, 'communists', 'dongqiao', null, '政协云溪县委员会提案委员会', '主任'),
	row('sujianwei', '苏见微', 'female', 1982, 'parties', 'bailu', 'party-league', '民盟云溪县委员会', '专职副主委'),
];

export type NamedStaff = { key: string; name: string; sex: 'female' | 'male'; birthYear: number };

/** Staff by the place that they fill: `unit-civil-affairs.drafter`. */
export const namedStaff: Record<string, NamedStaff> = {
	'proposal-clerk.1': { key: 'wenxiaotang', name: '闻晓棠', sex: 'female', birthYear: 1989 },
	'assigner-government-office.1': { key: 'jiangxubai', name: '江叙白', sex: 'male', birthYear: 1985 },
	'assigner-party-office.1': { key: 'tangjinian', name: '唐纪年', sex: 'male', birthYear: 1983 },
	'unit-civil-affairs.registrar': { key: 'miaoqinghe', name: '苗青荷', sex: 'female', birthYear: 1993 },
	'unit-civil-affairs.drafter': { key: 'duruoheng', name: '杜若衡', sex: 'male', birthYear: 1987 },
	'unit-civil-affairs.head': { key: 'hanmingqu', name: '韩明渠', sex: 'male', birthYear: 1973 },
	'unit-finance.drafter': { key: 'hejinyan', name: '贺瑾言', sex: 'female', birthYear: 1990 },
	'unit-finance.head': { key: 'qinshouzhuo', name: '秦守拙', sex: 'male', birthYear: 1971 },
	'inspection-office.1': { key: 'shaopingchuan', name: '邵平川', sex: 'male', birthYear: 1980 },
	'administrator.1': { key: 'yuqingyuan', name: '余清源', sex: 'male', birthYear: 1988 },
	'liaison-xikou.convener': { key: 'meilansheng', name: '梅岚生', sex: 'male', birthYear: 1978 },
};

/** The fourteen townships and streets of 云溪县 with some of their villages or communities. */
export type Township = {
	key: string;
	name: string;
	kind: 'street' | 'town' | 'township';
	villages: readonly string[];
	school: string;
	river: string;
};

export const townships: readonly Township[] = [
	{
		key: 'dongqiao',
		name: '东桥街道',
		kind: 'street',
		villages: ['文昌社区', '东桥社区', '老粮站社区', '城关社区', '南码头社区'],
		school: '文昌小学',
		river: '东门河',
	},
	{
		key: 'bailu',
		name: '白鹭街道',
		kind: 'street',
		villages: ['白鹭洲社区', '梧桐里社区', '新桥社区', '柳堤社区', '望江社区'],
		school: '白鹭街道中心小学',
		river: '白鹭溪',
	},
	{
		key: 'xikou',
		name: '溪口镇',
		kind: 'town',
		villages: ['龙潭村', '水碓村', '石埠村', '樟树垄村', '双溪村', '下洲村'],
		school: '溪口镇中心小学',
		river: '溪口河',
	},
	{
		key: 'wangshan',
		name: '望山镇',
		kind: 'town',
		villages: ['茶坞村', '云岭村', '半山村', '竹坪村', '歇马村', '岩背村'],
		school: '望山镇中心小学',
		river: '望山溪',
	},
	{
		key: 'qingshi',
		name: '青石镇',
		kind: 'town',
		villages: ['王家堰村', '青石街村', '铁炉村', '石桥头村', '碾盘村', '高坎村'],
		school: '青石镇中心小学',
		river: '青石河',
	},
	{
		key: 'hezhou',
		name: '禾洲镇',
		kind: 'town',
		villages: ['沙湾村', '大圩村', '禾丰村', '渡头村', '荷塘村', '新圩村'],
		school: '禾洲镇中心小学',
		river: '禾洲河',
	},
	{
		key: 'fengting',
		name: '枫亭岭镇',
		kind: 'town',
		villages: ['枫树坳村', '亭子口村', '黄泥塘村', '长冲村', '老屋场村'],
		school: '枫亭岭镇中心小学',
		river: '枫溪',
	},
	{
		key: 'gudu',
		name: '古渡镇',
		kind: 'town',
		villages: ['渡口村', '船埠村', '河背村', '花桥村', '上街村', '塔下村'],
		school: '古渡镇中心小学',
		river: '云溪河',
	},
	{
		key: 'luoyan',
		name: '落雁镇',
		kind: 'town',
		villages: ['雁塘村', '芦苇村', '湖汊村', '柏树村', '石湖村'],
		school: '落雁镇中心小学',
		river: '雁塘港',
	},
	{
		key: 'nanping',
		name: '南屏山镇',
		kind: 'town',
		villages: ['南冲村', '杉木坪村', '泉水村', '鹿鸣村', '大坳村'],
		school: '南屏山镇中心小学',
		river: '鹿鸣溪',
	},
	{
		key: 'taoyuan',
		name: '陶窑镇',
		kind: 'town',
		villages: ['窑坡村', '瓦子村', '白泥村', '陶家村', '火炉坪村'],
		school: '陶窑镇中心小学',
		river: '窑河',
	},
	{
		key: 'sanhe',
		name: '三合乡',
		kind: 'township',
		villages: ['三合村', '梅子村', '岔河村', '金竹村'],
		school: '三合乡中心小学',
		river: '岔河',
	},
	{
		key: 'shima',
		name: '石马乡',
		kind: 'township',
		villages: ['石马村', '岩口村', '风车村', '天坪村'],
		school: '石马乡中心小学',
		river: '石马溪',
	},
	{
		key: 'shuitang',
		name: '水塘坳乡',
		kind: 'township',
		villages: ['水塘村', '坳背村', '油茶村', '松林村'],
		school: '水塘坳乡中心小学',
		river: '坳背溪',
	},
];

export const roads = [
	'东桥路',
	'文昌路',
	'白鹭大道',
	'南码头路',
	'云溪大道',
	'梧桐路',
	'学府路',
	'柳堤路',
	'滨河东路',
	'滨河西路',
	'老粮站路',
	'城北路',
	'望江路',
	'工业一路',
	'人民中路',
	'桂花路',
] as const;

export const estates = [
	'文昌苑',
	'东桥新村',
	'白鹭家园',
	'梧桐里小区',
	'粮食局宿舍',
	'丝厂宿舍',
	'望江花园',
	'柳堤小区',
	'滨河名苑',
	'农机厂宿舍',
	'学府小区',
	'桂花园',
	'二建家属院',
	'云溪雅居',
	'百货公司宿舍',
	'南码头小区',
] as const;

export const townSchools = [
	'文昌小学',
	'白鹭小学',
	'云溪一小',
	'云溪三小',
	'实验小学',
	'东桥中学',
	'云溪二中',
	'城北小学',
	'滨河学校',
	'学府中学',
] as const;

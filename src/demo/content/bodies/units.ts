import type { Body, UnitKind } from '../content.ts';
import { HOME } from '../committees.ts';

type UnitRow = readonly [slug: string, name: string, letterMark: string, duties: string];

const party: UnitRow[] = [
	['party-office', '县委办公室', '云办函', '县委日常运转、督查、保密、机要'],
	['discipline', '县纪委监委机关', '云纪函', '作风监督、群众身边不正之风整治、村级小微权力'],
	['organisation', '县委组织部', '云组函', '干部、人才、基层党建、驻村工作队'],
	['publicity', '县委宣传部', '云宣函', '新闻宣传、文明创建、新时代文明实践、移风易俗'],
	['united-front', '县委统战部', '云统函', '民主党派、民族宗教、侨务、新的社会阶层'],
	['political-legal', '县委政法委员会', '云政法函', '社会治安综合治理、网格化管理、平安建设'],
	['social-work', '县委社会工作部', '云社工函', '新就业群体、志愿服务、行业协会党建、基层治理'],
	['cyberspace', '县委网信办', '云网信函', '网络安全、网络文明、舆情、数字乡村'],
	['staffing', '县委编办', '云编函', '机构编制、事业单位改革、权责清单'],
	['archives', '县档案馆', '云档函', '档案、地方志、史料征集'],
];

const government: UnitRow[] = [
	['government-office', '县政府办公室', '云政办函', '政府日常运转、跨部门协调、政务公开'],
	['development', '县发展和改革局', '云发改函', '规划、项目、价格、能源、粮食物资、光伏'],
	['education', '县教育局', '云教函', '中小学、学前教育、学区、校外培训、教师、校园安全'],
	['industry', '县科技和工业信息化局', '云科工函', '工业、园区、科技、通信基站、中小企业'],
	['public-security', '县公安局', '云公函', '治安、道路交通管理、户籍、反诈、养犬'],
	['civil-affairs', '县民政局', '云民函', '养老、社会救助、殡葬、地名、社区治理、儿童福利、慈善'],
	['justice', '县司法局', '云司函', '法律援助、人民调解、普法、社区矫正、行政执法监督'],
	['finance', '县财政局', '云财函', '预算、专项资金、补助拨付、国有资产、政府采购'],
	['human-resources', '县人力资源和社会保障局', '云人社函', '就业、社会保险、劳动维权、技能培训、职称'],
	['natural-resources', '县自然资源局', '云自然资函', '国土空间规划、耕地、不动产登记、地质灾害'],
	['ecology', '市生态环境局云溪分局', '云环函', '水气土污染防治、噪声、油烟执法、排污许可'],
	['housing', '县住房和城乡建设局', '云住建函', '住房、物业、老旧小区、加装电梯、排水管网、自建房'],
	['city-management', '县城市管理局', '云城管函', '市容、环卫、路灯、公厕、停车、步道管护、占道经营'],
	['transport', '县交通运输局', '云交函', '农村公路、公交客运、物流、桥梁、水上交通'],
	['water', '县水利局', '云水函', '河湖、灌溉、农村饮水、山塘水库、防汛'],
	['agriculture', '县农业农村局', '云农函', '种植养殖、高标准农田、农机、宅基地、乡村建设、品牌'],
	['commerce', '县商务局', '云商函', '商贸流通、电商、市场建设、外贸、成品油'],
	['culture-tourism', '县文化旅游广电体育局', '云文旅函', '文物、非遗、旅游、体育、公共文化'],
	['health', '县卫生健康局', '云卫函', '医疗、村卫生室、公共卫生、托育、急救、医养结合'],
	['veterans', '县退役军人事务局', '云退役函', '优抚、安置、烈士纪念设施、退役军人就业'],
	['emergency', '县应急管理局', '云应急函', '安全生产、防灾减灾、应急避难、森林防火'],
	['audit', '县审计局', '云审函', '财政资金审计、领导干部经济责任审计'],
	['market', '县市场监督管理局', '云市监函', '食品药品、价格行为、特种设备、商标、电梯检验、消费维权'],
	['forestry', '县林业局', '云林函', '森林、古树名木、湿地、林下经济、野生动物'],
	['medical-security', '县医疗保障局', '云医保函', '医保参保、报销、异地结算、药品采购、医疗救助'],
	['statistics', '县统计局', '云统计函', '统计调查、普查'],
	['administrative-services', '县行政审批和数据局', '云数函', '政务服务大厅、一件事、电子证照、公共数据'],
	['petitions', '县信访局', '云信函', '来信来访、热线办理、矛盾化解'],
	['rural-revitalisation', '县乡村振兴服务中心', '云振函', '防返贫监测、帮扶项目、驻村帮扶'],
	['supply', '县供销合作社联合社', '云供函', '农资、冷链、农产品流通、再生资源'],
	['park', '云溪经济开发区管委会', '云开函', '园区规划、企业服务、园区职工生活配套'],
	['media', '县融媒体中心', '云融函', '广播电视、新媒体、应急广播'],
	['hospital', '县人民医院', '云医函', '医疗服务、急诊、儿科、远程会诊'],
];

const courts: UnitRow[] = [['court', '县人民法院', '云法函', '审判、执行、诉前调解']];
const procuratorates: UnitRow[] = [['procuratorate', '县人民检察院', '云检函', '公益诉讼、未成年人检察、法律监督']];

const vertical: UnitRow[] = [
	['tax', '国家税务总局云溪县税务局', '云税函', '税收征管、涉税服务、社保费征收'],
	['weather', '县气象局', '云气函', '气象预报预警、人工影响天气、农业气象服务'],
	['fire', '县消防救援大队', '云消函', '火灾防控、消防验收、消防通道、应急救援'],
	['power', '国网云溪县供电公司', '云供电函', '供电、农网改造、充电桩接电、光伏并网'],
	['tobacco', '县烟草专卖局', '云烟函', '烟草专卖、烟叶生产、零售许可'],
	['post', '中国邮政集团云溪分公司', '云邮函', '邮政普遍服务、快递进村、邮路'],
	['telecom', '中国电信云溪分公司', '云电信函', '通信网络、光纤、基站'],
	['mobile', '中国移动云溪分公司', '云移函', '通信网络、移动信号、基站'],
	['finance-supervision', '国家金融监督管理总局云溪监管支局', '云金监函', '银行保险监管、金融消费者权益'],
	['highway', '市公路事业发展中心云溪分中心', '云路函', '国省干线公路养护、桥梁隧道'],
	['housing-fund', '市住房公积金管理中心云溪管理部', '云积函', '公积金缴存、提取、贷款'],
];

const massOrganisations: UnitRow[] = [
	['trade-union', '县总工会', '云工函', '职工权益、工会驿站、困难职工帮扶'],
	['youth-league', '共青团云溪县委员会', '云团函', '青少年服务、志愿者、返乡青年创业'],
	['women', '县妇女联合会', '云妇函', '妇女儿童权益、家庭教育、巾帼创业'],
	['disabled', '县残疾人联合会', '云残函', '残疾人就业、康复、无障碍建设'],
	['red-cross', '县红十字会', '云红函', '应急救护培训、人道救助、急救设备'],
];

const enterprises: UnitRow[] = [
	['bus-company', '县公共交通公司', '云公交函', '公交线路、班次、站点、敬老卡'],
	['water-company', '县自来水公司', '云水司函', '城区供水、二次供水、水质、管网抢修'],
	['city-investment', '县城市建设投资公司', '云城投函', '市政项目建设、公共停车场、厂房改造'],
];

const unit =
	(unitKind: UnitKind) =>
	([slug, name, letterMark, duties]: UnitRow): Body => ({
		key: `unit-${slug}`,
		committee: HOME,
		kind: 'handling_unit',
		name: name.startsWith('县') ? `云溪${name}` : name,
		shortName: shortNames[slug] ?? name,
		unitKind,
		letterMark,
		duties,
	});

/** Where the office's everyday name is shorter than the full one without its county. */
const shortNames: Record<string, string> = {
	development: '县发改局',
	industry: '县科工信局',
	'human-resources': '县人社局',
	ecology: '生态环境分局',
	housing: '县住建局',
	'city-management': '县城管局',
	'culture-tourism': '县文旅体局',
	health: '县卫健局',
	veterans: '县退役军人局',
	emergency: '县应急局',
	market: '县市场监管局',
	'medical-security': '县医保局',
	'administrative-services': '县数据局',
	supply: '县供销社',
	park: '经开区管委会',
	'political-legal': '县委政法委',
	tax: '县税务局',
	power: '县供电公司',
	post: '县邮政分公司',
	telecom: '县电信分公司',
	mobile: '县移动分公司',
	'finance-supervision': '县金融监管支局',
	highway: '公路云溪分中心',
	'housing-fund': '公积金云溪管理部',
	'youth-league': '团县委',
	women: '县妇联',
	disabled: '县残联',
	'city-investment': '县城投公司',
};

export const handlingUnits: Body[] = [
	...party.map(unit('party')),
	...government.map(unit('government')),
	...courts.map(unit('court')),
	...procuratorates.map(unit('procuratorate')),
	...vertical.map(unit('vertical')),
	...massOrganisations.map(unit('party')),
	...enterprises.map(unit('government')),
];

import type { Category, DeclineReason } from './content.ts';

export const categories: Category[] = [
	{ code: 'economy', name: '经济发展' },
	{ code: 'agriculture', name: '农业农村' },
	{ code: 'urban', name: '城市建设与管理' },
	{ code: 'transport', name: '交通出行' },
	{ code: 'environment', name: '资源环境' },
	{ code: 'education', name: '教育' },
	{ code: 'health', name: '医药卫生' },
	{ code: 'social', name: '社会保障与民生' },
	{ code: 'culture', name: '文化旅游体育' },
	{ code: 'law', name: '法治与社会治理' },
];

/** The ten of the national rules as published in 2011 (domain.md 2.1.4). */
export const declineReasons: DeclineReason[] = [
	{ code: '1', text: '涉及国家秘密或者党的秘密' },
	{ code: '2', text: '国家明令禁止的' },
	{ code: '3', text: '中共党员对党内有关组织、人事安排等方面的意见' },
	{ code: '4', text: '民主党派成员反映本党派内部事务的' },
	{ code: '5', text: '进入民事、刑事、行政诉讼或者仲裁程序的' },
	{ code: '6', text: '属于学术研讨的' },
	{ code: '7', text: '为本人或者亲属解决个人问题的' },
	{ code: '8', text: '宣传、推介具体作品或者产品的' },
	{ code: '9', text: '指名举报的' },
	{ code: '10', text: '内容空泛，没有具体建议的' },
];

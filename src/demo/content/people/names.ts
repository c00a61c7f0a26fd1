import type { Random } from '../random.ts';
import { wellKnownNames } from './well-known.ts';

type Sex = 'female' | 'male';

const common = '王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕';
const rarer =
	'苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边';

const malePools = {
	older:
		'建华 国强 志明 文斌 永福 德林 家骏 少华 传文 明远 立新 长根 水生 金生 光荣 新民 卫东 学军 爱民 红兵 振兴 正义 世平 运来 先进 和平 春生 秋林 冬生 海波 大勇 克勤 克俭 启明 庆丰 福民 茂林 松柏 柏青 宗礼 守信 耀宗 绍文 维新 益民 修平 良才 怀德 万和 义平 友根 桂生 仁山 庭芳 国良 志坚 忠诚 兴邦 道生 广田'.split(
			' ',
		),
	younger:
		'浩然 思远 俊杰 宇航 景行 亦舟 子豪 博文 天佑 承泽 明哲 泽宇 一鸣 嘉树 逸飞 修远 晨阳 鹏程 伟航 立言 知行 牧之 云帆 启航 若愚 书恒 清扬 安澜 望舒 怀瑾 致远 星野 松涛 昊天 文韬 沐阳 凯旋 奕辰 楷文 瑞麟 彦斌 少白 一舟 向阳 家齐 睿思 翰林 景明 朗清 以恒 宗岳 砚池 千里 临川 鸣谦 时雨 禹铭 青峰 岱云 述之'.split(
			' ',
		),
};

const femalePools = {
	older:
		'秀英 桂兰 玉珍 淑华 春梅 凤英 丽华 爱莲 素芬 雪梅 金凤 月娥 惠芳 美玲 翠萍 红霞 冬梅 秋菊 兰香 文秀 佩云 荷英 菊花 小平 建芳 晓红 彩云 银花 玉兰 淑贞 慧敏 志红 国芬 新华 爱华 素云 静芬 桂芝 莲芳 水莲 瑞芳 克芬 雅琴 若兰 映红 碧华 云仙 定芳 玉洁 腊梅 贵珍 有梅 群英 益芳 满珍 昭华 芝兰 松月 霞光 友莲'.split(
			' ',
		),
	younger:
		'思颖 若涵 欣怡 晓棠 雨桐 静姝 清荷 书瑶 婉清 诗雨 梦洁 佳宁 语嫣 沐晴 知夏 可欣 映雪 听雨 念慈 安然 子衿 如许 南乔 采薇 疏桐 言蹊 云舒 芷若 星瑶 初晴 锦书 令仪 舒窈 青黛 新月 蔓菁 微澜 羽裳 文君 依兰 乐怡 佩玲 晓岚 雅楠 亦菲 沁雪 一诺 嘉禾 琳琅 梓涵 颂雅 芳洲 瑾瑜 漱玉 扶摇 晚晴 见素 秋实 竹影 月白'.split(
			' ',
		),
};

/** Gives names that no other person of the demo bears and no well-known person. */
export function nameGiver(random: Random, taken: Iterable<string>) {
	const used = new Set([...taken, ...wellKnownNames]);
	return (sex: Sex, birthYear: number): string => {
		const pools = sex === 'male' ? malePools : femalePools;
		const given = birthYear < 1976 ? pools.older : pools.younger;
		for (;;) {
			const name = random.pick([...(random.chance(0.5) ? common : rarer)]) + random.pick(given);
			if (used.has(name)) continue;
			used.add(name);
			return name;
		}
	};
}

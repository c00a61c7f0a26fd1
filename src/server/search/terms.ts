import { findEntry } from './dictionary.ts';
import { cut } from './words.ts';

/** What proposals of every kind say: how the writers went about it, and who should do what. */
const customary = new Set(
	(
		'关于 提案 建议 问题 情况 工作 部门 有关 相关 进一步 加强 推进 完善 落实 提高 提升 开展 建立 健全 机制 制度 管理 措施 群众 居民 委员 代表 政协 ' +
		'调研 走访 座谈 座谈会 了解 反映 发现 目前 现状 存在 原因 分析 方面 主要 不足 缺乏 不够 困难 需要 应当 可以 没有 已经 一是 二是 三是 四是 ' +
		'牵头 会同 负责 统筹 安排 资金 经费 预算 财政 补助 标准 年度 今年 去年 近年来 每年 每月 每季度 年底 单位 政府 县里 乡镇 全县 我县 本县 ' +
		'社会 发展 建设 实施 组织 保障 服务 支持 鼓励 引导 监督 公开 公示 接受 办法 方案 计划 规划 试点 推广 责任 明确 规范 统一 协调 配合 解决 ' +
		'影响 造成 导致 容易 部分 一些 不少 多数 个别 增加 减少 以来 期间 平均 左右 以上 以下 同时 其中 由于 因此 如果 对于 通过 按照 根据'
	).split(' '),
);
/** A place that carries its kind in its last character tells where, not what. */
const place = /[镇乡村路街桥河湖山岭坪湾港巷院区县市省]$/;
const mostRare = 13;

/** How much each word of a text says about its matter: rarity times how often it stands there, damped. Names and customary words say nothing. */
export function weighedWords(
	parts: readonly { text: string; weight: number }[],
	cutting: (text: string) => string[] = cut,
): Map<string, number> {
	const times = new Map<string, number>();
	for (const { text, weight } of parts)
		for (const word of cutting(text)) if (word.length > 1) times.set(word, (times.get(word) ?? 0) + weight);
	const weights = new Map<string, number>();
	for (const [word, n] of times) {
		const weight = rarityOf(word);
		if (weight) weights.set(word, weight * (1 + Math.log(n)));
	}
	return weights;
}

/** 0 for what does not tell one matter from another. */
export function rarityOf(word: string): number {
	const entry = findEntry(word);
	if (!entry?.telling || customary.has(word) || (word.length < 4 && place.test(word))) return 0;
	return Math.min(mostRare, entry.rarity);
}

export interface Written {
	title: string;
	situation: string;
	analysis: string;
	suggestions: string;
}
const partsOf = ({ title, situation, analysis, suggestions }: Written) => [
	{ text: title, weight: 3 },
	{ text: situation, weight: 1 },
	{ text: analysis, weight: 1 },
	{ text: suggestions, weight: 1 },
];

/** The words that tell this matter from others, strongest first. */
export const keyTerms = (written: Written, most = 16, cutting?: (text: string) => string[]): string[] =>
	[...weighedWords(partsOf(written), cutting)]
		.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
		.slice(0, most)
		.map(([word]) => word);

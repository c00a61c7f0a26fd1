import { expect, test } from 'vitest';
import { defaultSettings } from '#server/core/settings.ts';
import { writtenIn } from './draft.ts';
import { hintsOn } from './hints.ts';

const said = (values: Record<string, unknown>) =>
	hintsOn(writtenIn(values), defaultSettings).map((hint) => `${hint.ok ? '好' : '看'} ${hint.text}`);

test('a title that joins two things is pointed at, an everyday word with 和 is not', () => {
	expect(said({ title: '关于规范屋顶光伏和增设充电桩的提案' })).toEqual(['看 题目里有“和”。要是两件事，就写成两件。']);
	expect(said({ title: '关于建设和谐社区的提案' })).toEqual(['好 题目看起来是一件事。']);
});

test('numbers that identify a person and marks of secrecy are pointed at before they become public', () => {
	expect(said({ situation: `打过13800001234。${'长'.repeat(60)}` }).join()).toContain('手机号或身份证号');
	expect(said({ situation: `户数312，编号20260603。${'长'.repeat(60)}` })).toEqual([]);
	expect(said({ analysis: `文件标着绝密。${'长'.repeat(60)}` }).join()).toContain('保密渠道');
});

test('length is advised, and only what exceeds the rule is called too long', () => {
	const of = (n: number) => said({ situation: '长'.repeat(n) });
	expect(of(700)).toEqual([]);
	expect(of(900).join()).toMatch(/^好 正文900字/);
	expect(of(1600).join()).toMatch(/^看 正文1,600字，最多1,500字/);
});

test('an empty draft is not commented on', () => {
	expect(said({})).toEqual([]);
});

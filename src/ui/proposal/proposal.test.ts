import { expect, test } from 'vitest';
import { draw, words } from '#ui/draw.ts';
import Commitments from './Commitments.svelte';
import Letter from './Letter.svelte';
import ProposalRows from './ProposalRows.svelte';
import ProposalText from './ProposalText.svelte';
import ProposalTitle from './ProposalTitle.svelte';
import RatingSummary from './RatingSummary.svelte';
import SpanBar from './SpanBar.svelte';
import Steps from './Steps.svelte';
import Timeline from './Timeline.svelte';

const today = '2026-06-03';

test('a title breaks between words, and its outer words are light in lists only', () => {
	const title = '关于建立村级老年食堂长效运营机制的提案';
	const listed = draw(ProposalTitle, { title });
	expect(words(listed)).toBe(title);
	expect(listed).toContain('<i class="gy">关于</i>');
	expect(listed).toContain('<i class="gy">的提案</i>');
	expect(listed).toMatch(/老年<wbr\/>食堂/);
	expect(draw(ProposalTitle, { title, full: true })).not.toContain('gy');
});

test('the record shows its text, its letter, its ratings and its promises', () => {
	const text = draw(ProposalText, { situation: '甲\n乙', analysis: '丙', suggestions: '1. 补助\n2、配送' });
	expect(text).toContain('<li>补助</li><li>配送</li>');
	const letter = draw(Letter, {
		org: '云溪县民政局',
		number: '云民函〔2026〕37号',
		title: '关于第128号提案的答复函',
		to: '许知微等委员：',
		body: '现答复如下：\n一、关于运营补助。同意。',
		signer: '云溪县民政局',
		signedOn: '2026-05-20',
	});
	expect(letter).toContain('<b>一、关于运营补助。</b>同意。');
	expect(words(letter)).toContain('2026年5月20日');
	const rated = draw(RatingSummary, { overall: '满意', aspects: [{ label: '答复内容', good: 5, fair: 1, poor: 0 }] });
	expect(rated.match(/<i class="f">/g)).toHaveLength(5);
	expect(words(rated)).toContain('5人满意，1人基本满意');
	const promised = draw(Commitments, { today, items: [{ text: '印发办法', dueOn: '2026-06-30', state: 'open' }] });
	expect(words(promised)).toMatch(/印发办法.*还剩27天.*正在兑现/);
});

test('the history marks what is done, what is now and what is next', () => {
	const steps = draw(Steps, {
		steps: [{ label: '提交', state: 'done' }, { label: '立案', state: 'now' }, { label: '交办' }],
	});
	expect(steps).toMatch(/<li class="is-now" aria-current="step">立案<\/li>/);
	const history = draw(Timeline, {
		today,
		items: [
			{ on: '2025-12-30', title: '提交' },
			{ on: '2026-04-22', title: '会办意见收齐', mark: { tone: 'over', text: '迟交<b>2</b>天' } },
			{ when: '现在', title: '跟踪兑现', state: 'now' },
		],
	});
	expect(words(history)).toContain('2025年12月30日');
	expect(history).toContain('due due--over');
	expect(history).toContain('class="is-now"');
	expect(draw(SpanBar, { from: '2026-03-10', due: '2026-06-10', today, metOn: '2026-05-20' })).toContain('width="77%"');
	const listed = draw(ProposalRows, {
		rows: [{ href: '/p', number: '128', title: '延长末班车', meta: ['用时37天'], state: 'closed' }],
	});
	expect(words(listed)).toContain('128 延长末班车 用时37天');
});

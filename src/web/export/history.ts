import type { ProposalRecord } from '#web/record/page.ts';
import { longDay } from '#ui/text/days.ts';
import { currentLocale, t } from '#words';

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? '');

const style =
	'body{font:1rem/1.8 "Noto Serif CJK SC",SimSun,serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1c2326}h1{font-size:1.5rem;line-height:1.5}dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.5rem}dt{color:#5d666a}dd{margin:0}ol{list-style:none;padding:0}li{border-top:1px solid #dcd9d0;padding:.6rem 0}time{color:#5d666a;display:block;font-size:.9rem}p{margin:.2rem 0}';

/** 办理经过 as a page of its own: it is read from a disk, years later, without any of ours beside it. */
export function historyPage(record: ProposalRecord): string {
	const facts = record.facts.map(({ term, text }) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join('');
	const items = record.timeline
		.filter((item) => item.on)
		.map(({ on, title, text, mark }) => {
			const lines = [text, mark?.text].filter((one) => one).map((one) => `<p>${escaped(one ?? '')}</p>`);
			return `<li><time datetime="${on}">${longDay(on ?? '')}</time><b>${escaped(title)}</b>${lines.join('')}</li>`;
		})
		.join('\n');
	return `<!doctype html>
<html lang="${currentLocale()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(record.title)}</title><style>${style}</style></head>
<body><p>${escaped([...record.numberNote.slice(1), t('member.number', { number: record.number })].join(' '))}</p><h1>${escaped(record.title)}</h1><dl>${facts}</dl>
<h2>${escaped(t('public.timeline'))}</h2><ol>
${items}
</ol></body></html>
`;
}

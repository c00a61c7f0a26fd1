import { demoContent } from '#demo/content/index.ts';
import { rowsOf } from '#demo/rows/rows.ts';
let t = performance.now();
const content = demoContent(process.argv[2] ?? '2026-11-22');
console.log('content', performance.now() - t, content.proposals.length, content.proposals.reduce((n, p) => n + p.acts.length, 0));
t = performance.now();
const rows = await rowsOf(content, 'x');
console.log(performance.now() - t, Object.fromEntries(Object.entries(rows).map(([k, v]) => [k, v.length])));

import { withNode } from './with-node.mjs';

const env = { NODE_ENV: process.env.NODE_ENV ?? 'production' };
process.exit(await withNode(['src/main.ts', ...process.argv.slice(2)], { build: true, env, tie: true }));

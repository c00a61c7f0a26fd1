import { withNode } from './with-node.mjs';

// npm that was killed cannot pass anything on: what it started ends with it instead of holding the port
const npm = process.ppid;
const isOrphan = () => process.env.npm_lifecycle_event !== undefined && process.ppid !== npm;
setInterval(() => isOrphan() && process.kill(process.pid, 'SIGTERM'), 1000).unref();

const env = { NODE_ENV: process.env.NODE_ENV ?? 'production' };
process.exit(await withNode(['src/main.ts', ...process.argv.slice(2)], { build: true, env, tie: true }));

import { pathToFileURL } from 'node:url';
import { runToEnd } from './child.mjs';
import { pinnedNode, root, setUp } from './set-up.mjs';

/**
 * Sets up, then runs a script of ours on the pinned Node, with our terminal. Resolves with its exit code.
 * @param {string[]} script with its arguments, relative to the root; empty for the set-up alone
 * @param {{ build: boolean; env?: Record<string, string>; tie?: boolean }} wish `tie`: the script notices by
 *   `process.on('disconnect')` when this process is killed
 */
export async function withNode(script, { build, env = {}, tie = false }) {
	if (!(await setUp({ build }))) return 1;
	if (!script.length) return 0;
	return runToEnd(pinnedNode, script, {
		cwd: root,
		env: { ...process.env, ...env },
		stdio: tie ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
	});
}

// node run/with-node.mjs [--build] [script.ts …]
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const args = process.argv.slice(2);
	const build = args[0] === '--build';
	process.exitCode = await withNode(build ? args.slice(1) : args, { build });
}

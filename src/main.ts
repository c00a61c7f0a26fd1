import { openAssembly } from './opening.ts';
import { serve } from './serving.ts';

/** The process: opens the database, brings it up to date, serves until it is told to end, and ends what it began. */
const assembly = await openAssembly({ say: console.log });
const server = await serve(assembly);
console.log(`\n  ${server.address}\n`);
await assembly.introduce(console.log);

let ending = false;
async function end(): Promise<void> {
	if (ending) return;
	ending = true;
	await server.stop();
	await assembly.close();
	process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
// the script that started us is gone: nobody could end us any more
process.on('disconnect', () => void end());

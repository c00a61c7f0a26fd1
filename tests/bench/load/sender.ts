import { closedLoop, type Load } from './closed-loop.ts';

/** One process that sends: it gets a load, answers with what came back, and waits for the next. */
process.on('message', (load: Load) => {
	closedLoop(load).then(
		(answered) => process.send?.({ answered }),
		(error: Error) =>
			process.send?.({ failed: `${error.message}\n${error.cause instanceof Error ? error.cause.message : ''}` }),
	);
});
process.on('disconnect', () => process.exit(0));

import { slug } from '#demo/fill/assembly.ts';
import { BrokenOff, fill, type Step } from '#demo/fill/fill.ts';
import { findFilled, mayFill } from '#demo/fill/queries.ts';
import { connect } from '#server/core/database.ts';
import { t } from '#words';
import { Refused, type Call } from './command.ts';

const fewest = 300;
const most = 2_000_000;

function countOf(written: string | boolean | undefined): number {
	const count = Number(written);
	if (!Number.isInteger(count) || count < fewest || count > most) throw new Refused(t('cli.fill.count_wrong'));
	return count;
}

async function mayBegin({ ctx, ownerUrl }: Call, again: boolean): Promise<void> {
	const there = await findFilled(ctx.db);
	if (there === 'whole' && !again) throw new Refused(t('cli.fill.there', { slug }));
	if (there === 'unfinished' && !again) throw new Refused(t('cli.fill.unfinished'));
	const connection = connect(ownerUrl, 1);
	const may = await mayFill(connection).finally(() => connection.end());
	if (!may) throw new Refused(t('cli.fill.not_allowed'));
}

/** Says how far it is, and how fast it goes since the first proposal was stored. */
function teller(tell: Call['tell']) {
	let began = 0;
	return (step: Step, done: number, of: number) => {
		if (step !== 'store') return tell(t(`cli.fill.${step}`, { done, of }), true);
		began ||= performance.now();
		const rate = done / Math.max(1, (performance.now() - began) / 1000);
		const left = rate ? Math.ceil((of - done) / rate / 60) : of;
		tell(t('cli.fill.store', { done, of, rate: Math.round(rate), left }), true);
	};
}

/** A committee of its own with so many proposals. Broken off, it stays marked as unfinished. */
export async function fillDemo(call: Call): Promise<number> {
	const { ctx, ownerUrl, options, say, tell } = call;
	const proposals = countOf(options.proposals);
	const again = options.again === true;
	await mayBegin(call, again);
	const began = performance.now();
	const breaking = new AbortController();
	const breakOff = () => breaking.abort();
	process.once('SIGINT', breakOff);
	try {
		await fill({ ownerUrl, proposals, again, today: ctx.today, signal: breaking.signal, onStep: teller(tell) });
	} catch (error) {
		if (!(error instanceof BrokenOff)) throw error;
		throw new Refused(t('cli.fill.broken_off'));
	} finally {
		process.off('SIGINT', breakOff);
	}
	const minutes = Number(((performance.now() - began) / 60_000).toFixed(1));
	say(t('cli.fill.done', { proposals, minutes, slug }));
	return 0;
}

import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Context } from '#server/core/context.ts';
import { plainDateIn } from '#server/core/clock.ts';
import { Refusal } from '#server/core/refusal.ts';
import { settingsOf } from '#server/core/settings.ts';
import { readAttachment } from '#server/proposals/attachments.ts';
import { readProposal } from '#server/proposals/read.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { recordOf, type ProposalRecord } from '#web/record/page.ts';
import { t } from '#words';
import { historyPage } from './history.ts';
import { proposalPaper, replyPaper } from './papers.ts';

/** One file of the folder; made when its turn comes. */
interface Part {
	path: string;
	/** Packed already: an attachment is mostly an archive itself. */
	packed?: boolean;
	make(): Promise<Uint8Array>;
}

/** What Windows keeps for itself in names of files, the first 32 signs among them. */
const notInNames = /[\u0000-\u001f<>:"/\\|?*\u007f\u202a-\u202e\u2066-\u2069]/g;
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** A name that every system can store, at most 80 characters with its ending. */
export function safeName(name: string): string {
	const plain = name.toWellFormed().replace(notInNames, ' ').replace(/\s+/g, ' ').replace(devices, '_$1').trim();
	const ending = /\.[\p{L}\d]{1,8}$/u.exec(plain)?.[0] ?? '';
	const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, 80 - ending.length).join('');
	return `${stem.replace(/[. ]+$/, '').replace(/^\.+/, '') || '_'}${ending}`;
}

/** Of several with the same name the later ones are counted; Windows does not tell A from a. */
function distinct(names: readonly string[]): string[] {
	const seen = new Map<string, number>();
	return names.map((name) => {
		const key = name.toLowerCase();
		const n = (seen.get(key) ?? 0) + 1;
		seen.set(key, n);
		return n === 1 ? name : name.replace(/(\.[^.]*)?$/, (ending) => ` (${n})${ending}`);
	});
}

function partsOf(ctx: Context, view: ProposalView, record: ProposalRecord): Part[] {
	const { name: committee, zone } = ctx.committee;
	const submitted = view.dates.submitted_at && plainDateIn(zone, view.dates.submitted_at);
	const text = (written: string) => () => Promise.resolve(Buffer.from(written));
	const replies = distinct(
		record.letters.map((letter, n) => safeName(`${t('export.part_reply', { n: n + 1, unit: letter.org })}.docx`)),
	);
	const files = distinct(record.attachments.map(({ name }) => safeName(name)));
	return [
		{
			path: `${t('export.part_proposal')}.docx`,
			packed: true,
			make: () => proposalPaper(record, committee, submitted),
		},
		...record.letters.map((letter, n) => ({
			path: replies[n] ?? '',
			packed: true,
			make: () => replyPaper(letter, committee),
		})),
		...record.attachments.map(({ id }, n) => ({
			path: `${t('export.attachments')}/${files[n]}`,
			packed: true,
			make: async () => (await readAttachment(ctx, id, 'exported')).content,
		})),
		{ path: `${t('public.timeline')}.html`, make: text(historyPage(record)) },
		{ path: 'matter.json', make: text(JSON.stringify(view, null, '\t')) },
	];
}

/** One part after the other; while one is read, none of the others is held. Who goes away ends it. */
async function* packed(parts: readonly Part[], signal?: AbortSignal): AsyncGenerator<Uint8Array> {
	const pieces: Uint8Array[] = [];
	const zip = new Zip((error, piece) => {
		if (error) throw error;
		pieces.push(piece);
	});
	for (const part of parts) {
		signal?.throwIfAborted();
		const file = part.packed ? new ZipPassThrough(part.path) : new ZipDeflate(part.path, { level: 6 });
		zip.add(file);
		file.push(await part.make(), true);
		yield* pieces.splice(0);
	}
	zip.end();
	yield* pieces;
}

/** Each matter's files are in memory one at a time, so only so many folders at once. */
const mostTogether = 8;
let together = 0;

async function* counted(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
	if (together >= mostTogether) throw new Refusal('too_much', [{ code: 'export.busy' }]);
	together++;
	try {
		yield* pieces;
	} finally {
		together--;
	}
}

/** 整卷: everything of one matter that this reader may see, and nothing else. */
export async function openFolder(
	ctx: Context,
	id: string,
	signal?: AbortSignal,
): Promise<{ name: string; pieces: AsyncGenerator<Uint8Array> }> {
	if (together >= mostTogether) throw new Refusal('too_much', [{ code: 'export.busy' }]);
	const [view, settings] = await Promise.all([readProposal(ctx, id, 'exported'), settingsOf(ctx.db, ctx)]);
	const record = recordOf(view, settings, ctx.committee.zone, ctx.today);
	const number = view.number_label ? `${t('member.number', { number: view.number_label })} ` : '';
	return {
		name: safeName(`${number}${view.title || t('ui.untitled')}.zip`),
		pieces: counted(packed(partsOf(ctx, view, record), signal)),
	};
}

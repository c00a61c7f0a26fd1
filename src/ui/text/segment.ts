const words = new Intl.Segmenter('zh', { granularity: 'word' });
/** These lean on the word before them (的、了) or must not begin a line. */
const leansBack = /^[的了着过们上下里中内外等、，。：；”’）》】！？,.;:!?)\]]/u;
const leansForward = /[“‘（《【([一不第关于在对把给为和与及向从]$/u;

/** The title cut where a line may break: between words, never inside one (词不拆行). */
export function breakable(text: string): string[] {
	const pieces: string[] = [];
	for (const { segment } of words.segment(text)) {
		const last = pieces.at(-1);
		const joins =
			last !== undefined && (leansBack.test(segment) || leansForward.test(last) || last.length + segment.length < 3);
		if (joins) pieces[pieces.length - 1] = last + segment;
		else pieces.push(segment);
	}
	return pieces;
}

/** 题眼: in lists the outer words 关于 … 的提案 are set light. */
export function subjectOf(title: string): { before: string; subject: string; after: string } {
	const found = /^(关于)?(.+?)(的(?:提案|建议))?$/u.exec(title.trim());
	return { before: found?.[1] ?? '', subject: found?.[2] ?? title, after: found?.[3] ?? '' };
}

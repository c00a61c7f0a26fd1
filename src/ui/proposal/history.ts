import type { Tone } from '#ui/state/deadline.ts';

export interface Step {
	label: string;
	note?: string;
	/** Absent: still to come. */
	state?: 'done' | 'now';
}
export interface TimelineItem {
	/** The day; `when` replaces it where there is none (现在, 12月15日前). */
	on?: string | null;
	when?: string;
	note?: string;
	title: string;
	text?: string;
	/** The deadline that belongs to this event; `<b>` marks its number. */
	mark?: { tone: Tone; text: string };
	link?: { href: string; label: string };
	state?: 'done' | 'now' | 'next';
}

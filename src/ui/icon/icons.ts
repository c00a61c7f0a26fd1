/** Drawn on a 20-unit grid, 1.6 stroke, always beside a word. */
export const icons = {
	search: '<circle cx="8.5" cy="8.5" r="5.5"/><path d="M12.6 12.6 17 17"/>',
	bell: '<path d="M5 14V9a5 5 0 0 1 10 0v5l1.2 1.2H3.8zM8.3 17.3h3.4"/>',
	question: '<circle cx="10" cy="10" r="7"/><path d="M7.8 8a2.2 2.2 0 1 1 3.1 2c-.6.3-.9.7-.9 1.4M10 14v.1"/>',
	person: '<circle cx="10" cy="7" r="3.2"/><path d="M3.8 17c.6-3.4 3-5.2 6.2-5.2s5.6 1.8 6.2 5.2"/>',
	people:
		'<circle cx="7.5" cy="7.5" r="2.8"/><path d="M2 16.5c.5-2.9 2.6-4.5 5.5-4.5s5 1.6 5.5 4.5M12.8 4.9a2.8 2.8 0 0 1 0 5.2M15 12.4c1.7.6 2.7 2 3 4.1"/>',
	inbox: '<path d="M3 11.5 5.5 4h9l2.5 7.5V16H3zM3 11.5h4l1 2h4l1-2h4"/>',
	chart: '<path d="M3.5 3.5v13h13M7 13.5v-4M10.5 13.5v-7M14 13.5v-2.5"/>',
	paper: '<path d="M5 2.5h7l3.5 3.5v11.5H5z"/><path d="M12 2.5V6h3.5M7.5 9.5h5.5M7.5 12h5.5M7.5 14.5h3.5"/>',
	send: '<path d="M3 10 17 3.5l-4 13.5-3.5-5.5z"/><path d="m9.5 11.5 4-4"/>',
	clock: '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l2.8 1.8"/>',
	check: '<path d="m4 10.5 4 4 8-9"/>',
	flag: '<path d="M5 17.5V3h10l-2 3.5 2 3.5H5"/>',
	speech: '<path d="M3 4h14v9.5H9.5L6 16.5v-3H3z"/>',
	pen: '<path d="m3.5 16.5.8-3.6L13.5 3.7l2.8 2.8L7.1 15.7z"/>',
	calendar: '<path d="M3.5 5h13v12h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5"/>',
	home: '<path d="M3 9.5 10 3.5l7 6M5 8v8.5h10V8"/>',
	download: '<path d="M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13"/>',
	print: '<path d="M5.5 7V3h9v4M5.5 14H3.5V7.5h13V14h-2"/><path d="M5.5 11.5h9V17h-9z"/>',
	plus: '<path d="M10 4v12M4 10h12"/>',
	cross: '<path d="m5 5 10 10M15 5 5 15"/>',
	caution: '<path d="M10 3 18 16.5H2z"/><path d="M10 8v4M10 14.2v.1"/>',
	settings:
		'<circle cx="10" cy="10" r="2.5"/><path d="M10 3v2.2M10 14.8V17M3 10h2.2M14.8 10H17M5 5l1.6 1.6M13.4 13.4 15 15M15 5l-1.6 1.6M6.6 13.4 5 15"/>',
	leave: '<path d="M11.5 3.5h-8v13h8M8 10h9M13.8 6.8 17 10l-3.2 3.2"/>',
} as const;

export type IconName = keyof typeof icons;

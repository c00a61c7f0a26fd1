-- Who looked at what is personal or restricted. Appended by the reading itself; the application can neither change nor remove a row.
create table reading (
	committee_id uuid not null, id uuid not null,
	-- null: whoever runs the server, at its command line
	reader_id uuid,
	-- the reader's roles and their bodies, as they were then
	reader_as jsonb not null,
	manner text not null check (manner in ('read', 'printed', 'exported')),
	matter_id uuid,
	roll text check (roll in ('members', 'liaison_posts', 'sign_ins')),
	-- the persons whose it is: the owner of the matter, or all whom the roll held
	about uuid[] not null,
	at timestamptz not null,
	-- reloading a page is not another reading; a roll that is taken out is one each time
	dedupe text not null,
	primary key (committee_id, id),
	unique (committee_id, dedupe),
	check ((matter_id is null) <> (roll is null))
);
create index reading_of_matter on reading (committee_id, matter_id, at desc) where matter_id is not null;
create index reading_about on reading using gin (about);

alter table reading add foreign key (committee_id) references committee (id);
alter table reading add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table reading add foreign key (reader_id) references person (id);
grant select, insert on reading to concentric_app;

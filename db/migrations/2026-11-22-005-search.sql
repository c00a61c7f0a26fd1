-- What is searched, beside each matter. Two readings: what everybody may read, and what those may read who see the whole matter.
create table search_document (
	committee_id uuid not null, matter_id uuid not null,
	-- in the order of first indexing; every 4,096 of them share a lexeme, by which the newest are searched first
	place int not null,
	-- for which openness open_words was made: once the matter's is another, it finds nothing until it is made anew
	openness text not null,
	-- the title as it is compared: simplified, half width, lower case
	title text not null,
	open_words tsvector not null, words tsvector not null,
	-- what tells this text from others, strongest first; the same as in similarity_term
	terms text[] not null default '{}',
	primary key (committee_id, matter_id)
);
-- Without a list of pending entries: what a search costs must not depend on when it was last emptied.
create index search_document_open_words on search_document using gin (open_words) with (fastupdate = off);
create index search_document_words on search_document using gin (words) with (fastupdate = off);
create table search_place (
	committee_id uuid not null, last int not null,
	primary key (committee_id)
);

-- Noted with each change, worked off by a job: no act waits for its words to be cut. The transaction is part of the key, so
-- that an act which writes its matter three times is noted once and none waits for the job.
create table search_pending (
	committee_id uuid not null, matter_id uuid not null, stamp bigint not null,
	primary key (committee_id, matter_id, stamp)
);
create function note_for_search() returns trigger language plpgsql as $$ begin
	insert into search_pending (committee_id, matter_id, stamp)
		values (new.committee_id, new.id, pg_current_xact_id()::text::bigint) on conflict do nothing;
	return null;
end $$;
create trigger matter_for_search after insert or update on matter for each row execute function note_for_search();
insert into search_pending (committee_id, matter_id, stamp) select committee_id, id, 0 from matter;

create table similarity_term (
	committee_id uuid not null, term text not null, matter_id uuid not null,
	primary key (committee_id, term, matter_id)
);

create table saved_search (
	committee_id uuid not null, id uuid not null, person_id uuid not null,
	name text not null, query text not null, filters jsonb not null, saved_at timestamptz not null,
	primary key (committee_id, id),
	unique (committee_id, person_id, name)
);

alter table search_document add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table search_place add foreign key (committee_id) references committee (id);
alter table search_pending add foreign key (committee_id) references committee (id);
alter table similarity_term add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table saved_search add foreign key (committee_id) references committee (id);
alter table saved_search add foreign key (person_id) references person (id);
grant select, insert, update, delete on search_document, search_place, search_pending, similarity_term, saved_search to concentric_app;

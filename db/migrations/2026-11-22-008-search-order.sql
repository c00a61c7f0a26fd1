-- Newest first by the matter's own time: a block holds matters of one plenary session, and the blocks are asked in the order
-- in which the sessions opened. What has no session yet comes before all.
create table search_block (
	committee_id uuid not null, block int not null,
	plenary_session_id uuid,
	-- places given in it, those left again included
	filled int not null,
	primary key (committee_id, block)
);
drop table search_place;
truncate search_document;
create unique index search_document_place on search_document (committee_id, place);

-- What changed last is indexed first: whatever an import leaves to do, an act of today does not wait for it.
truncate search_pending;
alter table search_pending drop constraint search_pending_pkey, add primary key (committee_id, stamp, matter_id);
insert into search_pending (committee_id, matter_id, stamp) select committee_id, id, 0 from matter;

-- Where a word stands, as places: one row for some thousand documents instead of one for each.
drop table similarity_term;
create table similarity_term (
	committee_id uuid not null, term text not null, stretch int not null,
	places int[] not null,
	primary key (committee_id, term, stretch)
-- a row grows with each document that holds its word
) with (fillfactor = 70);

alter table search_block add foreign key (committee_id) references committee (id);
alter table search_block add foreign key (committee_id, plenary_session_id) references plenary_session (committee_id, id);
alter table similarity_term add foreign key (committee_id) references committee (id);
grant select, insert, update, delete on search_block, similarity_term to concentric_app;

-- Near-duplicates of a session. Each proposal is compared once with those compared before it, and again when its text is another.
create table similarity_compared (
	committee_id uuid not null, matter_id uuid not null,
	-- of the text that was compared, to tell when it has become another
	made_of text not null,
	terms text[] not null, compared_at timestamptz not null,
	primary key (committee_id, matter_id)
);
create table similarity_pair (
	committee_id uuid not null, first_id uuid not null, second_id uuid not null,
	score real not null, terms text[] not null,
	primary key (committee_id, first_id, second_id),
	check (first_id < second_id)
);
create index similarity_pair_second on similarity_pair (committee_id, second_id);

-- An examiner has looked at both and says: not the same matter. Taken back, the line stays, with who and when.
create table unlike_pair (
	committee_id uuid not null, id uuid not null, first_id uuid not null, second_id uuid not null,
	said_by uuid not null, said_at timestamptz not null, taken_back_by uuid, taken_back_at timestamptz,
	primary key (committee_id, id),
	check (first_id < second_id), check ((taken_back_by is null) = (taken_back_at is null))
);
create unique index unlike_pair_standing on unlike_pair (committee_id, first_id, second_id) where taken_back_at is null;
create index unlike_pair_second on unlike_pair (committee_id, second_id) where taken_back_at is null;

alter table similarity_compared add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table similarity_pair add foreign key (committee_id, first_id) references matter (committee_id, id);
alter table similarity_pair add foreign key (committee_id, second_id) references matter (committee_id, id);
alter table unlike_pair add foreign key (committee_id, first_id) references matter (committee_id, id);
alter table unlike_pair add foreign key (committee_id, second_id) references matter (committee_id, id);
alter table unlike_pair add foreign key (said_by) references person (id);
alter table unlike_pair add foreign key (taken_back_by) references person (id);
grant select, insert, update, delete on similarity_compared, similarity_pair to concentric_app;
grant select, insert, update on unlike_pair to concentric_app;

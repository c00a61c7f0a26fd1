-- What an office brings along: files between preview and storing, headings explained once, documents read already.

create table intake_file (
	committee_id uuid not null, id uuid not null,
	kind text not null check (kind in ('members', 'units', 'liaison_posts', 'proposals', 'documents')),
	name text not null, size int not null, sha256 bytea not null,
	said jsonb not null default '{}',
	added_by uuid not null, added_at timestamptz not null, expires_at timestamptz not null,
	content bytea not null,
	primary key (committee_id, id)
);
create index intake_file_expires on intake_file (expires_at);
-- a file is compressed already
alter table intake_file alter column content set storage external;

create table intake_heading (
	committee_id uuid not null, kind text not null, heading text not null,
	field text not null,
	said_by uuid, said_at timestamptz not null,
	primary key (committee_id, kind, heading)
);

-- One row a document that was read, by its bytes: read again, nothing of it is stored twice.
create table intake_document (
	committee_id uuid not null, sha256 bytea not null,
	name text not null,
	outcome text not null check (outcome in ('stored', 'there')),
	matters int not null,
	read_at timestamptz not null,
	primary key (committee_id, sha256)
);

alter table intake_file add foreign key (committee_id) references committee (id);
alter table intake_file add foreign key (added_by) references person (id);
alter table intake_heading add foreign key (committee_id) references committee (id);
alter table intake_heading add foreign key (said_by) references person (id);
alter table intake_document add foreign key (committee_id) references committee (id);

-- The command line reads documents in as the system.
alter table attachment alter column added_by drop not null;

grant select, insert, update, delete on intake_file, intake_heading, intake_document to concentric_app;

-- Lists that are taken out. A large file is made by a job, piece by piece, and kept here for some days: processes keep nothing.

create table export_file (
	committee_id uuid not null, id uuid not null,
	made_by uuid not null,
	state text not null default 'waiting' check (state in ('waiting', 'running', 'ready', 'failed')),
	format text not null check (format in ('xlsx', 'csv')),
	name text not null, wanted jsonb not null, locale text not null,
	attempt int not null default 0,
	done int not null default 0, total int not null, size int not null default 0,
	asked_at timestamptz not null, ready_at timestamptz, expires_at timestamptz not null,
	primary key (committee_id, id)
);
create unique index export_file_under_way on export_file (committee_id, made_by) where state in ('waiting', 'running');
create index export_file_expires on export_file (expires_at);

create table export_piece (
	committee_id uuid not null, export_id uuid not null, attempt int not null, n int not null,
	content bytea not null,
	primary key (committee_id, export_id, attempt, n)
);
-- a workbook is compressed already
alter table export_piece alter column content set storage external;

alter table export_file add foreign key (committee_id) references committee (id);
alter table export_file add foreign key (made_by) references person (id);
alter table export_piece add foreign key (committee_id, export_id) references export_file (committee_id, id) on delete cascade;

grant select, insert, update, delete on export_file, export_piece to concentric_app;

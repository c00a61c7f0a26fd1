-- The assembly's tables. Every table of a committee begins its keys with committee_id, so that a reference across
-- committees cannot be stored. Foreign keys follow the tables, so that a distribution can run between.

create table committee (
	id uuid primary key,
	slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
	name text not null,
	short_name text not null,
	level text not null check (level in ('national', 'province', 'city', 'county')),
	parent_id uuid,
	zone text not null default 'Asia/Shanghai',
	is_home boolean not null default false
);

create table person (
	id uuid primary key,
	name text not null,
	sex text check (sex in ('female', 'male')),
	born_in int,
	work_unit text,
	post text,
	user_id text unique
);

create table term (
	committee_id uuid not null, id uuid not null,
	number int not null, name text not null,
	starts_on date not null, ends_on date,
	primary key (committee_id, id),
	unique (committee_id, number)
);

create table plenary_session (
	committee_id uuid not null, id uuid not null,
	term_id uuid not null, number int not null, name text not null, year int not null,
	opens_on date not null, closes_on date not null, cut_off_at timestamptz not null,
	primary key (committee_id, id),
	unique (committee_id, term_id, number)
);

create table body (
	committee_id uuid not null, id uuid not null,
	kind text not null check (kind in ('plenum', 'sector', 'special_committee', 'participating_body', 'office', 'handling_unit', 'township_liaison')),
	unit_kind text check (unit_kind in ('party', 'government', 'court', 'procuratorate', 'vertical', 'township')),
	slug text not null, name text not null, short_name text not null,
	duty text not null default '', letter_mark text not null default '',
	former_names text[] not null default '{}',
	successor_id uuid,
	position int not null default 0,
	primary key (committee_id, id),
	unique (committee_id, kind, slug)
);

create table mandate (
	committee_id uuid not null, id uuid not null,
	person_id uuid not null, body_id uuid not null,
	role text not null,
	member_no text,
	starts_on date not null, ends_on date,
	primary key (committee_id, id)
);
create index mandate_person on mandate (person_id, committee_id);
create index mandate_body on mandate (committee_id, body_id, role);

create table setting (
	committee_id uuid not null, name text not null, version int not null,
	value jsonb not null, valid_from timestamptz not null, changed_by uuid,
	primary key (committee_id, name, version)
);

-- What every item shares.
create table matter (
	committee_id uuid not null, id uuid not null,
	kind text not null,
	plenary_session_id uuid,
	number int, number_label text,
	title text not null,
	category text,
	state text not null,
	openness text not null default 'restricted' check (openness in ('restricted', 'internal', 'members', 'summary', 'public')),
	secret boolean not null default false,
	owner_id uuid not null,
	sector_id uuid,
	lead_unit_id uuid,
	holder_body_id uuid, holder_person_id uuid,
	due_on date, public_due_on date,
	result_class text,
	signers int not null default 0,
	version int not null default 1,
	seq int not null default 0,
	created_at timestamptz not null, changed_at timestamptz not null,
	submitted_at timestamptz, published_at timestamptz, closed_at timestamptz,
	primary key (committee_id, id)
-- an act writes its matter three times: room beside the row keeps the second and third out of the indexes
) with (fillfactor = 80);
create unique index matter_number on matter (committee_id, kind, plenary_session_id, number_label);
-- Lists: in the order in which they are read, and with openness last, so that what is closed to the reader is passed over and
-- what is open to him counted without a look at the rows.
create index matter_recent on matter (committee_id, kind, changed_at desc, id desc, openness);
create index matter_session on matter (committee_id, kind, plenary_session_id, changed_at desc, id desc, openness);
create index matter_state on matter (committee_id, kind, state, changed_at desc, id desc, openness);
create index matter_session_state on matter (committee_id, kind, plenary_session_id, state, changed_at desc, id desc, openness);
create index matter_holder on matter (committee_id, holder_body_id, due_on, id) where holder_body_id is not null;
create index matter_holder_person on matter (committee_id, holder_person_id, due_on, id) where holder_person_id is not null;
create index matter_owner on matter (committee_id, owner_id, changed_at desc);
create index matter_lead_unit on matter (committee_id, lead_unit_id, changed_at desc, id desc) where lead_unit_id is not null;
create index matter_due on matter (committee_id, due_on, id) where due_on is not null;

create table timeline (
	committee_id uuid not null, matter_id uuid not null, seq int not null,
	machine text not null, subject_id uuid not null,
	action text not null, from_state text, to_state text not null,
	actor_id uuid, on_behalf_of uuid,
	at timestamptz not null,
	content_hash bytea not null,
	primary key (committee_id, matter_id, seq)
);
create table timeline_content (
	committee_id uuid not null, matter_id uuid not null, seq int not null,
	salt bytea not null, content jsonb not null,
	primary key (committee_id, matter_id, seq)
);
-- Appended with each entry, folded away by a job: counters are never written in a request.
create table timeline_pending (
	committee_id uuid not null, matter_id uuid not null, seq int not null,
	kind text not null, plenary_session_id uuid,
	machine text not null, from_state text, to_state text not null,
	primary key (committee_id, matter_id, seq)
);
create table tally (
	committee_id uuid not null, kind text not null, plenary_session_id uuid not null, state text not null,
	n int not null,
	primary key (committee_id, kind, plenary_session_id, state)
);

create table deadline (
	committee_id uuid not null, id uuid not null, matter_id uuid not null,
	machine text not null, subject_id uuid not null,
	kind text not null,
	starts_on date not null, due_on date not null,
	explanation jsonb not null,
	state text not null default 'open' check (state in ('open', 'met', 'cancelled')),
	ended_on date,
	primary key (committee_id, id)
);
create index deadline_matter on deadline (committee_id, matter_id, state);
create index deadline_open on deadline (committee_id, due_on) where state = 'open';

create table notice (
	committee_id uuid not null, id uuid not null,
	person_id uuid not null, matter_id uuid,
	kind text not null, content jsonb not null,
	dedupe text not null,
	at timestamptz not null, read_at timestamptz,
	primary key (committee_id, id),
	unique (committee_id, person_id, dedupe)
);
create index notice_person on notice (committee_id, person_id, at desc);

create table number_series (
	committee_id uuid not null, series text not null, last int not null,
	primary key (committee_id, series)
);
create table number_given (
	committee_id uuid not null, series text not null, number int not null,
	matter_id uuid not null, state text not null check (state in ('given', 'void')), given_at timestamptz not null,
	primary key (committee_id, series, number)
);

create table idempotency (
	committee_id uuid not null, sender text not null, key text not null,
	answer jsonb not null, at timestamptz not null,
	primary key (committee_id, sender, key)
);

create table attachment (
	committee_id uuid not null, id uuid not null, matter_id uuid not null,
	name text not null, media_type text not null, size int not null, sha256 bytea not null,
	added_by uuid not null, added_at timestamptz not null, content bytea not null,
	primary key (committee_id, id)
);
create index attachment_matter on attachment (committee_id, matter_id);

-- 提案
create table proposal (
	committee_id uuid not null, id uuid not null,
	kind text not null check (kind in ('individual', 'joint', 'party', 'organisation', 'special_committee', 'sector', 'group')),
	period text not null check (period in ('in_session', 'between_sessions')),
	body_id uuid,
	situation text not null default '', analysis text not null default '', suggestions text not null default '',
	consent text not null default 'full' check (consent in ('full', 'title', 'none')),
	consent_reason text,
	wished_unit_ids uuid[] not null default '{}',
	entered_by uuid,
	gist jsonb,
	handling text check (handling in ('sole', 'joint', 'split')),
	advice text,
	reason_code text, reason text, conversion text,
	objected boolean not null default false,
	merged_into_id uuid,
	withdrawal_reason text,
	is_key boolean not null default false, is_excellent boolean not null default false,
	round int not null default 1,
	rating_work text, rating_result text,
	imported boolean not null default false,
	primary key (committee_id, id)
);
create index proposal_entered_by on proposal (committee_id, entered_by) where entered_by is not null;
create index proposal_merged_into on proposal (committee_id, merged_into_id) where merged_into_id is not null;

create table signature (
	committee_id uuid not null, id uuid not null, matter_id uuid not null,
	person_id uuid not null, state text not null, version int not null default 1,
	invited_at timestamptz not null, expires_at timestamptz not null, answered_at timestamptz,
	opinion text,
	primary key (committee_id, id),
	unique (committee_id, matter_id, person_id)
);
create index signature_person on signature (committee_id, person_id, state);

create table evaluation (
	committee_id uuid not null, id uuid not null, matter_id uuid not null,
	person_id uuid not null, round int not null,
	state text not null, version int not null default 1,
	opened_at timestamptz not null, given_at timestamptz,
	contact text, hearing text, to_the_point text, work text, result text, text text,
	primary key (committee_id, id),
	unique (committee_id, matter_id, person_id, round)
);
create index evaluation_person on evaluation (committee_id, person_id, state);

create table nomination (
	committee_id uuid not null, id uuid not null, matter_id uuid not null,
	kind text not null check (kind in ('key', 'excellent')),
	state text not null, version int not null default 1,
	reason text not null, nominated_by uuid not null, overseer text,
	primary key (committee_id, id),
	unique (committee_id, matter_id, kind)
);

-- 办理: a matter at the units.
create table assignment (
	committee_id uuid not null, id uuid not null, matter_id uuid not null,
	unit_id uuid not null, assigner_id uuid not null,
	role text not null check (role in ('lead', 'co', 'split')),
	state text not null, version int not null default 1, round int not null default 1,
	assigned_at timestamptz, acknowledged_at timestamptz, acknowledged_by uuid,
	return_reason text, opinion text, answered_at timestamptz,
	extension_reason text, extended boolean not null default false,
	primary key (committee_id, id)
);
create unique index assignment_unit on assignment (committee_id, matter_id, unit_id) where state <> 'reassigned';
create index assignment_matter on assignment (committee_id, matter_id);
create index assignment_desk on assignment (committee_id, unit_id, state);
create index assignment_assigner on assignment (committee_id, assigner_id, state);

create table contact (
	committee_id uuid not null, id uuid not null, matter_id uuid not null, assignment_id uuid not null,
	round int not null, stage text not null, mode text not null, held_on date not null, place text, note text not null,
	recorded_by uuid not null, recorded_at timestamptz not null,
	primary key (committee_id, id)
);
create index contact_matter on contact (committee_id, matter_id);

create table reply (
	committee_id uuid not null, id uuid not null, matter_id uuid not null, assignment_id uuid not null,
	round int not null, state text not null, version int not null default 1,
	body text not null default '', result_class text,
	openness text not null default 'full' check (openness in ('full', 'summary', 'none')),
	contact_name text not null default '', contact_phone text not null default '',
	promises jsonb not null default '[]',
	letter_no text, signed_by uuid, signed_at timestamptz, checked_by uuid, delivered_at timestamptz,
	return_reason text,
	primary key (committee_id, id),
	unique (committee_id, assignment_id, round)
);
create index reply_matter on reply (committee_id, matter_id);

create table countersignature (
	committee_id uuid not null, id uuid not null, matter_id uuid not null, reply_id uuid not null, unit_id uuid not null,
	state text not null check (state in ('asked', 'agreed', 'disagreed')),
	note text, answered_by uuid, answered_at timestamptz,
	primary key (committee_id, id),
	unique (committee_id, reply_id, unit_id)
);

create table commitment (
	committee_id uuid not null, id uuid not null, matter_id uuid not null, unit_id uuid not null,
	text text not null, due_on date not null, position int not null,
	state text not null, version int not null default 1,
	progress text, evidence text, verified_on date,
	primary key (committee_id, id)
);
create index commitment_matter on commitment (committee_id, matter_id);
create index commitment_unit on commitment (committee_id, unit_id, state, due_on);

-- Foreign keys.
alter table committee add foreign key (parent_id) references committee (id);
alter table term add foreign key (committee_id) references committee (id);
alter table plenary_session add foreign key (committee_id, term_id) references term (committee_id, id);
alter table body add foreign key (committee_id) references committee (id);
alter table body add foreign key (committee_id, successor_id) references body (committee_id, id);
alter table mandate add foreign key (committee_id, body_id) references body (committee_id, id);
alter table mandate add foreign key (person_id) references person (id);
alter table setting add foreign key (committee_id) references committee (id);
alter table matter add foreign key (committee_id, plenary_session_id) references plenary_session (committee_id, id);
alter table matter add foreign key (owner_id) references person (id);
alter table matter add foreign key (committee_id, sector_id) references body (committee_id, id);
alter table matter add foreign key (committee_id, lead_unit_id) references body (committee_id, id);
alter table matter add foreign key (committee_id, holder_body_id) references body (committee_id, id);
alter table matter add foreign key (holder_person_id) references person (id);
alter table timeline add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table timeline_content add foreign key (committee_id, matter_id, seq) references timeline (committee_id, matter_id, seq);
alter table deadline add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table notice add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table notice add foreign key (person_id) references person (id);
alter table number_given add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table attachment add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table proposal add foreign key (committee_id, id) references matter (committee_id, id);
alter table proposal add foreign key (committee_id, body_id) references body (committee_id, id);
alter table proposal add foreign key (committee_id, merged_into_id) references proposal (committee_id, id);
alter table signature add foreign key (committee_id, matter_id) references proposal (committee_id, id);
alter table signature add foreign key (person_id) references person (id);
alter table evaluation add foreign key (committee_id, matter_id) references proposal (committee_id, id);
alter table evaluation add foreign key (person_id) references person (id);
alter table nomination add foreign key (committee_id, matter_id) references proposal (committee_id, id);
alter table assignment add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table assignment add foreign key (committee_id, unit_id) references body (committee_id, id);
alter table assignment add foreign key (committee_id, assigner_id) references body (committee_id, id);
alter table contact add foreign key (committee_id, assignment_id) references assignment (committee_id, id);
alter table reply add foreign key (committee_id, assignment_id) references assignment (committee_id, id);
alter table countersignature add foreign key (committee_id, reply_id) references reply (committee_id, id);
alter table countersignature add foreign key (committee_id, unit_id) references body (committee_id, id);
alter table commitment add foreign key (committee_id, matter_id) references matter (committee_id, id);
alter table commitment add foreign key (committee_id, unit_id) references body (committee_id, id);

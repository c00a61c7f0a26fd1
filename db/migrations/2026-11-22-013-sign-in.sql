-- Sign-ins: when a session was last used and whether it passed the second factor, links for a first or new password,
-- authenticators with their recovery codes, and the devices on which a person has signed in. Shared by all committees.
alter table auth.session
	add column seen_at timestamptz not null default now(),
	add column second_factor_at timestamptz,
	add column program boolean not null default false;

create table auth.password_link (
	token_hash bytea primary key, user_id text not null,
	committee_id uuid not null, made_by uuid, made_at timestamptz not null,
	expires_at timestamptz not null, used_at timestamptz, withdrawn_at timestamptz
);
create index password_link_of_user on auth.password_link (user_id, made_at desc);

create table auth.second_factor (
	user_id text primary key, secret text not null,
	begun_at timestamptz not null, confirmed_at timestamptz,
	last_step bigint not null default 0
);
create table auth.recovery_code (
	user_id text not null, code_hash bytea not null, used_at timestamptz,
	primary key (user_id, code_hash)
);
create table auth.known_device (
	user_id text not null, device_hash bytea not null,
	since timestamptz not null, last_seen timestamptz not null,
	primary key (user_id, device_hash)
);

alter table auth.password_link add foreign key (user_id) references auth."user" (id) on delete cascade;
alter table auth.second_factor add foreign key (user_id) references auth."user" (id) on delete cascade;
alter table auth.recovery_code add foreign key (user_id) references auth."user" (id) on delete cascade;
alter table auth.known_device add foreign key (user_id) references auth."user" (id) on delete cascade;

grant select, insert, update, delete on auth.password_link, auth.second_factor, auth.recovery_code, auth.known_device to concentric_app;

-- A demo that was loaded before there was a second factor stays open to whoever wants to try it.
insert into setting (committee_id, name, version, value, valid_from)
	select id, 'sign_in', 1, '{"second_factor": "nobody"}', now() from committee
	where exists (select from auth."user" where email like '%@demo.invalid');

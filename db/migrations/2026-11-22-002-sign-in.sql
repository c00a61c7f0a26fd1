-- Tables of the sign-in library, in the shape that it expects. Shared by all committees of the installation.
create schema auth;
create table auth."user" (
	id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null default false,
	image text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
	username text unique, "displayUsername" text
);
create table auth.session (
	id text primary key, "expiresAt" timestamptz not null, token text not null unique,
	"createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
	"ipAddress" text, "userAgent" text, "userId" text not null references auth."user" (id) on delete cascade
);
create index session_of_user on auth.session ("userId");
create table auth.account (
	id text primary key, "accountId" text not null, "providerId" text not null,
	"userId" text not null references auth."user" (id) on delete cascade,
	"accessToken" text, "refreshToken" text, "idToken" text,
	"accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
	"createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create index account_of_user on auth.account ("userId");
create table auth.verification (
	id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null,
	"createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create index verification_identifier on auth.verification (identifier);
alter table person add foreign key (user_id) references auth."user" (id);

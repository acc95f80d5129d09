-- Tables of the sign-in library (better-auth 1.7), in a schema of their own, kept on the coordinator like all sessions.
create schema auth;
grant usage on schema auth to lianxin_app;
set local search_path = auth;

create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null,
  "image" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null,
  "username" text unique, "displayUsername" text, "twoFactorEnabled" boolean, "jurisdictionId" integer not null, "memberId" text not null);
create table "session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text,
  "userId" text not null references "user" ("id") on delete cascade);
create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null,
  "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
  "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null);
create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null);
create table "twoFactor" ("id" text not null primary key, "secret" text not null, "backupCodes" text not null,
  "userId" text not null references "user" ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz);
create index on "session" ("userId");
create index on "account" ("userId");
create index on "verification" ("identifier");
create index on "twoFactor" ("secret");
create index on "twoFactor" ("userId");

-- Wrong passwords in a row, by username: five lock the name for a quarter of an hour, whoever tries.
create table lockout (
  username text primary key,
  failures int not null,
  locked_until timestamptz
);
grant select, insert, update, delete on all tables in schema auth to lianxin_app;

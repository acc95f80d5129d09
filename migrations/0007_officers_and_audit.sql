-- Three administrators apart, what the sign-in rules know of an account, and the trail of what was done (GB/T 22239-2019, level 3).

-- ---------------------------------------------------------------- no account holds two of the three
-- For plain ranges beside equality in one exclusion constraint; part of PostgreSQL's own contrib, trusted since 13.
create extension if not exists btree_gist;

-- The three codes are reserved: the scheme's check gives their permissions to these roles and to no other (src/programme/officers.ts).
create function officer_of(role text) returns text language sql immutable parallel safe as
  $$ select case when role in ('system-admin', 'security-admin', 'audit-admin') then role else 'other' end $$;

-- On no day may one member hold posts of two kinds: not two of the three, and none of the three beside any other post.
alter table appointments add constraint officers_apart exclude using gist (
  jurisdiction_id with =, member_id with =, officer_of(role) with <>, daterange(starts_on, ends_on, '[]') with &&);

-- ---------------------------------------------------------------- the audit trail
-- Who did what, when, from where, and whether it was done. No words of a request, no contact, no secret, and never the name typed
-- at a failed sign-in: it may be a password.
create table audit (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  ok boolean not null,
  -- who did it; null for a name nobody has, and for the operator at the command line
  member_id uuid,
  -- whose account or post it was done to, when that is another's
  target_id uuid,
  -- a code: the role given, the route refused, how many rows went out
  subject text check (char_length(subject) <= 120),
  -- the reason an administrator gave
  note text check (char_length(note) <= 200),
  address text,
  request_id uuid,
  -- from the scheme when it was written: a scheme changed later shortens nothing. At least six months (Cybersecurity Law, art. 23(3)).
  keep_until timestamptz not null,
  primary key (jurisdiction_id, id),
  check (keep_until >= at + interval '6 months')
);
create index audit_newest on audit (jurisdiction_id, at desc, id desc);
create index audit_by_member on audit (jurisdiction_id, member_id, at desc) where member_id is not null;
create index audit_by_target on audit (jurisdiction_id, target_id, at desc) where target_id is not null;
create index audit_due on audit (jurisdiction_id, keep_until);

-- Append-only for everyone, the owner included, but for one narrow path: the sweep may take away what its own row says may go.
-- The database's clock decides, not the app's.
create function refuse_early_removal() returns trigger language plpgsql as $$
begin
  if old.keep_until < now() and app_job() = 'sweep' then return old; end if;
  raise exception '% is append-only until its time is over', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update on audit for each row execute function refuse_change();
create trigger kept_its_time before delete on audit for each row execute function refuse_early_removal();
create trigger no_truncate before truncate on audit execute function refuse_change();

alter table audit enable row level security;
alter table audit force row level security;
create policy anyone_writes on audit for insert with check (jurisdiction_id = app_jurisdiction());
create policy auditor_reads on audit for select using (jurisdiction_id = app_jurisdiction()
  and (app_job() = 'audit' or (app_job() = 'sweep' and keep_until < now())));
create policy sweep_removes on audit for delete using (jurisdiction_id = app_jurisdiction() and app_job() = 'sweep' and keep_until < now());
grant select, insert, delete on audit to lianxin_app;

-- ---------------------------------------------------------------- accounts
-- How a session began: a single sign-on's strength is the provider's matter.
alter table auth."session" add column "way" text not null default 'password' check ("way" in ('password', 'oidc'));

-- What our rules know of an account, beside the library's own tables.
create table auth.standing (
  user_id text primary key references auth."user" ("id") on delete cascade,
  password_set_at timestamptz not null,
  -- given by the setup or the operator: must be changed before anything else
  first_password boolean not null,
  -- of the invented county: its password is printed, so no rule of age holds it
  demo boolean not null default false,
  -- by the security administrator, until taken back
  locked_at timestamptz,
  last_sign_in_at timestamptz
);
-- The last few, hashed: none of them may come again.
create table auth.old_passwords (
  user_id text not null references auth."user" ("id") on delete cascade,
  set_at timestamptz not null,
  hash text not null,
  primary key (user_id, set_at)
);
grant select, insert, update, delete on auth.standing, auth.old_passwords to lianxin_app;

-- Accounts from before these rules: their ninety days begin now.
insert into auth.standing (user_id, password_set_at, first_password) select "id", now(), false from auth."user";
insert into auth.old_passwords (user_id, set_at, hash)
  select "userId", now(), "password" from auth."account" where "providerId" = 'credential' and "password" is not null;

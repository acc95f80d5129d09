-- The ground: jurisdictions, orgs, members, residents, cases and their log. Every key begins with the jurisdiction.
-- Ids are made in the app; scope arrives by SET LOCAL app.*; no policy holds a subquery (both so that Citus can carry it).

do $$ begin
  if not exists (select from pg_roles where rolname = 'lianxin_app') then
    create role lianxin_app nologin nosuperuser nobypassrls;
  end if;
end $$;
grant lianxin_app to current_user;
grant usage on schema public to lianxin_app;

create table jurisdictions (
  jurisdiction_id int primary key,
  slug text not null,
  name text not null,
  name_en text not null,
  hosts text[] not null default '{}',
  created_at timestamptz not null
);

create table orgs (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  parent_id uuid,
  slug text not null,
  kind text not null,
  name text not null,
  name_en text not null,
  -- what people call the place or the office: 柳塘村, for 柳塘村党支部
  short_name text not null,
  short_name_en text not null,
  phone text,
  address text,
  -- this org and all above it, lowest first: what a row copies to say who may see it
  chain uuid[] not null,
  position int not null default 0,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, slug),
  foreign key (jurisdiction_id, parent_id) references orgs (jurisdiction_id, id),
  check (chain[1] = id)
);

create table members (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  slug text not null,
  name text not null check (char_length(name) between 1 and 50),
  work_phone text,
  account_id text,
  active boolean not null default true,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, slug),
  unique (jurisdiction_id, account_id)
);

create table appointments (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  member_id uuid not null,
  org_id uuid not null,
  role text not null,
  starts_on date not null,
  ends_on date,
  -- residents may see and call this person in this post
  is_public boolean not null default false,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, member_id) references members (jurisdiction_id, id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id),
  check (ends_on is null or ends_on >= starts_on)
);
create index appointments_of_member on appointments (jurisdiction_id, member_id);
create index appointments_at_org on appointments (jurisdiction_id, org_id);

-- A key per person, wrapped by the master key. Erasing a person is setting `wrapped` to null: nothing sealed with it opens again.
create table person_keys (
  jurisdiction_id int not null references jurisdictions,
  resident_id uuid not null,
  wrapped bytea,
  destroyed_at timestamptz,
  primary key (jurisdiction_id, resident_id),
  check ((wrapped is null) = (destroyed_at is not null))
);

create table households (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  village_id uuid not null,
  number int not null,
  village_group text not null,
  head_id uuid,
  seen_by uuid[] not null,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, village_id, number),
  foreign key (jurisdiction_id, village_id) references orgs (jurisdiction_id, id)
);

create table residents (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  village_id uuid not null,
  household_id uuid,
  sealed_name bytea,
  sealed_phone bytea,
  sealed_id_number bytea,
  -- blind indexes: keyed hashes of the normalised number and of its last four digits
  phone_index bytea,
  phone_tail_index bytea,
  id_number_index bytea,
  consent text not null check (consent in ('given', 'not-asked', 'refused')),
  erased_at timestamptz,
  created_at timestamptz not null,
  seen_by uuid[] not null,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, village_id) references orgs (jurisdiction_id, id),
  foreign key (jurisdiction_id, household_id) references households (jurisdiction_id, id)
);
create index residents_phone on residents (jurisdiction_id, phone_index) where phone_index is not null;
create index residents_phone_tail on residents (jurisdiction_id, phone_tail_index) where phone_tail_index is not null;
create index residents_id_number on residents (jurisdiction_id, id_number_index) where id_number_index is not null;
create index residents_household on residents (jurisdiction_id, household_id) where household_id is not null;
alter table households add foreign key (jurisdiction_id, head_id) references residents (jurisdiction_id, id);

create table ties (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  kind text not null,
  member_id uuid not null,
  household_id uuid not null,
  starts_on date not null,
  ends_on date,
  seen_by uuid[] not null,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, member_id) references members (jurisdiction_id, id),
  foreign key (jurisdiction_id, household_id) references households (jurisdiction_id, id)
);
create index ties_of_member on ties (jurisdiction_id, member_id);
create unique index ties_once on ties (jurisdiction_id, kind, household_id, member_id) where ends_on is null;

create table cases (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  number text not null,
  village_id uuid not null,
  place text,
  channel text not null,
  language text not null default 'zh-CN',
  resident_id uuid,
  registrar_id uuid,
  registered_at timestamptz not null,
  -- the opening of the resident's own words, so that a list needs no join; the words themselves stand in case_texts
  opening text not null,
  title text,
  category text,
  nature text,
  extent text check (extent in ('individual', 'common')),
  urgency text not null default 'ordinary' check (urgency in ('ordinary', 'urgent')),
  state text not null,
  level text not null check (level in ('member', 'branch', 'town', 'county')),
  holder_org_id uuid,
  holder_member_id uuid,
  lead_org_id uuid,
  clock text check (clock in ('acceptance', 'handling', 'sign', 'verdict', 'review')),
  clock_started_at timestamptz,
  due_at timestamptz,
  due_provisional boolean not null default false,
  asked_until date,
  outcome text check (outcome in ('resolved', 'explained', 'not-accepted', 'withdrawn', 'no-answer')),
  satisfied text check (satisfied in ('very-satisfied', 'satisfied', 'fair', 'dissatisfied', 'very-dissatisfied')),
  ended_at timestamptz,
  sent_back int not null default 0,
  reopened int not null default 0,
  extended int not null default 0,
  calls int not null default 0,
  handlers uuid[] not null default '{}',
  split_from uuid,
  version int not null,
  head bytea not null,
  changed_at timestamptz not null,
  -- orgs (with all above them) and members who may see this case
  seen_by uuid[] not null,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, number),
  foreign key (jurisdiction_id, village_id) references orgs (jurisdiction_id, id),
  foreign key (jurisdiction_id, holder_org_id) references orgs (jurisdiction_id, id),
  foreign key (jurisdiction_id, resident_id) references residents (jurisdiction_id, id),
  constraint state_known check (state in ('registered', 'in-hand', 'dispatched', 'handling', 'extension-asked', 'linked',
    'shelved', 'answered', 'reopened', 'closed', 'declined', 'withdrawn')),
  constraint open_has_one_holder_and_one_deadline check (
    (state in ('closed', 'declined', 'withdrawn')) = (holder_org_id is null and due_at is null and clock is null)
    and (holder_org_id is null) = (due_at is null) and (clock is null) = (due_at is null)),
  constraint ended_has_outcome check ((state in ('closed', 'declined', 'withdrawn')) = (ended_at is not null)),
  constraint closed_by_verdict_or_documented check (state <> 'closed' or satisfied is not null or outcome = 'no-answer')
);
create index cases_newest on cases (jurisdiction_id, registered_at desc, id desc);
create index cases_village on cases (jurisdiction_id, village_id, state, registered_at desc, id desc);
create index cases_state on cases (jurisdiction_id, state, registered_at desc, id desc);
create index cases_inbox on cases (jurisdiction_id, holder_org_id, due_at, id) where holder_org_id is not null;
create index cases_lead on cases (jurisdiction_id, lead_org_id, due_at, id) where lead_org_id is not null and holder_org_id is not null;
create index cases_due on cases (jurisdiction_id, due_at, id) where due_at is not null;
create index cases_seen_by on cases using gin (seen_by);
create index cases_resident on cases (jurisdiction_id, resident_id) where resident_id is not null;

create table case_events (
  jurisdiction_id int not null references jurisdictions,
  case_id uuid not null,
  seq int not null,
  type text not null,
  audience text not null check (audience in ('everyone', 'desk')),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'resident', 'system')),
  member_id uuid,
  org_id uuid,
  data jsonb not null,
  prev bytea not null,
  hash bytea not null,
  primary key (jurisdiction_id, case_id, seq),
  foreign key (jurisdiction_id, case_id) references cases (jurisdiction_id, id) deferrable initially deferred
);

-- The words themselves. The event's data holds the salted hash of each, so that the words of an erased person can go while the log still verifies.
create table case_texts (
  jurisdiction_id int not null references jurisdictions,
  case_id uuid not null,
  seq int not null,
  field text not null,
  body text not null,
  salt bytea not null,
  primary key (jurisdiction_id, case_id, seq, field),
  foreign key (jurisdiction_id, case_id, seq) references case_events (jurisdiction_id, case_id, seq) deferrable initially deferred
);

create table case_receipts (
  jurisdiction_id int not null references jurisdictions,
  number text not null,
  case_id uuid not null,
  client_key text not null,
  request_digest bytea not null,
  -- what was promised: handing in again gives this again, wherever the case has got to
  due_at timestamptz not null,
  due_provisional boolean not null,
  created_at timestamptz not null,
  primary key (jurisdiction_id, number),
  unique (jurisdiction_id, client_key),
  unique (jurisdiction_id, case_id)
);

create table case_links (
  jurisdiction_id int not null references jurisdictions,
  case_id uuid not null,
  lead_case_id uuid not null,
  linked_at timestamptz not null,
  primary key (jurisdiction_id, case_id),
  foreign key (jurisdiction_id, case_id) references cases (jurisdiction_id, id),
  foreign key (jurisdiction_id, lead_case_id) references cases (jurisdiction_id, id),
  check (case_id <> lead_case_id)
);
create index case_links_lead on case_links (jurisdiction_id, lead_case_id);

create table files (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  case_id uuid,
  seq int,
  role text check (role in ('request', 'before', 'after', 'evidence')),
  uploaded_by uuid,
  draft_id uuid,
  kind text not null check (kind in ('photo', 'audio', 'video')),
  mime text not null,
  name text not null,
  size bigint not null,
  sha256 text not null,
  -- the copy others see, without place or device data
  public_sha256 text not null,
  thumb_sha256 text,
  created_at timestamptz not null,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, case_id) references cases (jurisdiction_id, id) deferrable initially deferred
);
create index files_case on files (jurisdiction_id, case_id, seq);
create index files_draft on files (jurisdiction_id, draft_id) where draft_id is not null;

-- What a resident has typed so far, sealed; swept after a day.
create table drafts (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  sealed bytea not null,
  changed_at timestamptz not null,
  primary key (jurisdiction_id, id)
);

create table notices (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  case_id uuid not null,
  case_number text not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, member_id) references members (jurisdiction_id, id)
);
create index notices_mine on notices (jurisdiction_id, member_id, at desc, id desc);
create index notices_unread on notices (jurisdiction_id, member_id) where read_at is null;

create table outbox (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  channel text not null,
  template text not null,
  language text not null,
  -- sealed with the resident's key: an erased person can no longer be written to
  resident_id uuid not null,
  case_id uuid not null,
  params jsonb not null,
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  tries int not null default 0,
  sent_at timestamptz,
  failed_at timestamptz,
  last_error text,
  provider_ref text,
  primary key (jurisdiction_id, id)
);
create index outbox_waiting on outbox (next_try_at) where sent_at is null and failed_at is null;
create index outbox_newest on outbox (jurisdiction_id, created_at desc);

-- Who looked at what was masked. Append-only.
create table reveals (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  at timestamptz not null,
  member_id uuid not null,
  case_id uuid,
  resident_id uuid not null,
  fields text[] not null,
  reason text,
  primary key (jurisdiction_id, id)
);

-- What the village page shows: no words, no names, only that it was settled and how long it took.
create table village_results (
  jurisdiction_id int not null references jurisdictions,
  case_id uuid not null,
  village_id uuid not null,
  category text,
  org_id uuid,
  registered_at timestamptz not null,
  ended_at timestamptz not null,
  outcome text not null,
  note text,
  primary key (jurisdiction_id, case_id)
);
create index village_results_newest on village_results (jurisdiction_id, village_id, ended_at desc);

-- Numbers are reserved in blocks by each process: no row that every intake must wait for. They name; they do not count.
create table number_blocks (
  jurisdiction_id int not null references jurisdictions,
  month text not null,
  next int not null,
  primary key (jurisdiction_id, month)
);

-- ---------------------------------------------------------------- what the app may do
grant select, insert on jurisdictions to lianxin_app;
grant select, insert, update on orgs, members, appointments, households, ties, cases, files, notices, outbox, drafts, number_blocks to lianxin_app;
grant select, insert, update on residents, person_keys to lianxin_app;
grant delete on drafts, case_links, files to lianxin_app;
grant select, insert on case_events, case_texts, case_receipts, case_links, reveals, village_results to lianxin_app;
grant update on village_results to lianxin_app;

-- Append-only for everyone, the owner included: a grant can be given by mistake, a trigger stays.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on case_events for each row execute function refuse_change();
create trigger append_only before update or delete on reveals for each row execute function refuse_change();
create trigger original_words_stay before update on case_texts for each row execute function refuse_change();
create trigger no_truncate before truncate on case_events execute function refuse_change();
create trigger no_truncate before truncate on reveals execute function refuse_change();

-- ---------------------------------------------------------------- who may see which row
create function app_jurisdiction() returns int language sql stable parallel safe as
  $$ select nullif(current_setting('app.jurisdiction', true), '')::int $$;
create function app_scope() returns uuid[] language sql stable parallel safe as
  $$ select nullif(current_setting('app.scope', true), '')::uuid[] $$;
create function app_member() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.member', true), '')::uuid $$;
-- cases and residents this transaction has opened by name: through a query code, or after reading the case under its own policy
create function app_cases() returns uuid[] language sql stable parallel safe as
  $$ select nullif(current_setting('app.cases', true), '')::uuid[] $$;
create function app_people() returns uuid[] language sql stable parallel safe as
  $$ select nullif(current_setting('app.people', true), '')::uuid[] $$;
create function app_job() returns text language sql stable parallel safe as
  $$ select nullif(current_setting('app.job', true), '') $$;
create function app_draft() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.draft', true), '')::uuid $$;

do $$
declare t text;
begin
  foreach t in array array['orgs', 'members', 'appointments', 'number_blocks', 'case_receipts', 'village_results'] loop
    execute format('create policy of_jurisdiction on %I using (jurisdiction_id = app_jurisdiction())', t);
  end loop;
  foreach t in array array['households', 'ties'] loop
    execute format('create policy in_scope on %I using (jurisdiction_id = app_jurisdiction() and seen_by && app_scope())', t);
  end loop;
  foreach t in array array['case_events', 'case_texts'] loop
    execute format('create policy of_opened_case on %I using (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()))', t);
  end loop;
  foreach t in array array['orgs', 'members', 'appointments', 'number_blocks', 'case_receipts', 'village_results',
    'households', 'ties', 'case_events', 'case_texts', 'case_links', 'cases', 'residents', 'person_keys', 'files', 'drafts', 'notices',
    'outbox', 'reveals'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

create policy in_scope on cases using (jurisdiction_id = app_jurisdiction() and (seen_by && app_scope() or id = any (app_cases())));
create policy of_opened_case on case_links using (jurisdiction_id = app_jurisdiction() and (case_id = any (app_cases()) or lead_case_id = any (app_cases())));
create policy in_scope on residents using (jurisdiction_id = app_jurisdiction() and (seen_by && app_scope() or id = any (app_people())));
create policy of_opened_person on person_keys using (jurisdiction_id = app_jurisdiction() and resident_id = any (app_people()));
create policy of_case_or_own on files using (jurisdiction_id = app_jurisdiction()
  and (case_id = any (app_cases()) or (case_id is null and (uploaded_by = app_member() or draft_id = app_draft() or app_job() = 'sweep'))));
create policy own_draft on drafts using (jurisdiction_id = app_jurisdiction() and (id = app_draft() or app_job() = 'sweep'));
create policy of_case_or_job on outbox using (jurisdiction_id = app_jurisdiction() and (case_id = any (app_cases()) or app_job() = 'outbox'));
create policy mine on notices for select using (jurisdiction_id = app_jurisdiction() and member_id = app_member());
create policy mine_update on notices for update using (jurisdiction_id = app_jurisdiction() and member_id = app_member());
create policy tell_others on notices for insert with check (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()));
create policy of_opened_person on reveals using (jurisdiction_id = app_jurisdiction() and resident_id = any (app_people()));

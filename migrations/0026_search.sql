-- Finding cases by words (docs/decisions/0030): the grams of what a case page shows, derived from it and built anew at any time.

-- What is looked for, as a tsquery. Policies read it: a condition a user writes with @@ cannot use an index under row-level security.
create function app_words() returns tsquery language sql stable parallel safe as $$
  select convert_from(decode(nullif(current_setting('app.words', true), ''), 'hex'), 'UTF8')::tsquery $$;

create table case_search (
  jurisdiction_id integer not null references jurisdictions,
  case_id uuid not null,
  -- how far the case's log had come
  version integer not null,
  period integer not null,
  registered_at timestamptz not null,
  grams tsvector not null,
  seen_by uuid[] not null,
  hidden_from uuid[] not null default '{}',
  primary key (jurisdiction_id, case_id),
  foreign key (jurisdiction_id, case_id) references cases (jurisdiction_id, id)
);
-- a list of what is not yet in the index would be read through by every search
create index case_search_grams on case_search using gin (grams) with (fastupdate = off);

-- Stretches of about as many cases each, by when they were registered: a frequent word is looked up in the newest first.
create table search_periods (
  jurisdiction_id integer not null references jurisdictions,
  no integer not null,
  starts_at timestamptz not null,
  last_at timestamptz not null,
  n integer not null,
  primary key (jurisdiction_id, no)
);

-- How far the index has come: through the cases by when they were registered (to `walked_at`), then along the public log.
create table search_state (
  jurisdiction_id integer primary key references jurisdictions,
  leaf bigint not null,
  walking boolean not null,
  walked_at timestamptz,
  walked_id uuid
);

alter table case_search enable row level security;
alter table case_search force row level security;
-- One condition on the grams and no other way in: an `or` beside it would have every hit's grams read again. Who writes a row looks for
-- its own mark.
create policy found on case_search for select using (jurisdiction_id = app_jurisdiction() and grams @@ app_words()
  and (seen_by && app_scope() or case_id = any (app_cases()) or app_job() = 'verify') and not hidden_from && app_recused());
create policy put on case_search for insert with check (jurisdiction_id = app_jurisdiction() and app_job() = 'index');
create policy renew on case_search for update using (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()));
create policy forget on case_search for delete using (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()));
grant select, insert, update, delete on case_search to lianxin_app;

alter table search_periods enable row level security;
alter table search_periods force row level security;
create policy read on search_periods for select using (jurisdiction_id = app_jurisdiction());
create policy keep on search_periods for all using (jurisdiction_id = app_jurisdiction() and app_job() = 'index');
grant select, insert, update, delete on search_periods to lianxin_app;

alter table search_state enable row level security;
alter table search_state force row level security;
create policy of_index on search_state for all using (jurisdiction_id = app_jurisdiction() and app_job() = 'index');
grant select, insert, update on search_state to lianxin_app;

-- The job finds what is to be indexed among the cases, and among the events the public log has not taken yet. Said as an equation, so that
-- the other ways to a case keep their indexes.
create policy to_index on cases for select using (jurisdiction_id = app_jurisdiction()
  and jurisdiction_id = case when app_job() = 'index' then app_jurisdiction() end);
alter policy read on log_pending using (jurisdiction_id = app_jurisdiction() and app_job() in ('sequence', 'verify', 'index'));

-- A resident is found by their whole name, without any name being opened.
alter table residents add column name_index bytea;
create index residents_name on residents (jurisdiction_id, name_index) where name_index is not null;
alter policy to_retire on residents using (jurisdiction_id = app_jurisdiction() and app_job() in ('retire', 'index'));

-- A colleague's name leads to what is in their hands and what they wrote down.
create index cases_holder_member on cases (jurisdiction_id, holder_member_id, registered_at desc, id desc) where holder_member_id is not null;
create index cases_registrar on cases (jurisdiction_id, registrar_id, registered_at desc, id desc) where registrar_id is not null;

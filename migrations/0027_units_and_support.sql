-- Units that are moved, joined and closed; what an import remembers; and looking at the desk as somebody else sees it.

-- ---------------------------------------------------------------- units
-- A closed unit stays: cases, looks and figures of its time name it. What it had went to the unit it was joined to, below which it now stands.
alter table orgs add column closed_on date;
alter table orgs add column merged_into uuid;
alter table orgs add foreign key (jurisdiction_id, merged_into) references orgs (jurisdiction_id, id);
alter table orgs add constraint joined_is_closed check (merged_into is null or (closed_on is not null and merged_into <> id and parent_id = merged_into));

-- Who changed a unit, when, from what to what. Append-only. Names and counts, never a case.
create table org_changes (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  at timestamptz not null,
  -- null for the operator at the command line
  member_id uuid,
  org_id uuid not null,
  kind text not null check (kind in ('added', 'changed', 'moved', 'joined', 'closed')),
  data jsonb not null,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id)
);
create index org_changes_of_org on org_changes (jurisdiction_id, org_id, at desc);
create trigger append_only before update or delete on org_changes for each row execute function refuse_change();
create trigger no_truncate before truncate on org_changes execute function refuse_change();
alter table org_changes enable row level security;
alter table org_changes force row level security;
create policy of_jurisdiction on org_changes using (jurisdiction_id = app_jurisdiction());
grant select, insert on org_changes to lianxin_app;

-- Moving or joining a unit rewrites who may see what hangs below it. The count shown beforehand is made in the same scope, with the recusal set
-- of whoever asks; the change itself with an empty one, for what is kept from somebody moves like everything else and stays kept. Asked as an
-- equality that an index can answer: a bare `app_job() = 'units'` beside the other policies would keep every read of cases from theirs.
create policy units_move on cases for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end and not (hidden_from && app_recused()));
create policy units_move_on on cases for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end and not (hidden_from && app_recused()));
create policy units_move on residents for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end and not (hidden_from && app_recused()));
create policy units_move_on on residents for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end and not (hidden_from && app_recused()));
create policy units_move on households for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
create policy units_move_on on households for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
create policy units_move on ties for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
create policy units_move_on on ties for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
-- who acted on a case, by its log: they keep what they had
create policy units_move on case_events for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
-- what a case is hidden from, its notices and messages are hidden from too
create policy units_move on notices for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
create policy units_move_on on notices for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
create policy units_move on outbox for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
create policy units_move_on on outbox for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
create policy units_move on publications for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);
create policy units_move_on on publications for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = case when app_job() = 'units' then app_jurisdiction() end);

-- ---------------------------------------------------------------- what an import remembers
-- Which column of the lists kept here means what, as somebody last put it right.
create table import_columns (
  jurisdiction_id int not null references jurisdictions,
  list text not null check (list in ('units', 'people')),
  columns jsonb not null,
  at timestamptz not null,
  primary key (jurisdiction_id, list)
);
alter table import_columns enable row level security;
alter table import_columns force row level security;
create policy of_jurisdiction on import_columns using (jurisdiction_id = app_jurisdiction());
grant select, insert, update on import_columns to lianxin_app;

-- ---------------------------------------------------------------- looking at the desk as somebody else sees it
-- Six digits, made by the person who asks for help and told to the one who helps. One at a time; five wrong ones and it is worth nothing.
create table see_as_codes (
  jurisdiction_id int not null references jurisdictions,
  member_id uuid not null,
  digest bytea not null,
  until timestamptz not null,
  tries smallint not null default 0 check (tries between 0 and 5),
  primary key (jurisdiction_id, member_id),
  foreign key (jurisdiction_id, member_id) references members (jurisdiction_id, id)
);
alter table see_as_codes enable row level security;
alter table see_as_codes force row level security;
create policy own_code on see_as_codes using (jurisdiction_id = app_jurisdiction() and (member_id = app_member() or app_job() = 'see-as'));
grant select, insert, update, delete on see_as_codes to lianxin_app;

create table see_as (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  helper_id uuid not null,
  member_id uuid not null,
  -- the helper's session it began in, by its id: no other session of theirs sees anything
  session_id text not null,
  reason text not null check (char_length(reason) between 2 and 200),
  began_at timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz,
  -- when the person seen as took note of it
  noted_at timestamptz,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, helper_id) references members (jurisdiction_id, id),
  foreign key (jurisdiction_id, member_id) references members (jurisdiction_id, id),
  constraint a_quarter_of_an_hour check (until <= began_at + interval '15 minutes'),
  constraint not_oneself check (helper_id <> member_id)
);
create index see_as_of_session on see_as (jurisdiction_id, session_id, until);
create index see_as_of_member on see_as (jurisdiction_id, member_id, began_at desc);
alter table see_as enable row level security;
alter table see_as force row level security;
create policy of_both on see_as for select using (jurisdiction_id = app_jurisdiction() and (helper_id = app_member() or member_id = app_member()));
create policy end_or_note on see_as for update using (jurisdiction_id = app_jurisdiction() and (helper_id = app_member() or member_id = app_member()));
create policy begin_it on see_as for insert with check (jurisdiction_id = app_jurisdiction() and helper_id = app_member());
grant select, insert on see_as to lianxin_app;
grant update (ended_at, noted_at) on see_as to lianxin_app;

-- A look through another's eyes is the helper's: `member_id` is who looked, `seen_as` whose desk it was.
alter table case_reads add column seen_as uuid;

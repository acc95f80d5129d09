-- Work written down: a dated entry of a kind a running scheme declares, corrected by a new version, withdrawn but never deleted; and whom it is credited to.

create table records (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  kind text not null,
  -- the scheme and version whose form was filled; null for the one shipped, where none was applied
  programme text,
  programme_version int,
  on_day date not null,
  until_day date not null,
  -- whose work it is: the org it was done for
  org_id uuid not null,
  author_id uuid not null,
  household_id uuid,
  place_id uuid,
  -- empty: the name of its kind says enough
  title text not null check (char_length(title) <= 120),
  -- fields of the form by code, those of a step as step.code; somebody's own words stand in record_texts
  data jsonb not null,
  -- the last step taken of a matter with several; null before the first, and for the others
  step text,
  version int not null default 1,
  -- the version at which the form was last filled: its words are those of this version
  form_version int not null default 1,
  seen_by uuid[] not null,
  -- what the public board shows, from when to when
  board_from date,
  board_until date,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_why text check (char_length(withdrawn_why) between 2 and 200),
  -- made once for a sheet, with what was handed in under it: sent again it is the same record
  client_key text,
  request_digest text,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id),
  foreign key (jurisdiction_id, author_id) references members (jurisdiction_id, id),
  foreign key (jurisdiction_id, household_id) references households (jurisdiction_id, id),
  foreign key (jurisdiction_id, place_id) references places (jurisdiction_id, id),
  foreign key (jurisdiction_id, programme, programme_version) references programmes (jurisdiction_id, code, version),
  check (until_day >= on_day and until_day <= on_day + 366),
  check ((board_from is null) = (board_until is null) and board_until >= board_from),
  check ((withdrawn_at is null) = (withdrawn_why is null)),
  check ((programme is null) = (programme_version is null)),
  check ((client_key is null) = (request_digest is null))
);
create index records_newest on records (jurisdiction_id, kind, on_day desc, id desc);
create index records_of_org on records (jurisdiction_id, org_id, kind, on_day desc, id desc);
create index records_of_author on records (jurisdiction_id, author_id, on_day desc, id desc);
create index records_of_household on records (jurisdiction_id, household_id, on_day desc, id desc) where household_id is not null;
create index records_on_board on records (jurisdiction_id, org_id, board_until) where board_until is not null;
create index records_seen_by on records using gin (seen_by);
create unique index records_once on records (jurisdiction_id, author_id, client_key) where client_key is not null;
alter table records enable row level security;
alter table records force row level security;
create policy in_work on records using (jurisdiction_id = app_jurisdiction() and seen_by && app_work());
-- for everybody, on the pages of residents: the desk reads the work of its own scope only
create policy on_board on records for select using (jurisdiction_id = app_jurisdiction() and app_work() is null and board_until is not null and withdrawn_at is null);
-- whoever erases a person empties what was written about their household
create policy to_erase on records for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('erase') and household_id is not null);
create policy to_empty on records for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('erase') and household_id is not null);
grant select, insert, update on records to lianxin_app;

-- What somebody said, verbatim: beside the record, so that it can be erased. Of a matter with steps by step (0: the record itself).
create table record_texts (
  jurisdiction_id int not null references jurisdictions,
  record_id uuid not null,
  version int not null,
  step_no smallint not null default 0,
  field text not null,
  words text not null check (char_length(words) between 1 and 5000),
  primary key (jurisdiction_id, record_id, version, step_no, field),
  foreign key (jurisdiction_id, record_id) references records (jurisdiction_id, id)
);
alter table record_texts enable row level security;
alter table record_texts force row level security;
create policy of_record on record_texts using (jurisdiction_id = app_jurisdiction() and record_id = any (app_records()));
-- words go with the person they are about, and for nothing else
create policy only_on_purpose on record_texts as restrictive for delete using (jurisdiction_id = app_jurisdiction() and app_job() = 'erase');
grant select, insert, delete on record_texts to lianxin_app;

-- Everything that happened to a record, as it was before and after: made, corrected, a step taken, withdrawn. Append-only.
create table record_changes (
  jurisdiction_id int not null references jurisdictions,
  record_id uuid not null,
  version int not null,
  kind text not null check (kind in ('made', 'corrected', 'step', 'withdrawn')),
  at timestamptz not null,
  member_id uuid not null,
  why text check (char_length(why) <= 200),
  step text,
  -- the record's plain fields as they stood after it
  data jsonb not null,
  primary key (jurisdiction_id, record_id, version),
  foreign key (jurisdiction_id, record_id) references records (jurisdiction_id, id)
);
create trigger append_only before update or delete on record_changes for each row execute function refuse_change();
create trigger no_truncate before truncate on record_changes execute function refuse_change();
alter table record_changes enable row level security;
alter table record_changes force row level security;
create policy of_record on record_changes using (jurisdiction_id = app_jurisdiction() and record_id = any (app_records()));
grant select, insert on record_changes to lianxin_app;

-- To whom a record counts: its author, the members who took part, its org, the village of the household. Made with the record, by the same rule for
-- all kinds; gone when it is withdrawn. Duties are counted over these rows and nothing else.
create table record_credits (
  jurisdiction_id int not null references jurisdictions,
  subject_id uuid not null,
  kind text not null,
  on_day date not null,
  record_id uuid not null,
  until_day date not null,
  household_id uuid,
  place_id uuid,
  -- members and orgs the record names as met, served or taught
  met uuid[] not null default '{}',
  -- numbers, choices and yes or no of the form and of the steps taken: what a sum adds up and a condition asks
  counted jsonb not null,
  primary key (jurisdiction_id, subject_id, kind, on_day, record_id),
  foreign key (jurisdiction_id, record_id) references records (jurisdiction_id, id)
);
create index record_credits_of_record on record_credits (jurisdiction_id, record_id);
alter table record_credits enable row level security;
alter table record_credits force row level security;
create policy of_record on record_credits using (jurisdiction_id = app_jurisdiction() and record_id = any (app_records()));
create policy to_count on record_credits for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('duties'));
grant select, insert, delete on record_credits to lianxin_app;

-- What was promised while writing a record down: done by a day, or made a case.
create table follow_ups (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  record_id uuid not null,
  owner_id uuid not null,
  -- empty once the household it is about was erased
  what text not null check (char_length(what) <= 500),
  due_on date not null,
  case_id uuid,
  made_at timestamptz not null,
  done_at timestamptz,
  done_words text check (char_length(done_words) <= 500),
  seen_by uuid[] not null,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, record_id) references records (jurisdiction_id, id),
  foreign key (jurisdiction_id, owner_id) references members (jurisdiction_id, id)
);
create index follow_ups_of_record on follow_ups (jurisdiction_id, record_id);
create index follow_ups_due on follow_ups (jurisdiction_id, owner_id, due_on) where done_at is null;
alter table follow_ups enable row level security;
alter table follow_ups force row level security;
create policy in_work on follow_ups using (jurisdiction_id = app_jurisdiction() and seen_by && app_work());
create policy of_record on follow_ups for select using (jurisdiction_id = app_jurisdiction() and record_id = any (app_records()));
create policy to_empty on follow_ups for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('erase') and record_id = any (app_records()));
grant select, insert on follow_ups to lianxin_app;
grant update (what, done_at, done_words, due_on, case_id, seen_by) on follow_ups to lianxin_app;

-- Requests heard while this was done, each written down as a case of its own.
create table record_cases (
  jurisdiction_id int not null references jurisdictions,
  record_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  primary key (jurisdiction_id, record_id, case_id),
  foreign key (jurisdiction_id, record_id) references records (jurisdiction_id, id),
  foreign key (jurisdiction_id, case_id) references cases (jurisdiction_id, id)
);
create index record_cases_of_case on record_cases (jurisdiction_id, case_id);
alter table record_cases enable row level security;
alter table record_cases force row level security;
create policy of_record on record_cases using (jurisdiction_id = app_jurisdiction() and record_id = any (app_records()));
grant select, insert on record_cases to lianxin_app;

-- A photo of a record belongs to it, and to no case: it is not among the uploads nobody used.
alter table files add column record_id uuid;
alter table files add foreign key (jurisdiction_id, record_id) references records (jurisdiction_id, id) deferrable initially deferred;
alter table files add constraint of_case_or_record check (case_id is null or record_id is null);
create index files_record on files (jurisdiction_id, record_id) where record_id is not null;
alter policy of_case_or_own on files using (jurisdiction_id = app_jurisdiction() and (case_id = any (app_cases())
  or case_id is null and record_id is null and (uploaded_by = app_member() or draft_id = app_draft() or app_job() = 'sweep')));
create policy of_record on files using (jurisdiction_id = app_jurisdiction() and record_id = any (app_records()));

-- Whether anybody of a household is left who was not erased.
create policy to_erase on residents for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('erase'));

-- Units that move take along who sees what was done for them.
create policy units_move on records for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('units'));
create policy units_move_on on records for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('units'));
create policy units_move on follow_ups for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('units'));
create policy units_move_on on follow_ups for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('units'));

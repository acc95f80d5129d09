-- Work written down: a dated entry of a kind a running scheme declares, corrected by a new version, withdrawn but never deleted; and whom it is credited to.

create table records (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  kind text not null,
  -- the scheme and version whose form was filled
  programme text not null,
  programme_version int not null,
  on_day date not null,
  until_day date not null,
  -- whose work it is: the org it was done for
  org_id uuid not null,
  author_id uuid not null,
  household_id uuid,
  place_id uuid,
  case_id uuid,
  title text not null check (char_length(title) between 1 and 120),
  -- fields of the form by code; somebody's own words stand in record_texts
  data jsonb not null default '{}',
  -- the last step taken of a matter with several; null for the others
  step text,
  version int not null default 1,
  seen_by uuid[] not null,
  -- what the public board shows, from when to when
  board_from date,
  board_until date,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_why text check (char_length(withdrawn_why) between 2 and 200),
  client_key text,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id),
  foreign key (jurisdiction_id, author_id) references members (jurisdiction_id, id),
  foreign key (jurisdiction_id, household_id) references households (jurisdiction_id, id),
  foreign key (jurisdiction_id, place_id) references places (jurisdiction_id, id),
  foreign key (jurisdiction_id, programme, programme_version) references programmes (jurisdiction_id, code, version),
  check (until_day >= on_day and until_day <= on_day + 366),
  check ((board_from is null) = (board_until is null) and board_until >= board_from),
  check ((withdrawn_at is null) = (withdrawn_why is null))
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
create policy on_board on records for select using (jurisdiction_id = app_jurisdiction() and board_until is not null and withdrawn_at is null);
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
  what text not null check (char_length(what) between 1 and 500),
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
grant select, insert on follow_ups to lianxin_app;
grant update (done_at, done_words, due_on, case_id) on follow_ups to lianxin_app;

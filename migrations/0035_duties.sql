-- What each subject owes in each period and how far they are: derived from records, posts, leave, ties and schemes, kept so that nobody waits for the
-- counting. docs/decisions/0036.

-- without foreign keys: a quarter of a million rows are made in one go, each out of the rows it would point to
create table duty_progress (
  jurisdiction_id int not null,
  programme text not null,
  version int not null,
  duty text not null,
  -- of the calendar: 2026, 2026-Q4, 2026-11; the days it is asked for here stand beside it
  period text not null,
  -- a member or an org
  subject_id uuid not null,
  member boolean not null,
  -- where it is owed: the org of the post, or the org itself
  org_id uuid not null,
  measure text not null check (measure in ('count', 'distinct', 'days', 'sum', 'coverage', 'ties', 'pot')),
  from_day date not null,
  to_day date not null,
  -- days between that do not count for the pace, as pairs of first and last
  off date[] not null default '{}',
  grace smallint not null,
  -- null: the document leaves it blank and nobody has filled it
  target numeric,
  value numeric not null,
  seen_by uuid[] not null,
  primary key (jurisdiction_id, programme, version, duty, period, subject_id),
  check (to_day >= from_day)
);
create index duty_progress_of_subject on duty_progress (jurisdiction_id, subject_id, to_day);
create index duty_progress_at_org on duty_progress (jurisdiction_id, org_id);
alter table duty_progress enable row level security;
alter table duty_progress force row level security;
create policy in_work on duty_progress for select using (jurisdiction_id = app_jurisdiction() and seen_by && app_work());
create policy to_count on duty_progress using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('duties'));
grant select, insert, update, delete on duty_progress to lianxin_app;

/* Days of a span that count: without those off, which are pairs of first and last. The same as daysPassed in src/duties/pace.ts. In plpgsql: asked of
   every cell, a function in SQL with a subquery took twenty times as long. */
create function duty_days(from_day date, to_day date, off date[]) returns int language plpgsql immutable parallel safe as $$
declare days int := greatest(0, to_day - from_day + 1);
begin
  for i in 1 .. cardinality(off) by 2 loop
    days := days - greatest(0, least(off[i + 1], to_day) - greatest(off[i], from_day) + 1);
  end loop;
  return days;
end $$;

/* How much the days gone by before this one make, in whole units, of a share in whole per cent. The same as expected in src/duties/pace.ts. */
create function duty_expected(period text, measure text, target numeric, from_day date, to_day date, off date[], today date)
returns numeric language plpgsql immutable parallel safe as $$
declare
  passed int;
  every int;
begin
  if target is null or today < from_day then return 0; end if;
  if period = 'standing' then return target; end if;
  if to_day = '9999-12-31' then return 0; end if;
  every := duty_days(from_day, to_day, off);
  passed := duty_days(from_day, least(to_day, today - 1), off);
  if every = 0 then return 0; end if;
  if passed >= every then return target; end if;
  if measure = 'coverage' then return floor(target * 100 * passed / every) / 100; end if;
  return floor(target * passed / every);
end $$;

-- How many subjects of an org and of all below it stand how, in the periods a page shows: a tree reads its own rows instead of a hundred thousand cells. As of a day.
create table duty_tallies (
  jurisdiction_id int not null references jurisdictions,
  programme text not null,
  version int not null,
  duty text not null,
  period text not null,
  org_id uuid not null,
  subjects int not null,
  done int not null,
  behind int not null,
  missed int not null,
  not_begun int not null,
  not_set int not null,
  -- the org with all above it
  seen_by uuid[] not null,
  primary key (jurisdiction_id, programme, version, duty, period, org_id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id)
);
create index duty_tallies_at_org on duty_tallies (jurisdiction_id, org_id);
alter table duty_tallies enable row level security;
alter table duty_tallies force row level security;
create policy in_work on duty_tallies for select using (jurisdiction_id = app_jurisdiction() and seen_by && app_work());
create policy to_count on duty_tallies using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('duties'));
grant select, insert, update, delete on duty_tallies to lianxin_app;

-- Of a test of completeness: how many of each org and all below it there are, and how many of them are not left out.
create table coverage_counts (
  jurisdiction_id int not null references jurisdictions,
  programme text not null,
  version int not null,
  test text not null,
  period text not null,
  org_id uuid not null,
  from_day date not null,
  to_day date not null,
  total int not null,
  met int not null check (met between 0 and total),
  seen_by uuid[] not null,
  primary key (jurisdiction_id, programme, version, test, period, org_id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id)
);
create index coverage_counts_at_org on coverage_counts (jurisdiction_id, org_id);
alter table coverage_counts enable row level security;
alter table coverage_counts force row level security;
create policy in_work on coverage_counts for select using (jurisdiction_id = app_jurisdiction() and seen_by && app_work());
create policy to_count on coverage_counts using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('duties'));
grant select, insert, update, delete on coverage_counts to lianxin_app;

-- What has changed and is to be counted again by the job of each minute: whose posts or leave, which org's totals, which kind of record. A row a change
-- and transaction, so that two who write at once do not wait for one another.
create table duty_changes (
  jurisdiction_id int not null references jurisdictions,
  what text not null,
  key text not null,
  xact bigint not null,
  primary key (jurisdiction_id, what, key, xact)
);
alter table duty_changes enable row level security;
alter table duty_changes force row level security;
-- noted by whoever changes something, read and taken away by the job alone
create policy anyone_notes on duty_changes for insert with check (jurisdiction_id = app_jurisdiction());
create policy to_count on duty_changes using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('duties'));
grant select, insert, delete on duty_changes to lianxin_app;

/* Notes a change of what duties are derived from. Here and not in each command: posts, leave, ties and lists are written by many, on floors that do not know duties. */
create function note_for_duties() returns trigger language plpgsql as $$
declare now_xact bigint := pg_current_xact_id()::text::bigint;
begin
  if tg_table_name in ('appointments', 'absences') then
    insert into duty_changes select distinct jurisdiction_id, 'subject', member_id::text, now_xact from fresh on conflict do nothing;
  elsif tg_table_name = 'members' then
    insert into duty_changes select distinct jurisdiction_id, 'subject', id::text, now_xact from fresh on conflict do nothing;
  elsif tg_table_name = 'ties' then
    insert into duty_changes select distinct jurisdiction_id, 'ties', coalesce(member_id, org_id)::text, now_xact from fresh on conflict do nothing;
  elsif tg_table_name = 'programmes' then
    insert into duty_changes select distinct jurisdiction_id, 'all', '', now_xact from fresh on conflict do nothing;
  elsif tg_table_name = 'orgs' and tg_op = 'INSERT' then
    insert into duty_changes select distinct jurisdiction_id, 'subject', id::text, now_xact from fresh on conflict do nothing;
  end if;
  insert into duty_changes select distinct jurisdiction_id, 'table', tg_table_name::text, now_xact from fresh on conflict do nothing;
  return null;
end $$;
/* A unit that was moved, closed or made another kind takes all below it along; a new telephone number counts for nothing. */
create function note_orgs_for_duties() returns trigger language plpgsql as $$
begin
  insert into duty_changes select distinct f.jurisdiction_id, w.what, case w.what when 'table' then 'orgs' else '' end, pg_current_xact_id()::text::bigint
  from fresh f join stale s on s.jurisdiction_id = f.jurisdiction_id and s.id = f.id cross join (values ('all'), ('table')) as w (what)
  where (s.kind, s.chain, s.traits, s.closed_on, s.organisation) is distinct from (f.kind, f.chain, f.traits, f.closed_on, f.organisation)
  on conflict do nothing;
  return null;
end $$;
create trigger note_insert after insert on appointments referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_update after update on appointments referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_insert after insert on absences referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_update after update on absences referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_insert after insert on members referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_update after update on members referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_insert after insert on ties referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_update after update on ties referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_insert after insert on programmes referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_update after update on programmes referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_insert after insert on places referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_update after update on places referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_insert after insert on households referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_update after update on households referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_insert after insert on orgs referencing new table as fresh for each statement execute function note_for_duties();
create trigger note_update after update on orgs referencing old table as stale new table as fresh for each statement execute function note_orgs_for_duties();

-- what is counted is read by the job that counts
create policy to_count on records for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('duties'));
create policy to_count on ties for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('duties'));
create policy to_count on households for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('duties'));

-- A calendar program asks for what is due by an address of its own: only its digest is kept.
create table duty_feeds (
  jurisdiction_id int not null references jurisdictions,
  token_sha256 bytea not null check (octet_length(token_sha256) = 32),
  member_id uuid not null,
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (jurisdiction_id, token_sha256),
  foreign key (jurisdiction_id, member_id) references members (jurisdiction_id, id)
);
create unique index one_feed_a_member on duty_feeds (jurisdiction_id, member_id) where revoked_at is null;
alter table duty_feeds enable row level security;
alter table duty_feeds force row level security;
create policy mine on duty_feeds using (jurisdiction_id = app_jurisdiction() and member_id = app_member());
create policy to_count on duty_feeds for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('duties'));
grant select, insert on duty_feeds to lianxin_app;
grant update (revoked_at) on duty_feeds to lianxin_app;

-- A notice may be about a duty instead of a case: which one and how far, in words that name nobody.
alter table notices alter column case_id drop not null;
alter table notices alter column case_number drop not null;
alter table notices add column about jsonb;
alter table notices add constraint of_a_case_or_about_something check ((case_id is null) = (about is not null) and (case_id is null) = (case_number is null));
alter policy tell_others on notices with check (jurisdiction_id = app_jurisdiction()
  and (app_job() = 'clocks' or case_id = any (app_cases()) or case_id is null and app_job() = 'duties'));
-- when this was last said to this member
create policy to_remind on notices for select using (jurisdiction_id = app_jurisdiction() and case_id is null and jurisdiction_id = app_jurisdiction_for('duties'));
create index notices_of_duties on notices (jurisdiction_id, member_id, at desc) where case_id is null;

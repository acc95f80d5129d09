-- Who is on leave, from which day to which, and who stands in meanwhile (docs/decisions/0028). No reason is kept: an illness is nobody's business here.
create table absences (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  member_id uuid not null,
  -- nobody: the post counts as vacant while it lasts, and those above are told
  stand_in_id uuid,
  starts_on date not null,
  ends_on date not null,
  entered_by uuid not null,
  entered_at timestamptz not null,
  -- back sooner, or entered by mistake: the row stays
  ended_by uuid,
  ended_at timestamptz,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, member_id) references members (jurisdiction_id, id),
  foreign key (jurisdiction_id, stand_in_id) references members (jurisdiction_id, id),
  check (stand_in_id <> member_id),
  check (ends_on >= starts_on and ends_on <= starts_on + 366),
  check ((ended_by is null) = (ended_at is null)),
  constraint away_once exclude using gist (jurisdiction_id with =, member_id with =, daterange(starts_on, ends_on, '[]') with &&)
    where (ended_at is null)
);
create index absences_running on absences (jurisdiction_id, ends_on) where ended_at is null;
create index absences_of_member on absences (jurisdiction_id, member_id, starts_on desc);

grant select, insert on absences to lianxin_app;
-- nothing of it changes but that it is over
grant update (ended_by, ended_at) on absences to lianxin_app;

alter table absences enable row level security;
alter table absences force row level security;
-- part of the directory, as posts are: whoever waits for somebody may know when they are back, and who is there until then
create policy of_jurisdiction on absences for select using (jurisdiction_id = app_jurisdiction());
create policy entered_by_oneself on absences for insert with check (jurisdiction_id = app_jurisdiction() and entered_by = app_member() and ended_at is null);
create policy ended_once on absences for update using (jurisdiction_id = app_jurisdiction() and ended_at is null)
  with check (jurisdiction_id = app_jurisdiction() and ended_by = app_member());

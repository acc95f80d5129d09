-- Lists as people keep them: views one has saved or shared, cases one has been told to hurry, and the trace of a list taken out.

-- A saved view is a filter and its columns, and nothing of a case: whoever opens it sees their own rows.
create table saved_views (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  member_id uuid not null,
  -- shared with everyone who has a post at this org or below it; null: the owner's own
  org_id uuid,
  name text not null check (char_length(name) between 1 and 40),
  -- as it stands in the address: late=true&category=water
  filter text not null check (char_length(filter) <= 2000),
  columns text[] not null check (cardinality(columns) between 1 and 7),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, member_id) references members (jurisdiction_id, id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id)
);
create index saved_views_of_member on saved_views (jurisdiction_id, member_id);
create index saved_views_of_org on saved_views (jurisdiction_id, org_id) where org_id is not null;
alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy own on saved_views using (jurisdiction_id = app_jurisdiction() and member_id = app_member())
  -- shared only where one reads for the whole org
  with check (jurisdiction_id = app_jurisdiction() and member_id = app_member() and (org_id is null or org_id = any (app_scope())));
-- the orgs one reports to are those of one's posts with all above them
create policy shared on saved_views for select using (jurisdiction_id = app_jurisdiction() and org_id = any (app_recused()));
-- whoever stands at the org may take down what is shared there: its owner may have left
create policy taken_down on saved_views for delete using (jurisdiction_id = app_jurisdiction() and org_id = any (app_scope()));
grant select, insert, update, delete on saved_views to lianxin_app;

-- The last time somebody above asked for it to be hurried, and who: the supervision list is read from the row.
alter table cases
  add column supervised_at timestamptz,
  add column supervised_by uuid,
  add column supervised_org uuid,
  add constraint a_supervision_is_whole check ((supervised_at is null) = (supervised_by is null));
-- those supervised before: read out of their logs. An owner that is no superuser is under the policies too, where they are forced.
alter table cases no force row level security;
alter table case_events no force row level security;
with last as (
  select distinct on (jurisdiction_id, case_id) jurisdiction_id, case_id, at, member_id, org_id
  from case_events where type = 'supervise' and member_id is not null order by jurisdiction_id, case_id, seq desc
)
update cases c set supervised_at = l.at, supervised_by = l.member_id, supervised_org = l.org_id
from last l where c.jurisdiction_id = l.jurisdiction_id and c.id = l.case_id;
alter table case_events force row level security;
alter table cases force row level security;
-- open cases that are on the supervision list for what was done to them; those late are found by their deadline
create index cases_watched on cases (jurisdiction_id, registered_at desc, id desc)
  where due_at is not null and (supervised_at is not null or sent_back > 0);

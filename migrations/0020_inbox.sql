-- Up to which step each member has seen a case: what came since, from somebody else, is unread. A day and no hour: nobody's time at the desk is kept.
create table case_seen (
  jurisdiction_id int not null references jurisdictions,
  member_id uuid not null,
  -- no foreign key: it would lock the case row for every look
  case_id uuid not null,
  version int not null check (version > 0),
  seen_on date not null,
  primary key (jurisdiction_id, member_id, case_id)
);
create index case_seen_on on case_seen (jurisdiction_id, seen_on);
grant select, insert, update, delete on case_seen to lianxin_app;
alter table case_seen enable row level security;
alter table case_seen force row level security;
-- the member's own, and only of cases opened under their own policy: one that was hidden since is not there either
create policy mine on case_seen using (jurisdiction_id = app_jurisdiction() and member_id = app_member() and case_id = any (app_cases()));
create policy swept on case_seen for select using (jurisdiction_id = app_jurisdiction() and app_job() = 'sweep');
create policy swept_away on case_seen for delete using (jurisdiction_id = app_jurisdiction() and app_job() = 'sweep');

-- The inbox is several lists, each read from the top of an index in the order of the deadline. A new request enters none of these.
create index cases_in_hand_of on cases (jurisdiction_id, holder_member_id, least(due_at, statutory_due_at), id)
  where holder_member_id is not null;
create index cases_to_approve on cases (jurisdiction_id, approver_org_id, least(due_at, statutory_due_at), id)
  where state = 'extension-asked';
create index cases_on_duty_list on cases (jurisdiction_id, least(due_at, statutory_due_at), id)
  where reminded = 100 and due_at is not null and clock in ('acceptance', 'handling');
create index cases_to_call on cases (jurisdiction_id, least(due_at, statutory_due_at), id) where state = 'answered';

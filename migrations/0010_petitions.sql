-- A matter handled as a petition (信访工作条例): its dated facts, the statutory clock its organ owes next, and which deadline binds.

alter table cases
  -- folded from the case's own events, as every other column of the row: src/cases/petition/facts.ts
  add column petition jsonb,
  -- the next statutory clock the organ owes; it runs beside the scheme's and is moved by no other step
  add column statutory_clock text check (statutory_clock in ('route', 'tell', 'conclude', 'review', 're-review')),
  add column statutory_started_at timestamptz,
  add column statutory_due_at timestamptz,
  add column statutory_provisional boolean not null default false,
  -- percent of it for which the system has already acted; 100: it went up
  add column statutory_reminded smallint not null default 0,
  add constraint a_statutory_clock_is_whole check (
    (statutory_clock is null) = (statutory_due_at is null) and (statutory_clock is null) = (statutory_started_at is null)),
  add constraint only_petitions_have_statutory_clocks check (statutory_clock is null or petition is not null),
  -- after the second review the same facts are not taken again: it may close over a “no”
  drop constraint closed_by_verdict_or_documented,
  add constraint closed_by_verdict_or_documented check (state <> 'closed' or resolved = 'yes' or outcome = 'no-answer'
    or petition -> 'reReview' ->> 'at' is not null);

-- the earlier of the two binds: lists are ordered and coloured by it
drop index cases_inbox;
create index cases_inbox on cases (jurisdiction_id, holder_org_id, least(due_at, statutory_due_at), id) where holder_org_id is not null;
drop index cases_due;
create index cases_due on cases (jurisdiction_id, least(due_at, statutory_due_at), id) where due_at is not null;
-- registers, exports and yearly reports read petitions by the day they were received
create index cases_petitions on cases (jurisdiction_id, (petition ->> 'receivedOn'), id) where petition is not null;
-- the number in the state petition system, as someone reads it out
create index cases_petition_number on cases (jurisdiction_id, (petition ->> 'number')) where petition is not null;

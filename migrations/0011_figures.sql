-- What the figures count: of each case the first contact and the first answer with its verdict, kept as they were when later tries follow;
-- and cases left out of a figure, asked for by one, decided by another.

alter table cases
  -- how many answers the resident has been asked about; when and by whom the first was given; whether it was another case's answer
  add column answers int not null default 0,
  add column answered_at timestamptz,
  add column answer_unit uuid,
  add column answered_with_lead boolean not null default false,
  -- the first contact as it stood at the first answer, and whoever had the case when it was made or its limit ran out
  add column first_contact_due_at timestamptz,
  add column first_contacted_at timestamptz,
  add column contact_unit uuid,
  -- the verdict on the first answer: changed with the resident's mind until a second answer is given, never after
  add column first_resolved text check (first_resolved in ('yes', 'partly', 'no')),
  add column first_satisfied text check (first_satisfied in ('very-satisfied', 'satisfied', 'fair', 'dissatisfied', 'very-dissatisfied')),
  add column first_verdict_at timestamptz,
  add column first_doubt text check (first_doubt in ('words', 'grades')),
  add column first_entered text check (first_entered in ('self', 'call')),
  add column first_later_asked_at timestamptz,
  add column first_later text check (first_later in ('yes', 'no')),
  -- by rate, the ground on which it is left out and the office that decided so
  add column excluded jsonb,
  add column exclusion_asked_at timestamptz,
  add column exclusion_asked_by uuid,
  -- the units counted by the rates asked about: none of them decides
  add column exclusion_counts uuid[],
  add constraint an_answer_is_whole check ((answers = 0) = (answered_at is null)),
  add constraint a_verdict_is_whole check ((first_resolved is null) = (first_verdict_at is null) and (first_resolved is null) = (first_entered is null)),
  add constraint an_exclusion_asked_is_whole check ((exclusion_asked_at is null) = (exclusion_asked_by is null)
    and (exclusion_asked_at is null) = (exclusion_counts is null));

-- The instant at which first contact counts: made, or its limit run out, whichever came first. Ended before anything was owed: never.
-- A function, so that the index and the question are one expression.
create function response_at(answers int, first_due timestamptz, first_made timestamptz, due timestamptz, made timestamptz, ended timestamptz)
returns timestamptz language sql immutable parallel safe as $$
  select case
    when answers > 0 then case when first_due is null then null else least(first_due, first_made) end
    when due is null or (made is null and ended <= due) then null
    else least(due, made)
  end
$$;

-- cases answered before: read out of their logs. An owner that is no superuser is under the policies too, where they are forced.
alter table cases no force row level security;
alter table case_events no force row level security;
with answer as (
  select jurisdiction_id, case_id, seq, at, org_id, type, row_number() over each_case as n, count(*) over (partition by jurisdiction_id, case_id) as of
  from case_events where type in ('answer', 'settle', 'settleDirectly', 'answerWithLead')
  window each_case as (partition by jurisdiction_id, case_id order by seq)
)
update cases c set answers = a.of, answered_at = a.at, answer_unit = coalesce(a.org_id, c.village_id), answered_with_lead = a.type = 'answerWithLead',
  first_contact_due_at = c.contact_due_at, first_contacted_at = c.contacted_at
from answer a where a.n = 1 and c.jurisdiction_id = a.jurisdiction_id and c.id = a.case_id;
with verdict as (
  select distinct on (e.jurisdiction_id, e.case_id) e.jurisdiction_id, e.case_id, e.at, e.type,
    coalesce(e.data ->> 'resolved', case when e.type like 'confirm%' then 'yes' else 'no' end) as resolved, e.data ->> 'satisfied' as satisfied
  from case_events e
  where e.type in ('confirm', 'dispute', 'confirmByCall', 'disputeByCall')
    and (select count(*) from case_events a where a.jurisdiction_id = e.jurisdiction_id and a.case_id = e.case_id and a.seq < e.seq
      and a.type in ('answer', 'settle', 'settleDirectly', 'answerWithLead')) = 1
  order by e.jurisdiction_id, e.case_id, e.seq desc
)
update cases c set first_resolved = v.resolved, first_satisfied = v.satisfied, first_verdict_at = v.at,
  first_entered = case when v.type like '%ByCall' then 'call' else 'self' end,
  first_doubt = case when c.answers = 1 then c.doubt end,
  first_later_asked_at = case when c.answers = 1 then c.later_asked_at end, first_later = case when c.answers = 1 then c.later end
from verdict v where c.answers > 0 and c.jurisdiction_id = v.jurisdiction_id and c.id = v.case_id;
alter table case_events force row level security;
alter table cases force row level security;

-- one index for each day that counts
create index cases_answered on cases (jurisdiction_id, answered_at) where answered_at is not null;
create index cases_response on cases (jurisdiction_id,
  response_at(answers, first_contact_due_at, first_contacted_at, contact_due_at, contacted_at, ended_at));
create index cases_ended on cases (jurisdiction_id, ended_at) where ended_at is not null;
create index cases_exclusion_asked on cases (jurisdiction_id, exclusion_asked_at, id) where exclusion_asked_at is not null;
create index cases_excluded on cases (jurisdiction_id, changed_at desc, id) where excluded is not null;

-- A case left out of a figure. What was said for and against stands with the case's words (case_texts, at asked_seq and decided_seq).
create table figure_exclusions (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  case_id uuid not null,
  rates text[] not null check (cardinality(rates) > 0 and rates <@ array['response', 'resolution', 'satisfaction']),
  ground text not null,
  -- the units these rates count the case for
  counted uuid[] not null check (cardinality(counted) > 0),
  asked_seq int not null,
  asked_by uuid not null,
  asked_org uuid not null,
  asked_at timestamptz not null,
  decided text check (decided in ('approved', 'refused')),
  decided_seq int,
  decided_by uuid,
  decided_org uuid,
  -- every org at which whoever decided held a post that day
  decided_posts uuid[],
  decided_at timestamptz,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, case_id) references cases (jurisdiction_id, id),
  foreign key (jurisdiction_id, case_id, asked_seq) references case_events (jurisdiction_id, case_id, seq) deferrable initially deferred,
  foreign key (jurisdiction_id, case_id, decided_seq) references case_events (jurisdiction_id, case_id, seq) deferrable initially deferred,
  constraint decided_whole check (num_nulls(decided, decided_seq, decided_by, decided_org, decided_posts, decided_at) in (0, 6)),
  constraint nobody_decides_what_they_asked check (decided_by <> asked_by),
  constraint nobody_decides_for_their_own_unit check (not (counted && array_append(decided_posts, decided_org)))
);
create unique index figure_exclusions_one_open on figure_exclusions (jurisdiction_id, case_id) where decided is null;
create index figure_exclusions_case on figure_exclusions (jurisdiction_id, case_id, asked_at);
alter table figure_exclusions enable row level security;
alter table figure_exclusions force row level security;
-- as the log: only once the case itself has been read under its own policy, so that whoever may not see the case sees no appeal about it
create policy of_opened_case on figure_exclusions for select using (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()));
create policy ask on figure_exclusions for insert with check (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()) and decided is null);
-- decided once, and not again
create policy decide on figure_exclusions for update using (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()) and decided is null)
  with check (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()) and decided is not null);
grant select, insert on figure_exclusions to lianxin_app;
grant update (decided, decided_seq, decided_by, decided_org, decided_posts, decided_at) on figure_exclusions to lianxin_app;

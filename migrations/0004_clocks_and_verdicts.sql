-- Clocks that run side by side, what the system has yet to do by itself, and the verdict's two questions kept apart.

alter table cases
  -- first contact with the resident (响应) runs beside the main clock; null where there is nobody to contact
  add column contact_due_at timestamptz,
  add column contacted_at timestamptz,
  add column contact_missed boolean not null default false,
  -- the latest date the resident has been told: what is told never moves earlier
  add column promised_at timestamptz,
  -- the clock that stands still while the resident is asked, and the one the lead kept when it dispatched
  add column paused jsonb,
  add column lead_clock jsonb,
  -- where an asked extension or a question to the resident returns to
  add column resume_state text,
  add column approver_org_id uuid,
  add column asked_by uuid,
  add column pauses int not null default 0,
  -- how often it went up by itself because nobody acted in time
  add column overdue int not null default 0,
  -- the share of the limit, in percent, for which the system has already done something
  add column reminded smallint not null default 0,
  -- a dispatch that nobody opened in time
  add column alarmed_at timestamptz,
  add column resolved text check (resolved in ('yes', 'partly', 'no')),
  add column verdict_at timestamptz,
  -- what the resident ticked and what they wrote do not fit together: somebody calls
  add column doubt text check (doubt in ('words', 'grades')),
  -- weeks later: was it really settled?
  add column later_asked_at timestamptz,
  add column later text check (later in ('yes', 'no')),
  -- the next instant at which the system itself has something to do: one index, one pass
  add column wake_at timestamptz,
  -- members and orgs from whom the case is kept: see 0005
  add column hidden_from uuid[] not null default '{}';

-- an owner that is no superuser is under the policies too, where they are forced
alter table cases no force row level security;
-- cases closed before the two questions were kept apart said yes
update cases set resolved = 'yes', verdict_at = ended_at where state = 'closed' and satisfied is not null;
update cases set promised_at = due_at, wake_at = due_at where due_at is not null;
alter table cases force row level security;

alter table cases
  drop constraint cases_clock_check,
  add constraint clock_known check (clock in ('acceptance', 'handling', 'sign', 'waiting', 'verdict', 'review')),
  drop constraint cases_outcome_check,
  add constraint outcome_known check (outcome in ('resolved', 'explained', 'not-accepted', 'passed-on', 'withdrawn', 'no-answer')),
  drop constraint state_known,
  add constraint state_known check (state in ('registered', 'in-hand', 'dispatched', 'handling', 'extension-asked', 'waiting', 'linked',
    'shelved', 'answered', 'reopened', 'closed', 'declined', 'passed-on', 'withdrawn')),
  drop constraint open_has_one_holder_and_one_deadline,
  add constraint open_has_one_holder_and_one_deadline check (
    (state in ('closed', 'declined', 'passed-on', 'withdrawn')) = (holder_org_id is null and due_at is null and clock is null)
    and (holder_org_id is null) = (due_at is null) and (clock is null) = (due_at is null)),
  drop constraint ended_has_outcome,
  add constraint ended_has_outcome check ((state in ('closed', 'declined', 'passed-on', 'withdrawn')) = (ended_at is not null)),
  drop constraint closed_by_verdict_or_documented,
  add constraint closed_by_verdict_or_documented check (state <> 'closed' or resolved = 'yes' or outcome = 'no-answer'),
  add constraint a_question_returns_somewhere check ((state in ('waiting', 'extension-asked')) = (resume_state is not null)),
  add constraint a_paused_clock_waits check ((state = 'waiting') = (paused is not null)),
  add constraint told_no_earlier_than_owed check (due_at is null or promised_at is not null);

-- somebody has to call about these, closed as they are
create index cases_doubt on cases (jurisdiction_id, verdict_at, id) where doubt is not null;
create index cases_wake on cases (jurisdiction_id, wake_at, id) where wake_at is not null;

-- the hash the resident's receipt carries, so that a repeated hand-in gives the same again
alter table case_receipts add column event_hash bytea;

-- Notices of days off and make-up days as imported here; the ones shipped with the program need no row.
create table calendar_years (
  jurisdiction_id int not null references jurisdictions,
  year int not null check (year between 2000 and 2100),
  off_days date[] not null check (cardinality(off_days) > 0),
  work_days date[] not null,
  source text not null,
  imported_at timestamptz not null,
  imported_by uuid,
  primary key (jurisdiction_id, year)
);
alter table calendar_years enable row level security;
alter table calendar_years force row level security;
create policy of_jurisdiction on calendar_years using (jurisdiction_id = app_jurisdiction());
grant select, insert, update on calendar_years to lianxin_app;

-- what was settled and is not after all leaves the village page
grant delete on village_results to lianxin_app;

-- The sweep of clocks sees every case of its jurisdiction and writes to the log of each. It is asked for first: reading a list of
-- hundreds of opened cases anew for every row made a sweep twenty times slower.
drop policy in_scope on cases;
create policy in_scope on cases using (jurisdiction_id = app_jurisdiction()
  and (app_job() = 'clocks' or seen_by && app_scope() or id = any (app_cases())));
drop policy of_opened_case on case_events;
create policy of_opened_case on case_events using (jurisdiction_id = app_jurisdiction()
  and (app_job() = 'clocks' or case_id = any (app_cases())));
drop policy of_opened_case on case_texts;
create policy of_opened_case on case_texts using (jurisdiction_id = app_jurisdiction()
  and (app_job() = 'clocks' or case_id = any (app_cases())));
drop policy of_case_or_job on outbox;
create policy of_case_or_job on outbox using (jurisdiction_id = app_jurisdiction()
  and (app_job() in ('outbox', 'clocks') or case_id = any (app_cases())));
drop policy tell_others on notices;
create policy tell_others on notices for insert with check (jurisdiction_id = app_jurisdiction()
  and (app_job() = 'clocks' or case_id = any (app_cases())));

drop function register_case(jsonb);
create function register_case(p jsonb, out number text, out case_id uuid, out request_digest bytea, out due_at timestamptz,
  out due_provisional boolean, out event_hash bytea, out registered_at timestamptz, out again boolean)
language plpgsql as $$
declare
  j int := (p ->> 'jurisdiction_id')::int;
  c jsonb := p -> 'case';
  r jsonb := p -> 'resident';
  e jsonb := p -> 'event';
begin
  insert into case_receipts (jurisdiction_id, number, case_id, client_key, request_digest, due_at, due_provisional, event_hash, created_at)
  values (j, c ->> 'number', (c ->> 'id')::uuid, p ->> 'client_key', decode(p ->> 'request_digest', 'hex'), (c ->> 'due_at')::timestamptz,
    (c ->> 'due_provisional')::boolean, decode(e ->> 'hash', 'hex'), (c ->> 'registered_at')::timestamptz)
  on conflict (jurisdiction_id, client_key) do nothing;
  if not found then
    again := true;
    select cr.number, cr.case_id, cr.request_digest, cr.due_at, cr.due_provisional, cr.event_hash, cr.created_at
    into number, case_id, request_digest, due_at, due_provisional, event_hash, registered_at
    from case_receipts cr where cr.jurisdiction_id = j and cr.client_key = p ->> 'client_key';
    return;
  end if;
  again := false;
  number := c ->> 'number';
  case_id := (c ->> 'id')::uuid;
  request_digest := decode(p ->> 'request_digest', 'hex');
  due_at := (c ->> 'due_at')::timestamptz;
  due_provisional := (c ->> 'due_provisional')::boolean;
  event_hash := decode(e ->> 'hash', 'hex');
  registered_at := (c ->> 'registered_at')::timestamptz;

  if r is not null then
    insert into person_keys (jurisdiction_id, resident_id, wrapped) values (j, (r ->> 'id')::uuid, decode(r ->> 'wrapped', 'hex'));
    insert into residents (jurisdiction_id, id, village_id, sealed_name, sealed_phone, phone_index, phone_tail_index, consent, created_at, seen_by)
    values (j, (r ->> 'id')::uuid, (c ->> 'village_id')::uuid, decode(r ->> 'sealed_name', 'hex'), decode(r ->> 'sealed_phone', 'hex'),
      decode(r ->> 'phone_index', 'hex'), decode(r ->> 'phone_tail_index', 'hex'), r ->> 'consent', (c ->> 'registered_at')::timestamptz,
      (c ->> 'seen_by')::uuid[]);
  end if;

  insert into cases (jurisdiction_id, id, number, village_id, place, channel, language, resident_id, registrar_id, registered_at, opening,
    state, level, holder_org_id, holder_member_id, clock, clock_started_at, due_at, due_provisional, contact_due_at, contacted_at, promised_at,
    wake_at, split_from, version, head, changed_at, seen_by, hidden_from)
  values (j, case_id, number, (c ->> 'village_id')::uuid, c ->> 'place', c ->> 'channel', c ->> 'language', (c ->> 'resident_id')::uuid,
    (c ->> 'registrar_id')::uuid, (c ->> 'registered_at')::timestamptz, c ->> 'opening', c ->> 'state', c ->> 'level',
    (c ->> 'holder_org_id')::uuid, (c ->> 'holder_member_id')::uuid, c ->> 'clock', (c ->> 'registered_at')::timestamptz,
    (c ->> 'due_at')::timestamptz, (c ->> 'due_provisional')::boolean, (c ->> 'contact_due_at')::timestamptz, (c ->> 'contacted_at')::timestamptz,
    (c ->> 'due_at')::timestamptz, (c ->> 'wake_at')::timestamptz, (c ->> 'split_from')::uuid, 1, decode(e ->> 'hash', 'hex'),
    (c ->> 'registered_at')::timestamptz, (c ->> 'seen_by')::uuid[], coalesce((c ->> 'hidden_from')::uuid[], '{}'));

  insert into case_events (jurisdiction_id, case_id, seq, type, audience, at, actor_kind, member_id, org_id, data, prev, hash)
  values (j, case_id, 1, 'register', 'everyone', (c ->> 'registered_at')::timestamptz, e ->> 'actor_kind', (e ->> 'member_id')::uuid,
    (e ->> 'org_id')::uuid, e -> 'data', decode(e ->> 'prev', 'hex'), decode(e ->> 'hash', 'hex'));

  insert into case_texts (jurisdiction_id, case_id, seq, field, body, salt)
  select j, case_id, 1, x ->> 'field', x ->> 'body', decode(x ->> 'salt', 'hex') from jsonb_array_elements(e -> 'texts') x;

  if jsonb_array_length(p -> 'notices') > 0 then
    insert into notices (jurisdiction_id, id, member_id, kind, case_id, case_number, at)
    select j, (x ->> 'id')::uuid, (x ->> 'member_id')::uuid, 'register', case_id, number, (c ->> 'registered_at')::timestamptz
    from jsonb_array_elements(p -> 'notices') x;
  end if;

  if jsonb_array_length(p -> 'outbox') > 0 then
    insert into outbox (jurisdiction_id, id, channel, template, language, resident_id, case_id, params, created_at, next_try_at)
    select j, (x ->> 'id')::uuid, x ->> 'channel', x ->> 'template', c ->> 'language', (c ->> 'resident_id')::uuid, case_id, x -> 'params',
      (c ->> 'registered_at')::timestamptz, (c ->> 'registered_at')::timestamptz
    from jsonb_array_elements(p -> 'outbox') x;
  end if;
end $$;

-- Requests that arrive together are written together: one call, one commit (docs/bench.md, intake). Each gets its own receipt.
-- Values are made and checked in the app; the function only writes them. Row-level security holds inside it as outside.

drop function register_case(jsonb);

create function register_cases(p jsonb)
returns table (asked uuid, number text, case_id uuid, request_digest bytea, due_at timestamptz, due_provisional boolean, event_hash bytea,
  registered_at timestamptz, again boolean)
language plpgsql as $$
declare
  j int := (p -> 0 ->> 'jurisdiction_id')::int;
  fresh uuid[];
  q jsonb := p;
begin
  -- in the order of their keys: two batches that hold the same keys wait for each other, never in a circle
  with written as (
    insert into case_receipts (jurisdiction_id, number, case_id, client_key, request_digest, due_at, due_provisional, event_hash, created_at)
    select j, x -> 'case' ->> 'number', (x -> 'case' ->> 'id')::uuid, x ->> 'client_key', decode(x ->> 'request_digest', 'hex'),
      (x -> 'case' ->> 'due_at')::timestamptz, (x -> 'case' ->> 'due_provisional')::boolean, decode(x -> 'event' ->> 'hash', 'hex'),
      (x -> 'case' ->> 'registered_at')::timestamptz
    from jsonb_array_elements(p) x order by x ->> 'client_key'
    on conflict (jurisdiction_id, client_key) do nothing
    returning case_receipts.case_id)
  select coalesce(array_agg(w.case_id), '{}') into fresh from written w;

  -- a key used before, in another batch or in this one: its first receipt is given again
  if cardinality(fresh) < jsonb_array_length(p) then
    select coalesce(jsonb_agg(x), '[]') into q from jsonb_array_elements(p) x where (x -> 'case' ->> 'id')::uuid = any (fresh);
  end if;

  insert into person_keys (jurisdiction_id, resident_id, wrapped)
  select j, (x -> 'resident' ->> 'id')::uuid, decode(x -> 'resident' ->> 'wrapped', 'hex') from jsonb_array_elements(q) x where x ? 'resident';

  insert into residents (jurisdiction_id, id, village_id, sealed_name, sealed_phone, phone_index, phone_tail_index, consent, created_at, seen_by)
  select j, (r ->> 'id')::uuid, (c ->> 'village_id')::uuid, decode(r ->> 'sealed_name', 'hex'), decode(r ->> 'sealed_phone', 'hex'),
    decode(r ->> 'phone_index', 'hex'), decode(r ->> 'phone_tail_index', 'hex'), r ->> 'consent', (c ->> 'registered_at')::timestamptz,
    (c ->> 'seen_by')::uuid[]
  from (select x -> 'case' as c, x -> 'resident' as r from jsonb_array_elements(q) x where x ? 'resident') n;

  insert into cases (jurisdiction_id, id, number, village_id, place, channel, language, resident_id, registrar_id, registered_at, opening,
    state, level, holder_org_id, holder_member_id, clock, clock_started_at, due_at, due_provisional, contact_due_at, contacted_at, promised_at,
    wake_at, split_from, version, head, changed_at, seen_by, hidden_from)
  select j, c.id, c.number, c.village_id, c.place, c.channel, c.language, c.resident_id, c.registrar_id, c.registered_at, c.opening,
    c.state, c.level, c.holder_org_id, c.holder_member_id, c.clock, c.registered_at, c.due_at, c.due_provisional, c.contact_due_at,
    c.contacted_at, c.due_at, c.wake_at, c.split_from, 1, decode(x -> 'event' ->> 'hash', 'hex'), c.registered_at, c.seen_by,
    coalesce(c.hidden_from, '{}')
  from jsonb_array_elements(q) x,
    jsonb_to_record(x -> 'case') as c (id uuid, number text, village_id uuid, place text, channel text, language text, resident_id uuid,
      registrar_id uuid, registered_at timestamptz, opening text, state text, level text, holder_org_id uuid, holder_member_id uuid,
      clock text, due_at timestamptz, due_provisional boolean, contact_due_at timestamptz, contacted_at timestamptz, wake_at timestamptz,
      split_from uuid, seen_by uuid[], hidden_from uuid[]);

  insert into case_events (jurisdiction_id, case_id, seq, type, audience, at, actor_kind, member_id, org_id, data, prev, hash)
  select j, (c ->> 'id')::uuid, 1, 'register', 'everyone', (c ->> 'registered_at')::timestamptz, e ->> 'actor_kind', (e ->> 'member_id')::uuid,
    (e ->> 'org_id')::uuid, e -> 'data', decode(e ->> 'prev', 'hex'), decode(e ->> 'hash', 'hex')
  from (select x -> 'case' as c, x -> 'event' as e from jsonb_array_elements(q) x) n;

  insert into case_texts (jurisdiction_id, case_id, seq, field, body, salt)
  select j, (x -> 'case' ->> 'id')::uuid, 1, t ->> 'field', t ->> 'body', decode(t ->> 'salt', 'hex')
  from jsonb_array_elements(q) x, jsonb_array_elements(x -> 'event' -> 'texts') t;

  insert into notices (jurisdiction_id, id, member_id, kind, case_id, case_number, at)
  select j, (n ->> 'id')::uuid, (n ->> 'member_id')::uuid, 'register', (c ->> 'id')::uuid, c ->> 'number', (c ->> 'registered_at')::timestamptz
  from (select x -> 'case' as c, x -> 'notices' as told from jsonb_array_elements(q) x) o, jsonb_array_elements(o.told) n;

  insert into outbox (jurisdiction_id, id, channel, template, language, resident_id, case_id, params, created_at, next_try_at)
  select j, (m ->> 'id')::uuid, m ->> 'channel', m ->> 'template', c ->> 'language', (c ->> 'resident_id')::uuid, (c ->> 'id')::uuid, m -> 'params',
    (c ->> 'registered_at')::timestamptz, (c ->> 'registered_at')::timestamptz
  from (select x -> 'case' as c, x -> 'outbox' as sent from jsonb_array_elements(q) x) o, jsonb_array_elements(o.sent) m;

  return query
    select (c ->> 'id')::uuid, c ->> 'number', (c ->> 'id')::uuid, decode(x ->> 'request_digest', 'hex'), (c ->> 'due_at')::timestamptz,
      (c ->> 'due_provisional')::boolean, decode(x -> 'event' ->> 'hash', 'hex'), (c ->> 'registered_at')::timestamptz, false
    from (select x, x -> 'case' as c from jsonb_array_elements(q) x) n;
  if cardinality(fresh) < jsonb_array_length(p) then
    return query
      select (x -> 'case' ->> 'id')::uuid, r.number, r.case_id, r.request_digest, r.due_at, r.due_provisional, r.event_hash, r.created_at, true
      from jsonb_array_elements(p) x join case_receipts r on r.jurisdiction_id = j and r.client_key = x ->> 'client_key'
      where not (x -> 'case' ->> 'id')::uuid = any (fresh);
  end if;
end $$;

-- every event waits in log_pending: once a statement, not once a row
drop trigger await_sequencing on case_events;
create or replace function await_sequencing() returns trigger language plpgsql as $$
begin
  insert into log_pending (jurisdiction_id, case_id, seq, hash) select f.jurisdiction_id, f.case_id, f.seq, f.hash from fresh f;
  return null;
end $$;
create trigger await_sequencing after insert on case_events referencing new table as fresh for each statement execute function await_sequencing();

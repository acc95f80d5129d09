-- One call takes a request in: the receipt first (it makes a repeated hand-in harmless), then everything else, or nothing.
-- Values are made and checked in the app; the function only writes them. Row-level security holds inside it as outside.
create function register_case(p jsonb, out number text, out case_id uuid, out request_digest bytea, out due_at timestamptz,
  out due_provisional boolean, out again boolean)
language plpgsql as $$
declare
  j int := (p ->> 'jurisdiction_id')::int;
  c jsonb := p -> 'case';
  r jsonb := p -> 'resident';
  e jsonb := p -> 'event';
begin
  insert into case_receipts (jurisdiction_id, number, case_id, client_key, request_digest, due_at, due_provisional, created_at)
  values (j, c ->> 'number', (c ->> 'id')::uuid, p ->> 'client_key', decode(p ->> 'request_digest', 'hex'), (c ->> 'due_at')::timestamptz,
    (c ->> 'due_provisional')::boolean, (c ->> 'registered_at')::timestamptz)
  on conflict (jurisdiction_id, client_key) do nothing;
  if not found then
    again := true;
    select cr.number, cr.case_id, cr.request_digest, cr.due_at, cr.due_provisional
    into number, case_id, request_digest, due_at, due_provisional
    from case_receipts cr where cr.jurisdiction_id = j and cr.client_key = p ->> 'client_key';
    return;
  end if;
  again := false;
  number := c ->> 'number';
  case_id := (c ->> 'id')::uuid;
  request_digest := decode(p ->> 'request_digest', 'hex');
  due_at := (c ->> 'due_at')::timestamptz;
  due_provisional := (c ->> 'due_provisional')::boolean;

  if r is not null then
    insert into person_keys (jurisdiction_id, resident_id, wrapped) values (j, (r ->> 'id')::uuid, decode(r ->> 'wrapped', 'hex'));
    insert into residents (jurisdiction_id, id, village_id, sealed_name, sealed_phone, phone_index, phone_tail_index, consent, created_at, seen_by)
    values (j, (r ->> 'id')::uuid, (c ->> 'village_id')::uuid, decode(r ->> 'sealed_name', 'hex'), decode(r ->> 'sealed_phone', 'hex'),
      decode(r ->> 'phone_index', 'hex'), decode(r ->> 'phone_tail_index', 'hex'), r ->> 'consent', (c ->> 'registered_at')::timestamptz,
      (c ->> 'seen_by')::uuid[]);
  end if;

  insert into cases (jurisdiction_id, id, number, village_id, place, channel, language, resident_id, registrar_id, registered_at, opening,
    state, level, holder_org_id, holder_member_id, clock, clock_started_at, due_at, due_provisional, split_from, version, head, changed_at, seen_by)
  values (j, case_id, number, (c ->> 'village_id')::uuid, c ->> 'place', c ->> 'channel', c ->> 'language', (c ->> 'resident_id')::uuid,
    (c ->> 'registrar_id')::uuid, (c ->> 'registered_at')::timestamptz, c ->> 'opening', c ->> 'state', c ->> 'level',
    (c ->> 'holder_org_id')::uuid, (c ->> 'holder_member_id')::uuid, c ->> 'clock', (c ->> 'registered_at')::timestamptz,
    (c ->> 'due_at')::timestamptz, (c ->> 'due_provisional')::boolean, (c ->> 'split_from')::uuid, 1, decode(e ->> 'hash', 'hex'),
    (c ->> 'registered_at')::timestamptz, (c ->> 'seen_by')::uuid[]);

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

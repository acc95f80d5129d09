-- One public log per jurisdiction (RFC 9162): the hashes of all its events in one Merkle tree, with signed heads that others can keep.
-- Taking a request in never waits for it: an event is noted here and sequenced by a job soon after (docs/decisions/0016).

-- Events not yet in the log. A row comes in the event's own transaction and is taken by the job: whenever that transaction commits,
-- however late, its row is there to be taken. No foreign key: this is on the busiest path, and only the trigger below writes here.
create table log_pending (
  jurisdiction_id int not null,
  case_id uuid not null,
  seq int not null,
  hash bytea not null,
  primary key (jurisdiction_id, case_id, seq)
);

-- `leaf` is the RFC's leaf hash over the event's hash (src/cases/public-log/leaf.ts). Case and seq are for us; nobody outside is shown them.
create table log_leaves (
  jurisdiction_id int not null references jurisdictions,
  index bigint not null check (index >= 0),
  leaf bytea not null check (octet_length(leaf) = 32),
  case_id uuid not null,
  seq int not null,
  primary key (jurisdiction_id, index),
  unique (jurisdiction_id, case_id, seq)
);
create index log_leaves_leaf on log_leaves (jurisdiction_id, leaf);

-- Hashes of full subtrees at every fourth level; those between are made from at most eight of them.
create table log_nodes (
  jurisdiction_id int not null references jurisdictions,
  level smallint not null check (level > 0 and level % 4 = 0),
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (jurisdiction_id, level, index)
);

-- Public keys, each from when it was first used; it is in use until the next one.
create table log_keys (
  jurisdiction_id int not null references jurisdictions,
  -- SHA-256 of the public key (SPKI, DER)
  key_id bytea not null check (octet_length(key_id) = 32),
  algorithm text not null check (algorithm in ('ed25519', 'sm2')),
  public_key bytea not null,
  since timestamptz not null,
  primary key (jurisdiction_id, key_id)
);

-- Signed heads, numbered without a gap. No leaf stands beyond the newest: leaves and the head over them are written together.
create table log_heads (
  jurisdiction_id int not null references jurisdictions,
  number int not null check (number > 0),
  size bigint not null check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  at timestamptz not null,
  origin text not null,
  key_id bytea not null,
  signature bytea not null,
  primary key (jurisdiction_id, number),
  unique (jurisdiction_id, size),
  foreign key (jurisdiction_id, key_id) references log_keys (jurisdiction_id, key_id)
);

create function await_sequencing() returns trigger language plpgsql as $$
begin
  insert into log_pending (jurisdiction_id, case_id, seq, hash) values (new.jurisdiction_id, new.case_id, new.seq, new.hash);
  return null;
end $$;
create trigger await_sequencing after insert on case_events for each row execute function await_sequencing();

-- What happened before there was a log is sequenced first. An owner that is no superuser is under the policies too, where they are forced.
alter table case_events no force row level security;
alter table case_receipts no force row level security;
insert into log_pending (jurisdiction_id, case_id, seq, hash) select jurisdiction_id, case_id, seq, hash from case_events;
update case_receipts r set event_hash = e.hash from case_events e
  where e.jurisdiction_id = r.jurisdiction_id and e.case_id = r.case_id and e.seq = 1 and r.event_hash is null;
alter table case_events force row level security;
alter table case_receipts force row level security;

grant select, insert, delete on log_pending to lianxin_app;
grant select, insert on log_leaves, log_nodes, log_keys, log_heads to lianxin_app;

do $$
declare t text;
begin
  foreach t in array array['log_leaves', 'log_nodes', 'log_keys', 'log_heads'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger no_truncate before truncate on %I execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy read on %I for select using (jurisdiction_id = app_jurisdiction())', t);
    execute format('create policy sequence on %I for insert with check (jurisdiction_id = app_jurisdiction() and app_job() = ''sequence'')', t);
  end loop;
  -- whoever verifies reads all of a jurisdiction, and changes nothing
  foreach t in array array['cases', 'case_events', 'case_texts', 'files'] loop
    execute format('create policy verify on %I for select using (jurisdiction_id = app_jurisdiction() and app_job() = ''verify'')', t);
  end loop;
end $$;
alter table log_pending enable row level security;
alter table log_pending force row level security;
create policy note on log_pending for insert with check (jurisdiction_id = app_jurisdiction());
create policy read on log_pending for select using (jurisdiction_id = app_jurisdiction() and app_job() in ('sequence', 'verify'));
create policy take on log_pending for delete using (jurisdiction_id = app_jurisdiction() and app_job() = 'sequence');

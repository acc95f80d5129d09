-- A request about an official or a unit is kept from that person and from everyone who reports to them (docs/decisions/0011).

-- The caller's recusal set: themselves, every org above their posts, and whoever leads one of these. Empty for residents and the system's own jobs.
create function app_recused() returns uuid[] language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('app.recused', true), '')::uuid[], '{}') $$;
-- the client key, in hex, with which this transaction hands in: handing in again finds its own receipt
create function app_client_key() returns text language sql stable parallel safe as
  $$ select nullif(current_setting('app.client_key', true), '') $$;

drop policy in_scope on cases;
create policy in_scope on cases using (jurisdiction_id = app_jurisdiction()
  and (app_job() = 'clocks' or seen_by && app_scope() or id = any (app_cases()))
  and not (hidden_from && app_recused()));

-- Rows that are read without opening the case carry the same list; marking a case fills it in those already there.
alter table residents add column hidden_from uuid[] not null default '{}';
alter table notices add column hidden_from uuid[] not null default '{}';
alter table outbox add column hidden_from uuid[] not null default '{}';
create index notices_case on notices (jurisdiction_id, case_id);
create index outbox_case on outbox (jurisdiction_id, case_id);

drop policy in_scope on residents;
create policy in_scope on residents using (jurisdiction_id = app_jurisdiction()
  and (seen_by && app_scope() or id = any (app_people())) and not (hidden_from && app_recused()));
drop policy of_case_or_job on outbox;
create policy of_case_or_job on outbox using (jurisdiction_id = app_jurisdiction()
  and (app_job() in ('outbox', 'clocks') or case_id = any (app_cases())) and not (hidden_from && app_recused()));
drop policy mine on notices;
drop policy mine_update on notices;
create policy mine on notices for select using (jurisdiction_id = app_jurisdiction()
  and (member_id = app_member() and not (hidden_from && app_recused()) or app_job() = 'mark' and case_id = any (app_cases())));
create policy mine_update on notices for update using (jurisdiction_id = app_jurisdiction()
  and (member_id = app_member() and not (hidden_from && app_recused()) or app_job() = 'mark' and case_id = any (app_cases())));

-- A look at a contact is read with its case, not with its person: one household may have asked for several things.
drop policy of_opened_person on reveals;
create policy of_opened_person on reveals using (jurisdiction_id = app_jurisdiction() and resident_id = any (app_people())
  and (case_id is null or case_id = any (app_cases())));

-- Receipts are for residents' look-ups, which have no member; a member reads that of a case opened, or of the hand-in at hand.
drop policy of_jurisdiction on case_receipts;
create policy of_case_or_look_up on case_receipts using (jurisdiction_id = app_jurisdiction()
  and (app_member() is null or case_id = any (app_cases()) or encode(convert_to(client_key, 'UTF8'), 'hex') = app_client_key()));

-- ---------------------------------------------------------------- for the discipline office's key alone
-- The public half only; the private half is carried to the discipline office and never stood here.
create table discipline_keys (
  jurisdiction_id int not null references jurisdictions,
  key_id text not null,
  public_key bytea not null check (length(public_key) = 32),
  made_at timestamptz not null,
  primary key (jurisdiction_id, key_id)
);
-- What was sent about somebody at the county: no case, no log, no contact, only bytes nobody here can open.
create table sealed_reports (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  number text not null,
  key_id text not null,
  sealed bytea not null,
  -- the day only: an hour could be laid beside other logs
  received_on date not null,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, number),
  foreign key (jurisdiction_id, key_id) references discipline_keys (jurisdiction_id, key_id)
);
do $$
declare t text;
begin
  foreach t in array array['discipline_keys', 'sealed_reports'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
create policy of_jurisdiction on discipline_keys using (jurisdiction_id = app_jurisdiction());
create policy put_in on sealed_reports for insert with check (jurisdiction_id = app_jurisdiction());
create policy for_the_courier on sealed_reports for select using (jurisdiction_id = app_jurisdiction() and app_job() = 'courier');
create trigger append_only before update or delete on sealed_reports for each row execute function refuse_change();
create trigger no_truncate before truncate on sealed_reports execute function refuse_change();
create trigger append_only before update or delete on discipline_keys for each row execute function refuse_change();
create trigger no_truncate before truncate on discipline_keys execute function refuse_change();
grant select, insert on discipline_keys, sealed_reports to lianxin_app;

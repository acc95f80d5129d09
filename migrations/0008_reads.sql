-- Who looked at a request: one row a look, in the transaction of the look. Append-only, as `reveals`.
create table case_reads (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  at timestamptz not null,
  member_id uuid not null,
  -- the post they read it for
  org_id uuid,
  -- no foreign key: it would lock the case row for every look
  case_id uuid not null,
  kind text not null check (kind in ('view', 'file', 'print', 'export')),
  -- which parts were shown
  fields text[] not null,
  file_id uuid,
  -- where the case stood when it was read, and whether the reader or their org had to do with it then
  state text not null,
  concerned boolean not null,
  -- members this case is hidden from; copied from the case
  hidden_from uuid[] not null default '{}',
  primary key (jurisdiction_id, id)
);
create index case_reads_of_case on case_reads (jurisdiction_id, case_id, at desc);
create index case_reads_of_member on case_reads (jurisdiction_id, member_id, at);

-- What a reviewer of unusual reading has taken note of. The finding is named by its rule, its reader and its day or case.
create table read_notes (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  at timestamptz not null,
  member_id uuid not null,
  finding text not null check (char_length(finding) between 1 and 120),
  about_member_id uuid not null,
  note text not null check (char_length(note) <= 500),
  primary key (jurisdiction_id, id)
);
create index read_notes_of_finding on read_notes (jurisdiction_id, finding, at);

-- A look at a contact says why, and for which post. Rows from before stay as they are.
alter table reveals add column org_id uuid;
alter table reveals add constraint reason_given check (reason is not null and char_length(reason) between 2 and 200) not valid;
create index reveals_of_case on reveals (jurisdiction_id, case_id, at desc) where case_id is not null;
create index reveals_of_member on reveals (jurisdiction_id, member_id, at);

grant select, insert on case_reads, read_notes to lianxin_app;

create trigger append_only before update or delete on case_reads for each row execute function refuse_change();
create trigger append_only before update or delete on read_notes for each row execute function refuse_change();
create trigger no_truncate before truncate on case_reads execute function refuse_change();
create trigger no_truncate before truncate on read_notes execute function refuse_change();

alter table case_reads enable row level security;
alter table case_reads force row level security;
alter table read_notes enable row level security;
alter table read_notes force row level security;

-- Read and written for an opened case. Where recusal is held at the database, add to both:
--   and not (hidden_from && app_recused())
create policy of_opened_case on case_reads using (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases())
  and not (hidden_from && app_recused()));
-- the sweep of clocks asks whether a dispatch was opened
create policy for_review on case_reads for select using (jurisdiction_id = app_jurisdiction() and app_job() in ('reviews', 'clocks')
  and not (hidden_from && app_recused()));
create policy for_review on reveals for select using (jurisdiction_id = app_jurisdiction() and app_job() = 'reviews');
create policy for_review on read_notes using (jurisdiction_id = app_jurisdiction() and app_job() = 'reviews');

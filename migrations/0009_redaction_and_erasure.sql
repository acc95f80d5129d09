-- Redaction, publication, erasure: words and photos can go on purpose, and only so; what happened, and how often, stays.

-- ---------------------------------------------------------------- what a case knows of it
alter table cases
  -- separate consent to publish (PIPL 25): none until the resident says so, taken back as easily
  add column publish_allowed boolean not null default false,
  add column published boolean not null default false,
  -- who wrote the answer that stands: somebody else confirms what is published
  add column answered_by uuid,
  add column contact_erased_at timestamptz,
  add column words_erased_at timestamptz,
  add column files_erased_at timestamptz;
update cases c set answered_by = e.member_id from case_events e
where e.jurisdiction_id = c.jurisdiction_id and e.case_id = c.id and e.type in ('answer', 'settle', 'settleDirectly')
  and e.seq = (select max(seq) from case_events l where l.jurisdiction_id = e.jurisdiction_id and l.case_id = e.case_id
    and l.type in ('answer', 'settle', 'settleDirectly'));
-- what retention looks for each night: ended longest ago first
create index cases_contact_kept on cases (jurisdiction_id, ended_at, id) where ended_at is not null and contact_erased_at is null and resident_id is not null;
create index cases_words_kept on cases (jurisdiction_id, ended_at, id) where ended_at is not null and words_erased_at is null;
create index cases_files_kept on cases (jurisdiction_id, ended_at, id) where ended_at is not null and files_erased_at is null;

-- ---------------------------------------------------------------- the copy others read
create table publications (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  case_id uuid not null,
  village_id uuid not null,
  category text,
  org_id uuid,
  -- redacted and confirmed by a person; gone when withdrawn
  question text,
  answer text,
  file_ids uuid[] not null default '{}',
  confirmed_by uuid not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, village_id) references orgs (jurisdiction_id, id),
  constraint withdrawn_says_nothing check ((withdrawn_at is null) = (question is not null and answer is not null)
    and (withdrawn_at is null or file_ids = '{}'))
);
create unique index publications_one on publications (jurisdiction_id, case_id) where withdrawn_at is null;
create index publications_newest on publications (jurisdiction_id, village_id, at desc) where withdrawn_at is null;

-- ---------------------------------------------------------------- blacked-out photos
alter table files drop constraint files_role_check;
alter table files add constraint files_role_check check (role in ('request', 'before', 'after', 'evidence', 'redacted'));
alter table files add column redacted_from uuid;
-- whether anyone still names these bytes, before they are removed
create index files_by_original on files (jurisdiction_id, sha256);
create index files_by_copy on files (jurisdiction_id, public_sha256);
create index files_by_thumb on files (jurisdiction_id, thumb_sha256) where thumb_sha256 is not null;
alter table files add constraint redacted_from_something check ((role is not distinct from 'redacted') = (redacted_from is not null));

-- ---------------------------------------------------------------- what was erased, and why: no personal data, for ever
create table erasures (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  at timestamptz not null,
  case_id uuid,
  what text not null check (what in ('contact', 'words', 'files')),
  why text not null check (why in ('request', 'retention')),
  -- how many texts or files; one for a contact
  n int not null check (n > 0),
  primary key (jurisdiction_id, id)
);
create index erasures_of_case on erasures (jurisdiction_id, case_id);
create index erasures_asked on erasures (jurisdiction_id, case_id) where why = 'request' and what = 'contact';
create trigger append_only before update or delete on erasures for each row execute function refuse_change();
create trigger no_truncate before truncate on erasures execute function refuse_change();

-- Stored bytes whose last row is gone: written in the same transaction, removed after it, tried again each night.
create table doomed_blobs (
  jurisdiction_id int not null references jurisdictions,
  sha256 text not null,
  at timestamptz not null,
  primary key (jurisdiction_id, sha256)
);

grant select, insert on erasures to lianxin_app;
grant select, insert, update on publications to lianxin_app;
grant select, insert, delete on doomed_blobs to lianxin_app;
-- words go, they never change (original_words_stay); and only where the transaction says that it redacts or erases
grant delete on case_texts to lianxin_app;
-- the digest of a hand-in is not salted: once words are gone it must not help to guess them
grant update (request_digest) on case_receipts to lianxin_app;

alter table publications enable row level security;
alter table publications force row level security;
alter table erasures enable row level security;
alter table erasures force row level security;
alter table doomed_blobs enable row level security;
alter table doomed_blobs force row level security;

create policy only_on_purpose on case_texts as restrictive for delete
  using (jurisdiction_id = app_jurisdiction() and app_job() in ('redact', 'erase'));
create policy only_on_purpose on case_receipts as restrictive for update
  using (jurisdiction_id = app_jurisdiction() and app_job() in ('redact', 'erase') and case_id = any (app_cases()));
-- published is what everybody may read; written only by who has opened the case
create policy for_everybody on publications for select using (jurisdiction_id = app_jurisdiction());
create policy by_opened_case on publications for insert with check (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()));
create policy by_opened_case_again on publications for update using (jurisdiction_id = app_jurisdiction() and case_id = any (app_cases()));
create policy of_opened_case on erasures using (jurisdiction_id = app_jurisdiction()
  and (case_id = any (app_cases()) or app_job() in ('erase', 'retire')));
create policy of_job on doomed_blobs using (jurisdiction_id = app_jurisdiction() and app_job() in ('erase', 'sweep', 'retire'));
-- erasing a person finds their requests; retention looks through all of them; both need to know whether bytes are still named
create policy to_erase on cases for select using (jurisdiction_id = app_jurisdiction()
  and (app_job() = 'retire' or app_job() = 'erase' and resident_id = any (app_people())));
create policy to_retire on residents for select using (jurisdiction_id = app_jurisdiction() and app_job() = 'retire');
create policy to_keep_bytes on files for select using (jurisdiction_id = app_jurisdiction() and app_job() = 'retire');

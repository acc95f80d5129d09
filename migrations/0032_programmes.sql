-- Schemes that run here: what was applied, from which day to which, word for word. A change of scheme never rewrites history: each version stays as it ran.

/* Orgs whose work may be read, and the member: matched against seen_by of records, ties and progress. Cases have their own (app_scope). */
create function app_work() returns uuid[] language sql stable parallel safe as
  $$ select nullif(current_setting('app.work', true), '')::uuid[] $$;

/* Records opened by name, after their own policy let them be read: what hangs on them is open too. */
create function app_records() returns uuid[] language sql stable parallel safe as
  $$ select nullif(current_setting('app.records', true), '')::uuid[] $$;

create table programmes (
  jurisdiction_id int not null references jurisdictions,
  code text not null check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
  version int not null check (version >= 1),
  -- the file as it was given, and what it says together with the files it uses
  source text not null,
  -- json, not jsonb: fields of a form and choices of a list stand in the order they were written
  content json not null,
  sha256 text not null,
  -- numbers a document leaves blank, filled here: duty code → number
  filled jsonb not null default '{}',
  starts_on date not null,
  ends_on date,
  applied_at timestamptz not null,
  -- null for the operator at the command line
  applied_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (jurisdiction_id, code, version),
  foreign key (jurisdiction_id, applied_by) references members (jurisdiction_id, id),
  check (ends_on is null or ends_on >= starts_on),
  -- one version of a scheme at a time; schemes beside each other as many as there are
  constraint one_version_a_day exclude using gist (jurisdiction_id with =, code with =, daterange(starts_on, ends_on, '[]') with &&)
);
alter table programmes enable row level security;
alter table programmes force row level security;
-- what a place promises is public
create policy of_jurisdiction on programmes using (jurisdiction_id = app_jurisdiction());
grant select, insert on programmes to lianxin_app;
-- nothing of what ran changes but when it ended; what was left blank is filled
grant update (ends_on, ended_at, ended_by, filled) on programmes to lianxin_app;

-- What a job may see is asked in a way an index can answer (docs/decisions/0034). A plain `app_job() = 'verify'` beside the scope kept PostgreSQL from
-- ever using the index on seen_by: an OR is only as good as its worst arm. Who sees what stays as it was.

/* This jurisdiction, while this job runs; else nothing equals it. */
create function app_jurisdiction_for(job text) returns int language sql stable parallel safe as
$$ select case when nullif(current_setting('app.job', true), '') = job then nullif(current_setting('app.jurisdiction', true), '')::int end $$;

alter policy in_scope on cases using (jurisdiction_id = app_jurisdiction()
  and (jurisdiction_id = app_jurisdiction_for('clocks') or seen_by && app_scope() or id = any (app_cases()))
  and not hidden_from && app_recused());
alter policy to_erase on cases using (jurisdiction_id = app_jurisdiction()
  and (jurisdiction_id = app_jurisdiction_for('retire') or jurisdiction_id = app_jurisdiction_for('erase') and resident_id = any (app_people())));
alter policy verify on cases using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('verify'));

-- what a case was split from, or into: asked on every case page
create index cases_split on cases (jurisdiction_id, split_from) where split_from is not null;

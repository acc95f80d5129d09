-- A list looks at each row it passes by: what is asked first and how often is a fifth of its time (docs/decisions/0034). Who sees what stays as it was.

/* This jurisdiction, while one of the jobs runs that read every case of it; else nothing equals it. */
create function app_jurisdiction_for_jobs() returns int language sql stable parallel safe as
$$ select case when nullif(current_setting('app.job', true), '') in ('verify', 'retire', 'index') then nullif(current_setting('app.jurisdiction', true), '')::int end $$;

drop policy verify on cases;
drop policy to_index on cases;
create policy by_job on cases for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for_jobs());
alter policy to_erase on cases using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('erase')
  and resident_id = any (app_people()));

-- hardly any case is kept from somebody: those that are not need no look at who is asking
alter policy in_scope on cases using (jurisdiction_id = app_jurisdiction()
  and (seen_by && app_scope() or id = any (app_cases()) or jurisdiction_id = app_jurisdiction_for('clocks'))
  and (hidden_from = '{}' or not hidden_from && app_recused()));
-- PostgreSQL asks policies from the last name to the first: nearly every row is there for this one
alter policy in_scope on cases rename to within_scope;

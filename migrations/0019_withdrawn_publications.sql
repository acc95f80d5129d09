-- A copy taken off the village page says nothing any more, and so does not say either which request it was of:
-- the request may be confidential since, and then it is kept from people who read this table as everybody does.
drop policy for_everybody on publications;
create policy for_everybody on publications for select using (jurisdiction_id = app_jurisdiction()
  and (withdrawn_at is null or case_id = any (app_cases())));

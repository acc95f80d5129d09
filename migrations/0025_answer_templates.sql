-- Words prepared by an office for its own and for those below it: answers with blanks to fill, and short lists of what to think of (docs/decisions/0029).
create table answer_templates (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  org_id uuid not null,
  kind text not null check (kind in ('words', 'checklist')),
  name text not null check (char_length(name) between 1 and 60),
  -- what it fits; null fits any. The words of the scheme, and the steps of the lifecycle table
  step text,
  category text,
  nature text,
  state text,
  language text not null check (language in ('zh-CN', 'en')),
  -- with blanks such as {编号}; a list has one point a line
  body text not null check (char_length(body) between 1 and 4000),
  version int not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  archived_at timestamptz,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id)
);
create index answer_templates_of_org on answer_templates (jurisdiction_id, org_id);

grant select, insert, update on answer_templates to lianxin_app;
alter table answer_templates enable row level security;
alter table answer_templates force row level security;
-- read by an office and all below it: the recusal set holds every org above the reader's posts, their own among them
create policy of_the_orgs_above on answer_templates for select using (jurisdiction_id = app_jurisdiction()
  and org_id = any (app_recused()));
-- written for one's own office and those below it
create policy for_orgs_in_scope on answer_templates for insert with check (jurisdiction_id = app_jurisdiction()
  and org_id = any (app_scope()));
create policy changed_in_scope on answer_templates for update using (jurisdiction_id = app_jurisdiction()
  and org_id = any (app_scope())) with check (jurisdiction_id = app_jurisdiction() and org_id = any (app_scope()));

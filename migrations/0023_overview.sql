-- The overview: all that is counted of open cases stands in one small index, so that it is read without the rows and without history;
-- and the outlines of villages a jurisdiction has put in, for a map that asks no network for tiles.

create index cases_open on cases (jurisdiction_id, id)
  include (holder_org_id, level, state, category, village_id, registered_at, due_at, statutory_due_at, sent_back, reopened, resident_id, seen_by, hidden_from)
  where holder_org_id is not null;

create table boundaries (
  jurisdiction_id int not null references jurisdictions,
  org_id uuid not null,
  -- polygons, each a list of rings of [longitude, latitude] in degrees, on a grid coarse enough to be sent
  shape jsonb not null check (jsonb_typeof(shape) = 'array'),
  imported_at timestamptz not null,
  imported_by uuid,
  primary key (jurisdiction_id, org_id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id)
);
alter table boundaries enable row level security;
alter table boundaries force row level security;
-- where a village lies is no secret within its jurisdiction
create policy of_jurisdiction on boundaries using (jurisdiction_id = app_jurisdiction());
grant select, insert, delete on boundaries to lianxin_app;

-- What a tie or a duty asks for: traits, places, members who are away or attached, units without an organisation of their own; ties between any two
-- sides, with consent, reason and end; contact cards.

create extension if not exists ltree;
/* The chain from the top down, as a path: it cannot differ from the chain. */
create function path_of(chain uuid[]) returns ltree language sql immutable parallel safe as
$$ select string_agg(replace(id::text, '-', ''), '.' order by n desc)::ltree from unnest(chain) with ordinality as c (id, n) $$;
alter table orgs add column path ltree generated always as (path_of(chain)) stored;
create index orgs_path on orgs using gist (path);
alter table orgs add column traits text[] not null default '{}';
-- an enterprise, association or village group that may have no party organisation yet, or shares one (公司+协会+基地)
alter table orgs add column organisation text not null default 'own' check (organisation in ('own', 'joint', 'none'));
alter table orgs add column joint_with uuid;
alter table orgs add foreign key (jurisdiction_id, joint_with) references orgs (jurisdiction_id, id);
alter table orgs add constraint joint_names_one check ((organisation = 'joint') = (joint_with is not null) and joint_with is distinct from id);

-- codes it had before: what was printed with them is still found
create table org_codes (
  jurisdiction_id int not null references jurisdictions,
  slug text not null,
  org_id uuid not null,
  until timestamptz not null,
  primary key (jurisdiction_id, slug),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id)
);
alter table org_codes enable row level security;
alter table org_codes force row level security;
create policy of_jurisdiction on org_codes using (jurisdiction_id = app_jurisdiction());
grant select, insert on org_codes to lianxin_app;

alter table members add column traits text[] not null default '{}';
-- at work elsewhere, or of another branch and attached here (挂靠)
alter table members add column standing text not null default 'here' check (standing in ('here', 'away', 'attached'));
alter table members add column away_at text check (char_length(away_at) between 1 and 60);

alter table households add column traits text[] not null default '{}';
alter table households add column people int check (people between 1 and 99);

-- rosters are read as units and people are: what a heading means is remembered for each
alter table import_columns drop constraint import_columns_list_check;
alter table import_columns add constraint import_columns_list_check check (list in ('units', 'people', 'households', 'members'));

create table places (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  kind text not null,
  name text not null check (char_length(name) between 1 and 60),
  org_id uuid not null,
  address text check (char_length(address) <= 120),
  hours text check (char_length(hours) <= 120),
  phone text check (char_length(phone) <= 30),
  closed_on date,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id)
);
create index places_of_org on places (jurisdiction_id, org_id);
alter table places enable row level security;
alter table places force row level security;
-- stations and points are there for everybody
create policy of_jurisdiction on places using (jurisdiction_id = app_jurisdiction());
grant select, insert, update on places to lianxin_app;

-- ---------------------------------------------------------------- ties: one of each side
alter table ties alter column member_id drop not null;
alter table ties alter column household_id drop not null;
-- the serving side is member_id or org_id; the served side is household_id, to_member_id or to_org_id
alter table ties add column org_id uuid;
alter table ties add column to_member_id uuid;
alter table ties add column to_org_id uuid;
alter table ties add column programme text;
alter table ties add column reason text check (char_length(reason) <= 200);
alter table ties add column ended_reason text check (char_length(ended_reason) <= 200);
alter table ties add column made_by uuid;
alter table ties add column made_at timestamptz;
alter table ties add column ended_by uuid;
-- whether the other side may be shown each one's phone number
alter table ties add column phone_from boolean not null default true;
alter table ties add column phone_to boolean not null default false;
alter table ties add foreign key (jurisdiction_id, org_id) references orgs (jurisdiction_id, id);
alter table ties add foreign key (jurisdiction_id, to_member_id) references members (jurisdiction_id, id);
alter table ties add foreign key (jurisdiction_id, to_org_id) references orgs (jurisdiction_id, id);
alter table ties add constraint one_serves check (num_nonnulls(member_id, org_id) = 1);
alter table ties add constraint one_is_served check (num_nonnulls(household_id, to_member_id, to_org_id) = 1);
alter table ties add constraint tie_ends check (ends_on is null or ends_on >= starts_on);
drop index ties_once;
create unique index ties_once on ties (jurisdiction_id, kind, member_id, org_id, household_id, to_member_id, to_org_id) nulls not distinct where ends_on is null;
create index ties_of_org on ties (jurisdiction_id, org_id) where org_id is not null;
create index ties_of_household on ties (jurisdiction_id, household_id) where household_id is not null;
create index ties_to_member on ties (jurisdiction_id, to_member_id) where to_member_id is not null;
create index ties_to_org on ties (jurisdiction_id, to_org_id) where to_org_id is not null;
create policy in_work on ties using (jurisdiction_id = app_jurisdiction() and seen_by && app_work());
create policy in_work on households using (jurisdiction_id = app_jurisdiction() and seen_by && app_work());
/* Who looks after a household sees its people as they see it: sealed, and masked once opened. */
create policy of_household on residents using (jurisdiction_id = app_jurisdiction() and household_id is not null and seen_by && app_work()
  and not (hidden_from && app_recused()));

/* The code of a card: whoever holds the card reads it. */
create function app_card() returns text language sql stable parallel safe as $$ select nullif(current_setting('app.card', true), '') $$;

-- One card a tie at a time. The code on it opens the page that knows the liaison; of a lost one only that it was.
create table contact_cards (
  jurisdiction_id int not null references jurisdictions,
  id uuid not null,
  tie_id uuid not null,
  code text not null check (code ~ '^[0-9A-Za-z]{10,16}$'),
  issued_at timestamptz not null,
  issued_by uuid,
  revoked_at timestamptz,
  seen_by uuid[] not null,
  revoked_why text check (revoked_why in ('lost', 'tie-ended', 'renewed')),
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, code),
  foreign key (jurisdiction_id, tie_id) references ties (jurisdiction_id, id),
  check ((revoked_at is null) = (revoked_why is null))
);
create unique index one_card_a_tie on contact_cards (jurisdiction_id, tie_id) where revoked_at is null;
alter table contact_cards enable row level security;
alter table contact_cards force row level security;
create policy in_work on contact_cards using (jurisdiction_id = app_jurisdiction() and seen_by && app_work());
create policy by_code on contact_cards for select using (jurisdiction_id = app_jurisdiction() and code = app_card());
create policy units_move on contact_cards for select using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('units'));
create policy units_move_on on contact_cards for update using (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('units'));
create policy units_move_new on ties for insert with check (jurisdiction_id = app_jurisdiction() and jurisdiction_id = app_jurisdiction_for('units'));
grant select, insert on contact_cards to lianxin_app;
grant update (revoked_at, revoked_why, seen_by) on contact_cards to lianxin_app;

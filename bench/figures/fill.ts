/** Many cases at once in every standing the figures tell apart, written by the owner: for parity of counts and lists, and for time. */
import type pg from 'pg'

/** A village with its chain, a resident of it, a department and the town it belongs to. */
export type Place = { village: string; chain: readonly string[]; head: string; water: string; town: string }

/** Writes `n` cases registered over the `days` before `until`; the same ones each time. */
export async function manyCases(
  owner: pg.Client,
  { jurisdictionId, places }: { jurisdictionId: number; places: readonly Place[] },
  n: number,
  until: Date,
  days = 365,
) {
  await owner.query('select setseed(0.42)')
  await owner.query(
    `with place as (
      select row_number() over () - 1 as n, p ->> 'village' as village, p ->> 'head' as head, p ->> 'water' as water, p ->> 'town' as town,
        (select array_agg(x::uuid) from jsonb_array_elements_text(p -> 'chain') x) as chain
      from jsonb_array_elements($1::jsonb) p
    ), drawn as (
      select i, random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as r6, random() as r7, random() as r8,
        $4::timestamptz - random() * make_interval(days => $5) as at
      from generate_series(1, $3) i
    ), facts as (
      select d.*, p.*, r1 < 0.85 as reachable, r2 as fate,
        -- 0.70 and up: never answered
        case when r2 < 0.70 then at + r3 * interval '9 days' end as answered,
        case when r2 < 0.55 then (array['yes', 'yes', 'yes', 'partly', 'no'])[1 + floor(r4 * 5)::int] end as verdict,
        case when r5 < 0.8 then (array['very-satisfied', 'satisfied', 'fair', 'dissatisfied', 'very-dissatisfied'])[1 + floor(r5 / 0.8 * 5)::int] end as grade,
        (array[water, town, village])[1 + floor(r6 * 3)::int]::uuid as unit,
        at + interval '1 day' as contact_due,
        case when r7 < 0.9 then at + r7 * 1.2 * interval '1 day' end as contact_made
      from drawn d join place p on p.n = d.i % (select count(*) from place)
    ), standing as (
      select f.*, case
          when fate < 0.55 and verdict = 'yes' then 'closed' when fate < 0.55 then case when r8 < 0.5 then 'reopened' else 'closed' end
          when fate < 0.62 then 'answered' when fate < 0.70 then 'closed'
          when fate < 0.76 then 'declined' when fate < 0.79 then 'passed-on' when fate < 0.84 then 'withdrawn' when fate < 0.88 then 'shelved'
          else 'registered' end as state
      from facts f
    ), s as (select *, state in ('closed', 'declined', 'passed-on', 'withdrawn') as over, answered is not null as was_answered from standing)
    insert into cases (jurisdiction_id, id, number, village_id, channel, resident_id, registrar_id, registered_at, opening, category, nature, state, level,
      holder_org_id, clock, clock_started_at, due_at, promised_at, outcome, ended_at, resolved, satisfied, verdict_at,
      contact_due_at, contacted_at, contact_unit, answers, answered_at, answer_unit, answered_with_lead, first_contact_due_at, first_contacted_at,
      first_resolved, first_satisfied, first_verdict_at, first_doubt, first_entered, first_later_asked_at, first_later, later_asked_at, later, excluded,
      version, head, changed_at, seen_by)
    select $2, gen_random_uuid(), 'LX-F-' || i, village::uuid, 'web', case when reachable then head::uuid end, case when r7 < 0.2 then head::uuid end, at, '路灯不亮',
      (array['water', 'road', 'power', null])[1 + floor(r8 * 4)::int], (array['help', 'complain', 'consult', null])[1 + floor(r3 * 4)::int], state, 'town',
      case when not over then unit end, case when not over then 'handling' end, case when not over then at end, case when not over then at + interval '15 days' end,
      at + interval '15 days',
      case when state = 'closed' then case when fate < 0.55 then case when r8 < 0.7 then 'resolved' else 'explained' end else 'no-answer' end
        when state = 'declined' then 'not-accepted' when state in ('passed-on', 'withdrawn') then state end,
      case when over then coalesce(answered, at) + interval '3 days' end,
      case when state = 'closed' and fate < 0.55 then 'yes' when state = 'reopened' then verdict end,
      case when fate < 0.55 then grade end, case when fate < 0.55 then answered + interval '2 days' end,
      case when reachable then contact_due end, case when reachable then coalesce(contact_made, answered) end,
      case when reachable and (contact_made is not null or was_answered) then unit end,
      case when was_answered then case when state = 'closed' and verdict <> 'yes' then 2 else 1 end else 0 end, answered, case when was_answered then unit end,
      was_answered and r8 < 0.05, case when was_answered and reachable then contact_due end, case when was_answered and reachable then coalesce(contact_made, answered) end,
      verdict, case when verdict is not null then grade end, case when verdict is not null then answered + interval '2 days' end,
      case when verdict is not null and r8 > 0.96 then 'words' end, case when verdict is not null then case when r6 < 0.8 then 'self' else 'call' end end,
      case when verdict = 'yes' and reachable and r3 < 0.5 then answered + interval '32 days' end,
      case when verdict = 'yes' and reachable and r3 < 0.3 then case when r3 < 0.25 then 'yes' else 'no' end end,
      case when verdict = 'yes' and reachable and r3 < 0.5 and state = 'closed' then answered + interval '32 days' end,
      case when verdict = 'yes' and reachable and r3 < 0.3 and state = 'closed' then case when r3 < 0.25 then 'yes' else 'no' end end,
      case when r4 > 0.97 then jsonb_build_object('response', jsonb_build_object('ground', 'force-majeure', 'org', chain[3]),
        'resolution', jsonb_build_object('ground', 'force-majeure', 'org', chain[3])) end,
      1, '\\x00', at, chain || case when unit = water::uuid then array[unit] else '{}' end
    from s`,
    [JSON.stringify(places), jurisdictionId, n, until, days],
  )
  await owner.query('analyze cases')
}

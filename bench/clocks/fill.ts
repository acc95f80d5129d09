/** Open cases in bulk: in the village's hands, most of them with weeks to go, some due each minute, some late at the end. */
import type pg from 'pg'
import type { Place } from '../intake/seed.ts'

const clerk = '01940000-0000-7000-8000-000000000001'

type Filling = { cases: number; sweeps: number; dueEach: number; late: number; start: Date }

/**
 * The first `sweeps × dueEach` cases have a reminder in their minute; the next `late` run out during the weeks after; the others wait for
 * longer. Past every trigger: only their rows matter here, no log is verified.
 */
export async function fill(owner: pg.Client, place: Place, { cases, sweeps, dueEach, late, start }: Filling) {
  const { jurisdictionId: j, villageId, chain } = place
  await owner.query('set session_replication_role = replica')
  // somebody in the town, so that what is late has somewhere to go
  await owner.query(`insert into members (jurisdiction_id, id, slug, name) values ($1, $2, 'clerk', '镇专干')`, [
    j,
    clerk,
  ])
  await owner.query(
    `insert into appointments (jurisdiction_id, id, member_id, org_id, role, starts_on) values ($1, $2, $2, $3, 'town-clerk', '2024-01-01')`,
    [j, clerk, chain[1]],
  )
  await owner.query(
    `insert into cases (jurisdiction_id, id, number, village_id, channel, registered_at, opening, category, state, level, holder_org_id, clock,
      clock_started_at, due_at, promised_at, wake_at, reminded, version, head, changed_at, seen_by)
    select $1, ('01940000-0000-7000-9000-' || lpad(to_hex(g), 12, '0'))::uuid, 'LX-9999-' || g, $2, 'web', $3::timestamptz - interval '5 days', '水渠塌了',
      'water', 'in-hand', 'branch', $2, 'handling', $3::timestamptz - interval '5 days',
      case when g <= $5::int * $6::int then $3::timestamptz + interval '5 days'
        when g <= $5::int * $6::int + $7::int then $3::timestamptz + interval '10 days' + g * interval '1 second' else $3::timestamptz + interval '40 days' + g * interval '1 second' end,
      $3::timestamptz + interval '60 days',
      case when g <= $5::int * $6::int then $3::timestamptz + (1 + (g - 1) % $6::int) * interval '1 minute'
        when g <= $5::int * $6::int + $7::int then $3::timestamptz + interval '10 days' + g * interval '1 second' else $3::timestamptz + interval '40 days' + g * interval '1 second' end,
      case when g <= $5::int * $6::int then 0 else 99 end, 1, decode(repeat('00', 32), 'hex'), $3, $8::uuid[]
    from generate_series(1, $4::int) g`,
    [j, villageId, start, cases, dueEach, sweeps, late, chain],
  )
  await owner.query('set session_replication_role = origin')
  await owner.query('analyze cases')
}

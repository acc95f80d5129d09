/**
 * Keeps progress: each minute what posts, leave, ties, units and schemes have changed since, and each night everything. Records are counted by whoever
 * writes them (recount.ts). Beside the job of another process it does the same once more, which changes nothing.
 */
import { sql } from 'kysely'
import type { House } from '../access/command.ts'
import { type Day, dayOf } from '../kernel/calendar/day.ts'
import type { Tx } from '../kernel/scope.ts'
import type { Assigned } from './assigned.ts'
import { type Dirty, keepTests } from './coverage.ts'
import { asJob, materialise } from './materialise.ts'
import { countCells } from './recount.ts'
import { keepTallies } from './tallies.ts'

/** Above so many changed at once all are made anew: a list was imported. */
const few = 500

/** Everything from nothing: what is there is compared and left alone where it is right. */
export async function recountAll(house: House, jurisdictionId: number): Promise<void> {
  await keepTests(house, jurisdictionId)
  await materialise(house, jurisdictionId)
  await keepTallies(house, jurisdictionId)
}

type Change = { what: string; key: string; xact: string }

/** What has changed since the last time. Says how many changes it dealt with. */
export async function keepDuties(house: House, jurisdictionId: number): Promise<number> {
  const changes = await asJob(
    house,
    jurisdictionId,
    async (tx) =>
      (
        await sql<Change>`select what, key, xact::text from duty_changes where jurisdiction_id = ${jurisdictionId} limit 20000`.execute(
          tx,
        )
      ).rows,
  )
  if (!changes.length) return 0
  const named = (what: string) => [...new Set(changes.filter((c) => c.what === what).map((c) => c.key))]
  const subjects = named('subject')
  const dirty: Dirty = {
    tables: new Set(named('table')),
    records: named('kind').map((key) => {
      const [kind = '', from = '', to = ''] = key.split(' ')
      return { kind, from: from as Day, to: to as Day }
    }),
  }
  const all = named('all').length > 0 || subjects.length > few
  const retested = await keepTests(house, jurisdictionId, all ? undefined : dirty)
  if (all) await materialise(house, jurisdictionId)
  else if (subjects.length) await materialise(house, jurisdictionId, subjects)
  const orgs = [
    ...named('org'),
    ...(await recountHeld(house, jurisdictionId, all ? [] : named('ties'), all ? [] : retested)),
  ]
  if (all || subjects.length) await keepTallies(house, jurisdictionId)
  else if (orgs.length) await keepTallies(house, jurisdictionId, [...new Set(orgs)])
  await asJob(house, jurisdictionId, (tx) =>
    sql`delete from duty_changes d using unnest(${changes.map((c) => c.what)}::text[], ${changes.map((c) => c.key)}::text[], ${changes.map((c) => c.xact)}::bigint[]) as c (what, key, xact)
      where d.jurisdiction_id = ${jurisdictionId} and d.what = c.what and d.key = c.key and d.xact = c.xact`.execute(
      tx,
    ),
  )
  return changes.length
}

/** Cells that count ties of these subjects, and those of the tests counted anew. */
async function recountHeld(
  house: House,
  jurisdictionId: number,
  tied: readonly string[],
  retested: readonly Assigned[],
) {
  if (!tied.length && !retested.length) return []
  const here = { jurisdictionId, today: dayOf(house.now()) }
  const versions = house.schemes.all(jurisdictionId)
  return asJob(house, jurisdictionId, async (tx) => {
    const changed = new Set<string>()
    for (const { code: programme, version, scheme } of versions)
      for (const [duty, rule] of Object.entries(scheme.duties)) {
        const periods = retested
          .filter((a) => a.programme === programme && a.version === version && a.duty === duty)
          .map((a) => a.period)
        const asks = 'ties' in rule.measure ? { subjects: tied } : periods.length ? { periods } : undefined
        const cells = asks ? await lockOf(tx, here.jurisdictionId, { programme, version, duty }, asks) : []
        if (cells.length)
          for (const org of await countCells(tx, here, { programme, version, duty, rule }, cells)) changed.add(org)
      }
    return [...changed]
  })
}

async function lockOf(
  tx: Tx,
  jurisdictionId: number,
  of: { programme: string; version: number; duty: string },
  only: { subjects?: readonly string[]; periods?: readonly string[] },
) {
  const subjects = only.subjects ? sql`and subject_id = any(${[...only.subjects]}::uuid[])` : sql``
  const periods = only.periods ? sql`and period = any(${[...only.periods]}::text[])` : sql``
  const { rows } = await sql<{ period: string; subject_id: string }>`
    select period, subject_id from duty_progress where jurisdiction_id = ${jurisdictionId} and programme = ${of.programme} and version = ${of.version} and duty = ${of.duty} ${subjects} ${periods}
    order by period, subject_id for update`.execute(tx)
  return rows
}

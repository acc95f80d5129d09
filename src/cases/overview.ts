/**
 * The overview: where the caller's cases stand now, and what came and went in a period. Each count opens as a filtered list.
 * What is open is asked of the open cases alone and a period through its index, so that years of history cost nothing.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { scopeOf } from '../access/caller.ts'
import { type Doing, query } from '../access/command.ts'
import { type Day as CalendarDay, dayOf } from '../kernel/calendar/day.ts'
import type { Level } from '../programme/vocabulary.ts'
import { bandAt } from './ages.ts'
import { spanOf } from './counts.ts'
import { knownOrgs } from './known-orgs.ts'
import { Day, Id } from './model.ts'
import { bindingAt } from './petition/binding.ts'
import { placesStuck } from './stuck.ts'
import { orgRef, placeRef } from './summary.ts'
import type { AgeBand, State } from './vocabulary.ts'

export const OverviewFilter = z.object({
  under: Id.optional().describe('In this org’s villages or held by it or below it'),
  from: Day.optional().describe('First day of the period; default the first of this month'),
  to: Day.optional().describe('Last day; default today'),
})

type Counts = { n: number; late: number; sentBack: number; reopened: number }
type OpenRow = Counts & {
  what: 'age' | 'holder' | 'category' | 'village' | 'stuck'
  level: Level
  band: AgeBand
  org: string
  state: State
  category: string | null
  village: string
  /** Whole days past the deadline that binds. */
  median: number
  longest: number
}
type Within = { under?: string | undefined }
const within = ({ under }: Within) => (under ? sql`and seen_by @> array[${under}]::uuid[]` : sql``)

/** The open cases, read once through the index that holds all of this, and counted five ways. */
async function openCounts(d: Doing, f: Within): Promise<OpenRow[]> {
  const late = sql<boolean>`${bindingAt} < ${d.at}`
  const past = sql`extract(epoch from ${d.at}::timestamptz - ${bindingAt})::int / 86400`
  const counts = sql`count(*)::int as n, count(*) filter (where late)::int as late,
      count(*) filter (where sent_back > 0)::int as "sentBack", count(*) filter (where reopened > 0)::int as reopened`
  const { rows } = await sql<OpenRow>`
    with open as materialized (
      select level, ${bandAt(d.at)} as band, holder_org_id as org, state, category, village_id as village,
        ${late} as late, ${past} as past, sent_back, reopened
      from cases where holder_org_id is not null ${within(f)}
    )
    select case when grouping(band) = 0 then 'age' when grouping(org) = 0 then 'holder' when grouping(category) = 0 then 'category' else 'village' end as what,
      level, band, org, state, category, village, null::int as median, null::int as longest, ${counts}
    from open group by grouping sets ((level, band), (org, state), (category), (village))
    union all
    select 'stuck', null, null, org, state, null, null, percentile_disc(0.5) within group (order by past), max(past), ${counts}
    from open where late group by org, state`.execute(d.tx)
  return rows
}

/** What was registered in the period, by village, and how much ended in it. */
async function periodCounts(d: Doing, { from, to }: { from: Date; to: Date }, f: Within) {
  const { rows: fresh } = await sql<{ village: string; n: number; sentBack: number; reopened: number }>`
    select village_id as village, count(*)::int as n, count(*) filter (where sent_back > 0)::int as "sentBack", count(*) filter (where reopened > 0)::int as reopened
    from cases where registered_at >= ${from} and registered_at < ${to} ${within(f)} group by 1`.execute(d.tx)
  const { rows: ended } = await sql<{ n: number }>`
    select count(*)::int as n from cases where ended_at >= ${from} and ended_at < ${to} ${within(f)}`.execute(d.tx)
  return { fresh, ended: ended[0]?.n ?? 0 }
}

const sum = <R>(rows: readonly R[], of: (row: R) => number) => rows.reduce((total, row) => total + of(row), 0)
const totals = (rows: readonly Counts[]): Counts => ({
  n: sum(rows, (r) => r.n),
  late: sum(rows, (r) => r.late),
  sentBack: sum(rows, (r) => r.sentBack),
  reopened: sum(rows, (r) => r.reopened),
})
/** Rows added up by one of their values, the largest first. */
const by = <K>(rows: readonly OpenRow[], key: (row: OpenRow) => K) =>
  [...Map.groupBy(rows, key)]
    .map(([k, of]) => ({ key: k, n: sum(of, (r) => r.n), late: sum(of, (r) => r.late) }))
    .sort((a, b) => b.n - a.n)

export const overview = query(OverviewFilter, async (d, f) => {
  const to = (f.to ?? dayOf(d.at)) as CalendarDay
  const from = (f.from ?? `${to.slice(0, 8)}01`) as CalendarDay
  const open = await openCounts(d, f)
  const { fresh, ended } = await periodCounts(d, spanOf(from, to, d.at), f)
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  const part = (what: OpenRow['what']) => open.filter((r) => r.what === what)
  const [ages, held, villages] = [part('age'), part('holder'), part('village')]
  const org = (id: string) => orgRef(orgs, id) ?? { id, name: '', nameEn: '' }
  const { seen = [] } = scopeOf(d.caller)
  const roots = f.under ? [f.under] : seen
  // an empty village is shown as one: on a map it would else be a hole
  const shown = [...orgs.values()].filter(
    (o) => d.house.scheme.orgKinds[o.kind]?.homes && o.chain.some((id) => roots.includes(id)),
  )
  const places = new Set([...shown.map((o) => o.id), ...villages.map((r) => r.village), ...fresh.map((r) => r.village)])
  return {
    at: d.at.toISOString(),
    from: from as string,
    to: to as string,
    open: totals(ages),
    ages: ages.map(({ level, band, n, late }) => ({ level, band, n, late })),
    states: by(held, (r) => r.state).map(({ key, ...counts }) => ({ state: key, ...counts })),
    holders: by(held, (r) => r.org).map(({ key, ...counts }) => ({ org: org(key), ...counts })),
    stuck: placesStuck(part('stuck')).map(({ org: id, ...place }) => ({ org: org(id), ...place })),
    categories: by(part('category'), (r) => r.category).map(({ key, ...counts }) => ({ category: key, ...counts })),
    villages: [...places].map((id) => {
      const now = villages.find((r) => r.village === id)
      return {
        village: placeRef(orgs, id),
        open: now?.n ?? 0,
        late: now?.late ?? 0,
        fresh: fresh.find((r) => r.village === id)?.n ?? 0,
      }
    }),
    period: {
      registered: sum(fresh, (r) => r.n),
      sentBack: sum(fresh, (r) => r.sentBack),
      reopened: sum(fresh, (r) => r.reopened),
      ended,
    },
  }
})

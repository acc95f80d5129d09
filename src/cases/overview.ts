/** The overview: counts in the caller's scope, each of which opens as a filtered list. */
import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../access/command.ts'
import { Id, type states } from './model.ts'
import { bindingAt } from './petition/binding.ts'
import { orgsById } from './store.ts'

/** Counts for the overview, each openable as a filtered list. */
export const overview = query(z.object({ under: Id.optional() }), async (d, f) => {
  const now = d.house.now()
  const base = d.tx
    .selectFrom('cases')
    .$if(!!f.under, (q) => q.where(sql<boolean>`seen_by @> array[${f.under}]::uuid[]`))
  const n = sql<number>`count(*)::int`
  const byState = await base
    .select(['state', n.as('n'), sql<number>`count(*) filter (where ${bindingAt} < ${now})::int`.as('late')])
    .groupBy('state')
    .execute()
  const byHolder = await base
    .where('holder_org_id', 'is not', null)
    .select(['holder_org_id', n.as('n'), sql<number>`count(*) filter (where ${bindingAt} < ${now})::int`.as('late')])
    .groupBy('holder_org_id')
    .execute()
  const byCategory = await base
    .select(['category', n.as('n'), sql<number>`count(*) filter (where due_at is not null)::int`.as('open')])
    .groupBy('category')
    .execute()
  const byVillage = await base
    .select(['village_id', n.as('n'), sql<number>`count(*) filter (where due_at is not null)::int`.as('open')])
    .groupBy('village_id')
    .execute()
  const totals = await base
    .select([
      n.as('all'),
      sql<number>`count(*) filter (where due_at is not null)::int`.as('open'),
      sql<number>`count(*) filter (where ${bindingAt} < ${now})::int`.as('late'),
      sql<number>`count(*) filter (where sent_back > 0)::int`.as('sentBack'),
      sql<number>`count(*) filter (where reopened > 0)::int`.as('reopened'),
      sql<number>`count(*) filter (where state = 'closed' and satisfied is not null)::int`.as('judged'),
    ])
    .executeTakeFirstOrThrow()
  const orgs = await orgsById(d.tx)
  const org = (id: string | null) => {
    const o = orgs.get(id ?? '')
    return { id: id ?? '', name: o?.name ?? '', nameEn: o?.nameEn ?? '' }
  }
  return {
    totals,
    byState: byState.map((r) => ({ state: r.state as (typeof states)[number], n: r.n, late: r.late })),
    byHolder: byHolder
      .map((r) => ({ org: org(r.holder_org_id), n: r.n, late: r.late }))
      .sort((a, b) => b.late - a.late || b.n - a.n),
    byCategory: byCategory.sort((a, b) => b.n - a.n),
    byVillage: byVillage
      .map((r) => ({ village: org(r.village_id), n: r.n, open: r.open }))
      .sort((a, b) => b.open - a.open),
  }
})

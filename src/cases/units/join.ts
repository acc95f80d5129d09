/** What goes to the successor when a unit is joined to another: open cases with a step in their log, posts, households, public results. */
import { sql } from 'kysely'
import type { Doing } from '../../access/command.ts'
import { addDays, dayOf } from '../../kernel/calendar/deadline.ts'
import { alsoOpen } from '../../kernel/scope.ts'
import { endTies } from '../../registry/ties.ts'
import { appending } from '../appending.ts'
import { decide } from '../decide.ts'
import { appendAll, type CaseRow, type Chains, caseColumns, factsOf, link } from '../store.ts'
import { reading } from '../summary.ts'

const system = { kind: 'system' } as const
const batch = 500

/** Whoever had it under the old unit has it under the new one. Ended cases stay under the unit they ended at. */
export async function joinCases(d: Doing, orgs: Chains, from: string, into: string): Promise<number> {
  const to = <T extends string | null>(id: T) => (id === from ? into : id)
  let n = 0
  for (;;) {
    const rows = await d.tx
      .selectFrom('cases')
      .select(caseColumns)
      .where('holder_org_id', 'is not', null)
      .where((w) =>
        w.or([
          w('village_id', '=', from),
          w('holder_org_id', '=', from),
          w('lead_org_id', '=', from),
          w('approver_org_id', '=', from),
        ]),
      )
      .orderBy('id')
      .limit(batch)
      .forUpdate()
      .execute()
    if (!rows.length) return n
    await alsoOpen(d.tx, { cases: rows.map((r) => r.id) })
    await appendAll(
      d.tx,
      rows.map((row) => joined(d, orgs, row, to)),
    )
    // what no step changes: the village it counts under from now on
    await d.tx
      .updateTable('cases')
      .set({ village_id: into })
      .where('village_id', '=', from)
      .where(
        'id',
        'in',
        rows.map((r) => r.id),
      )
      .execute()
    n += rows.length
  }
}

function joined(d: Doing, orgs: Chains, row: CaseRow, to: <T extends string | null>(id: T) => T | string) {
  const rules = reading(d)
  const decision = decide(factsOf(row, orgs, rules), 'joinUnits', {}, { actor: system, at: d.at }, rules)
  const { holderOrgId, leadOrgId, approverOrgId } = decision.after
  const after = {
    ...decision.after,
    holderOrgId: to(holderOrgId),
    leadOrgId: to(leadOrgId),
    approverOrgId: to(approverOrgId),
  }
  return link(
    row,
    appending(row, { ...decision, after }, orgs, {
      actor: system,
      orgId: null,
      at: d.at,
      data: { holder: after.holderOrgId },
    }),
  )
}

/** Posts at the old unit end yesterday and go on at the new one today; who holds the same there already keeps that. */
export async function joinPosts(d: Doing, from: string, into: string): Promise<number> {
  const today = dayOf(d.at)
  const posts = await d.tx
    .selectFrom('appointments')
    .selectAll()
    .where('org_id', '=', from)
    .where((w) => w.or([w('ends_on', 'is', null), w('ends_on', '>=', today)]))
    .execute()
  for (const post of posts) {
    const there = await d.tx
      .selectFrom('appointments')
      .select('id')
      .where('org_id', '=', into)
      .where('member_id', '=', post.member_id)
      .where('role', '=', post.role)
      .where((w) => w.or([w('ends_on', 'is', null), w('ends_on', '>=', today)]))
      .executeTakeFirst()
    const begun = post.starts_on < today
    if (begun)
      await d.tx
        .updateTable('appointments')
        .set({ ends_on: addDays(today, -1) })
        .where('id', '=', post.id)
        .execute()
    if (begun && !there)
      await d.tx
        .insertInto('appointments')
        .values({ ...post, id: d.newId(), org_id: into, starts_on: today })
        .execute()
    // it has not begun: nothing of it was at the old unit
    if (!begun)
      await d.tx
        .updateTable('appointments')
        .set(there ? { ends_on: post.starts_on } : { org_id: into })
        .where('id', '=', post.id)
        .execute()
  }
  return posts.length
}

/** Households keep their order and follow the last number of the village they join. */
export async function joinHouseholds(d: Doing, from: string, into: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update households h set village_id = ${into}, number = n.number
    from (select id, row_number() over (order by number) + (select coalesce(max(number), 0) from households where village_id = ${into}) as number
      from households where village_id = ${from}) n
    where h.id = n.id`.execute(d.tx)
  await d.tx.updateTable('residents').set({ village_id: into }).where('village_id', '=', from).execute()
  await d.tx.updateTable('village_results').set({ village_id: into }).where('village_id', '=', from).execute()
  await d.tx.updateTable('publications').set({ village_id: into }).where('village_id', '=', from).execute()
  return Number(numAffectedRows ?? 0)
}

/** Ties of the old unit itself end yesterday and go on with the new one; what stood there already keeps standing. */
export async function joinTies(d: Doing, from: string, into: string): Promise<number> {
  const today = dayOf(d.at)
  const ties = await d.tx
    .selectFrom('ties')
    .selectAll()
    .where((w) => w.or([w('org_id', '=', from), w('to_org_id', '=', from)]))
    .where('ends_on', 'is', null)
    .execute()
  await endTies(
    d,
    ties.map((t) => t.id),
    { endsOn: addDays(today, -1) },
  )
  const to = <T extends string | null>(id: T) => (id === from ? into : id)
  const others = ties
    .map((t) => ({ ...t, id: d.newId(), org_id: to(t.org_id), to_org_id: to(t.to_org_id), starts_on: today }))
    // two units joined to one another are tied no more
    .filter((t) => t.org_id === null || t.org_id !== t.to_org_id)
  if (others.length)
    await d.tx
      .insertInto('ties')
      .values(others)
      .onConflict((c) => c.doNothing())
      .execute()
  return others.length
}

/** Stations and points of the old unit are the new one's. */
export const joinPlaces = (d: Doing, from: string, into: string) =>
  d.tx.updateTable('places').set({ org_id: into }).where('org_id', '=', from).execute()

/** Views somebody has saved: a filter with its columns under a name, for oneself or for an office. The rows stay each reader's own. */
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { command, type Doing, query } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { CaseFilter } from './case-filter.ts'
import { knownOrgs } from './known-orgs.ts'
import { listColumns, mostColumns } from './list-columns.ts'
import { freeText, Id } from './model.ts'
import { names, orgRef } from './summary.ts'
import { OrgRef, PersonRef } from './views.ts'

/** Enough for a desk; without an end the menu would be one more list to search. */
const most = 50
const Filter = CaseFilter.omit({ cursor: true, limit: true })

/** The address' query as the filter understands it: unknown names fall away, wrong values are refused. */
export function readFilterText(text: string): z.output<typeof Filter> {
  const asked = new URLSearchParams(text)
  const given = [...new Set(asked.keys())].map((key) => {
    const values = asked.getAll(key)
    return [key, values.length > 1 ? values : values[0]] as const
  })
  return Filter.parse(Object.fromEntries(given))
}
const filterText = (filter: z.output<typeof Filter>) =>
  new URLSearchParams(
    Object.entries(filter).flatMap(([key, value]) => [value ?? []].flat().map((v) => [key, String(v)])),
  ).toString()

const FilterText = z
  .string()
  .max(2000)
  .refine(
    (text) => {
      try {
        readFilterText(text)
        return true
      } catch {
        return false
      }
    },
    { message: 'filter' },
  )
  .describe('The filters as they stand in the address: late=true&category=water')

export const NewView = z.object({
  name: freeText(1, 40),
  filter: FilterText,
  columns: z.array(z.enum(listColumns)).min(1).max(mostColumns),
  org: Id.optional().describe('Shared with everyone at this org and below it; without it, one’s own'),
})
export const ChangedView = NewView.extend({ viewId: Id })
export const WhichView = z.object({ viewId: Id })

export const SavedView = z
  .object({
    id: Id,
    name: z.string(),
    filter: z.string(),
    columns: z.array(z.enum(listColumns)),
    org: OrgRef.nullable(),
    by: PersonRef.nullable(),
    mine: z.boolean(),
    removable: z.boolean().describe('Mine, or shared where I stand'),
  })
  .meta({ id: 'SavedView' })

const me = (d: Doing) => d.caller.actor as MemberActor
const reads = (d: Doing, org: string) =>
  me(d).appointments.some((a) => a.orgId === org && a.scope === 'subtree' && a.may.includes('case.read'))

/** Mine, and those shared with the orgs of my posts: by name. */
export const listViews = query(z.object({}), async (d) => {
  const rows = await d.tx.selectFrom('saved_views').selectAll().orderBy('name').orderBy('id').execute()
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  const people = await names(
    d,
    rows.map((r) => r.member_id),
  )
  return {
    items: rows.map((r) => {
      const mine = r.member_id === me(d).memberId
      return {
        id: r.id,
        name: r.name,
        filter: r.filter,
        columns: r.columns as z.output<typeof SavedView>['columns'],
        org: orgRef(orgs, r.org_id),
        by: people.has(r.member_id) ? { id: r.member_id, name: people.get(r.member_id) ?? '' } : null,
        mine,
        removable: mine || (r.org_id !== null && reads(d, r.org_id)),
      }
    }),
  }
})

/** As it is kept. Refused with `org.unknown` where one does not read for the whole org. */
function kept(d: Doing, { name, filter, columns, org }: z.output<typeof NewView>) {
  if (org && !reads(d, org)) throw new Refusal('org.unknown')
  return {
    name,
    filter: filterText(readFilterText(filter)),
    columns: [...new Set(columns)],
    org_id: org ?? null,
    changed_at: d.at,
  }
}

/** Keeps a view. Refused with `view.too-many`. */
export const saveView = command(NewView, async (d, input) => {
  const { memberId } = me(d)
  const { n } = await d.tx
    .selectFrom('saved_views')
    .where('member_id', '=', memberId)
    .select((e) => e.cast<number>(e.fn.countAll(), 'integer').as('n'))
    .executeTakeFirstOrThrow()
  if (n >= most) throw new Refusal('view.too-many', { most })
  const id = d.newId()
  await d.tx
    .insertInto('saved_views')
    .values({
      jurisdiction_id: d.caller.jurisdictionId,
      id,
      member_id: memberId,
      created_at: d.at,
      ...kept(d, input),
    })
    .execute()
  return { id }
})

/** Renames, changes, shares or takes back one of one's own. */
export const changeView = command(ChangedView, async (d, { viewId, ...input }) => {
  const done = await d.tx
    .updateTable('saved_views')
    .set(kept(d, input))
    .where('id', '=', viewId)
    .where('member_id', '=', me(d).memberId)
    .returning('id')
    .executeTakeFirst()
  if (!done) throw new Refusal('not-found')
  return { id: done.id }
})

/** Removes one's own, or one shared where one stands: its owner may have left. */
export const removeView = command(WhichView, async (d, { viewId }) => {
  const done = await d.tx.deleteFrom('saved_views').where('id', '=', viewId).returning('id').executeTakeFirst()
  if (!done) throw new Refusal('not-found')
  return { id: done.id }
})

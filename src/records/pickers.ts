/** Whom and what a form may name: members by name, places by kind. Households and units have lists of their own. */
import { z } from 'zod'
import { query } from '../access/command.ts'
import { holdersOn } from '../access/held-on.ts'
import { knownOrgs } from '../cases/known-orgs.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { code, Id } from './model.ts'

const most = 50
const many = z.union([code.transform((v) => [v]), z.array(code)]).optional()
export const FindMembers = z.object({
  name: z.string().trim().max(30).default(''),
  role: many,
  org: Id.optional().describe('At this unit, above or below it: those a form is about first'),
})
/** Members with a post today, by part of their name; without one those of the unit. */
export const findMembers = query(FindMembers, async (d, f) => {
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  const near = f.org
    ? [...orgs.values()].filter((o) => o.chain.includes(f.org as string)).map((o) => o.id)
    : [...orgs.keys()]
  const above = f.org ? (orgs.get(f.org)?.chain ?? []) : []
  const like = `%${f.name.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await holdersOn(d.tx, dayOf(d.at))
    .select(['members.id', 'members.name', 'appointments.org_id as orgId', 'appointments.role'])
    .$if(f.name !== '', (q) => q.where('members.name', 'like', like))
    .$if(f.name === '', (q) => q.where('appointments.org_id', 'in', [...near, ...above]))
    .$if(f.role !== undefined, (q) => q.where('appointments.role', 'in', f.role ?? []))
    .orderBy('members.name')
    .orderBy('members.id')
    .limit(most * 4)
    .execute()
  const once = new Map(rows.map((r) => [r.id, r]))
  return {
    items: [...once.values()].slice(0, most).map((r) => {
      const org = orgs.get(r.orgId)
      return {
        id: r.id,
        name: r.name,
        role: r.role,
        org: org ? { id: org.id, name: org.name, nameEn: org.nameEn } : null,
      }
    }),
  }
})

export const FindPlaces = z.object({ kind: many })
/** Places still open, of these kinds. */
export const findPlaces = query(FindPlaces, async (d, f) => {
  const rows = await d.tx
    .selectFrom('places')
    .select(['id', 'name', 'kind', 'org_id as orgId'])
    .where('closed_on', 'is', null)
    .$if(f.kind !== undefined, (q) => q.where('kind', 'in', f.kind ?? []))
    .orderBy('name')
    .limit(2000)
    .execute()
  return { items: rows }
})

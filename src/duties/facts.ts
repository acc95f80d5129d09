/** Posts, units and leave, read for whoever is counted. */
import { sql } from 'kysely'
import { addDays, type Day, dayOf } from '../kernel/calendar/day.ts'
import type { Tx } from '../kernel/scope.ts'
import type { Programme } from '../programme/model.ts'
import { heldFrom } from './owed.ts'
import type { Span } from './periods.ts'
import type { Facts } from './subjects.ts'

/** Of these members and orgs, or of all. Somebody no longer active owes nothing. */
export async function readFacts(tx: Tx, scheme: Programme, only?: readonly string[]): Promise<Facts> {
  const few = only ? [...only] : null
  const posts = await tx
    .selectFrom('appointments as a')
    .innerJoin('members as m', (j) =>
      j.onRef('m.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('m.id', '=', 'a.member_id'),
    )
    .innerJoin('orgs as o', (j) =>
      j.onRef('o.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('o.id', '=', 'a.org_id'),
    )
    .select(['a.member_id', 'a.org_id', 'a.role', 'a.starts_on', 'a.ends_on', 'm.traits', 'o.kind'])
    .where('m.active', '=', true)
    .$if(few !== null, (q) => q.where(sql<boolean>`a.member_id = any(${few}::uuid[])`))
    .orderBy('a.member_id')
    .orderBy('a.starts_on')
    .orderBy('a.id')
    .execute()
  const units = await tx
    .selectFrom('orgs')
    .select(['id', 'kind', 'traits', 'closed_on'])
    .$if(few !== null, (q) => q.where(sql<boolean>`id = any(${few}::uuid[])`))
    .orderBy('id')
    .execute()
  const leave = await tx
    .selectFrom('absences')
    .select(['member_id', 'starts_on', 'ends_on', 'ended_at'])
    .$if(few !== null, (q) => q.where(sql<boolean>`member_id = any(${few}::uuid[])`))
    .execute()
  const away = new Map<string, Span[]>()
  for (const l of leave) {
    // ended before its time: the day it was ended is a day back
    const last = l.ended_at ? addDays(dayOf(l.ended_at), -1) : (l.ends_on as Day)
    const span = { from: l.starts_on as Day, to: last < l.ends_on ? last : (l.ends_on as Day) }
    if (span.from <= span.to) away.set(l.member_id, [...(away.get(l.member_id) ?? []), span])
  }
  return {
    posts: posts.map((p) => ({
      ...heldFrom(p.starts_on, p.ends_on),
      memberId: p.member_id,
      orgId: p.org_id,
      role: p.role,
      traits: p.traits,
      level: scheme.orgKinds[p.kind]?.level,
    })),
    units: units.map((u) => ({ id: u.id, kind: u.kind, traits: u.traits, closedOn: u.closed_on as Day | null })),
    away,
  }
}

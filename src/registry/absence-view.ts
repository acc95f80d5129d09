/** What is shown of a leave: who, until when, who stands in, and whether it still stands. */
import { type SelectQueryBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Covers } from '../access/absence.ts'
import type { MemberActor } from '../access/caller.ts'
import type { Doing } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import type { DB } from '../kernel/db-types.ts'

const Person = z.object({ id: z.uuid(), name: z.string() })
export const AbsenceView = z
  .object({
    id: z.uuid(),
    member: Person,
    standIn: Person.nullable(),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    enteredBy: Person,
    endedAt: z.iso.datetime().nullable().describe('Ended before its last day'),
    state: z.enum(['coming', 'running', 'over']),
    unattended: z.boolean().describe('Away now, and nobody is there for them'),
    mine: z.boolean(),
  })
  .meta({ id: 'Absence' })
export type Stood = z.output<typeof AbsenceView>

/** Who is there for somebody away today. */
export const standing = (covers: Covers, memberId: string) => covers.get(memberId)?.by ?? null

type Narrow = (q: SelectQueryBuilder<DB, 'absences', object>) => SelectQueryBuilder<DB, 'absences', object>

/** Absences so narrowed, the latest first, with the names in them. */
export async function viewAbsences(d: Doing, narrow: Narrow, covers: Covers): Promise<Stood[]> {
  const today = dayOf(d.at)
  const rows = await narrow(d.tx.selectFrom('absences'))
    .select(['absences.id', 'member_id', 'stand_in_id', 'starts_on', 'ends_on', 'entered_by', 'ended_at'])
    .orderBy('starts_on', 'desc')
    .orderBy('absences.id')
    .execute()
  const ids = [...new Set(rows.flatMap((r) => [r.member_id, r.entered_by, ...(r.stand_in_id ? [r.stand_in_id] : [])]))]
  const named = ids.length
    ? await d.tx
        .selectFrom('members')
        .select(['id', 'name'])
        .where('id', '=', sql<string>`any(${ids}::uuid[])`)
        .execute()
    : []
  const names = new Map(named.map((m) => [m.id, m.name]))
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  return rows.map((r) => {
    const state = r.ended_at || r.ends_on < today ? 'over' : r.starts_on > today ? 'coming' : 'running'
    return {
      id: r.id,
      member: person(r.member_id),
      standIn: r.stand_in_id ? person(r.stand_in_id) : null,
      startsOn: r.starts_on,
      endsOn: r.ends_on,
      enteredBy: person(r.entered_by),
      endedAt: r.ended_at?.toISOString() ?? null,
      state,
      unattended: state === 'running' && standing(covers, r.member_id) === null,
      mine: r.member_id === (d.caller.actor as MemberActor).memberId,
    }
  })
}

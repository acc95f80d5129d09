/** A record with its credits, as src/records/ writes them: for tests of what is counted from them. */
import type { MemberCaller } from '../src/access/caller.ts'
import { doing, type House } from '../src/access/command.ts'
import { recount } from '../src/duties/recount.ts'
import { alsoOpen } from '../src/kernel/scope.ts'

export type ARecord = {
  kind: string
  onDay: string
  untilDay?: string
  orgId: string
  /** To whom it counts. */
  for: readonly string[]
  seenBy: readonly string[]
  householdId?: string
  placeId?: string
  met?: readonly string[]
  counted?: Record<string, string | number | boolean>
}

const touched = (r: ARecord) =>
  r.for.map((subjectId) => ({ subjectId, kind: r.kind, from: r.onDay, to: r.untilDay ?? r.onDay }))

/** Writes one down, or in place of an older one. */
export const writeRecord = (house: House, caller: MemberCaller, r: ARecord, instead?: { id: string; was: ARecord }) =>
  doing(house, { ...caller }, async (d) => {
    const common = { jurisdiction_id: caller.jurisdictionId }
    const id = instead?.id ?? d.newId()
    const days = {
      kind: r.kind,
      on_day: r.onDay,
      until_day: r.untilDay ?? r.onDay,
      household_id: r.householdId ?? null,
    }
    if (instead) {
      await alsoOpen(d.tx, { records: [id] })
      await d.tx.updateTable('records').set(days).where('id', '=', id).execute()
      await d.tx.deleteFrom('record_credits').where('record_id', '=', id).execute()
    } else {
      await d.tx
        .insertInto('records')
        .values({
          ...common,
          ...days,
          id,
          org_id: r.orgId,
          author_id: caller.actor.memberId,
          title: '一次',
          data: '{}',
          seen_by: [...r.seenBy],
          made_at: d.at,
          changed_at: d.at,
        })
        .execute()
      await alsoOpen(d.tx, { records: [id] })
    }
    if (r.for.length)
      await d.tx
        .insertInto('record_credits')
        .values(
          r.for.map((subject_id) => ({
            ...common,
            subject_id,
            record_id: id,
            kind: r.kind,
            on_day: r.onDay,
            until_day: r.untilDay ?? r.onDay,
            household_id: r.householdId ?? null,
            place_id: null,
            met: (r.met ?? []).filter((m) => m !== subject_id),
            counted: JSON.stringify(r.counted ?? {}),
          })),
        )
        .execute()
    await recount(d, [...(instead ? touched(instead.was) : []), ...touched(r)])
    return id
  })

/** Takes one back. */
export const withdrawRecord = (house: House, caller: MemberCaller, id: string, was: ARecord) =>
  doing(house, caller, async (d) => {
    await alsoOpen(d.tx, { records: [id] })
    await d.tx
      .updateTable('records')
      .set({ withdrawn_at: d.at, withdrawn_why: '写错了' })
      .where('id', '=', id)
      .execute()
    await d.tx.deleteFrom('record_credits').where('record_id', '=', id).execute()
    await recount(d, touched(was))
  })

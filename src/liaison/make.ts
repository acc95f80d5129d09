/** Making and ending ties, one or a whole proposal; and what the other side may be shown. */
import { z } from 'zod'
import { command, type Doing } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal, type RefusalCode } from '../kernel/errors.ts'
import { storable } from '../kernel/storable.ts'
import type { TieKind } from '../programme/ties.ts'
import { sideOf } from '../programme/ties.ts'
import { beginTies, endTies, type NewTie, type Served } from '../registry/ties.ts'
import { against, Ledger } from './fits.ts'
import { mostGaps, type Node } from './model.ts'
import { kindOf, lockKind, schemeOf, standing, tiesOf } from './world.ts'

export const Code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
export const Reason = z
  .string('reason')
  .overwrite(storable)
  .trim()
  .max(200)
  .refine((reason) => [...reason].length >= 2, 'reason')
const Pair = z.object({ fromId: z.uuid(), toId: z.uuid() })
export const MakeTie = Pair.extend({
  kind: Code,
  reason: Reason.optional(),
  startsOn: z.iso.date().optional().describe('Today where it is left out'),
  phoneFrom: z.boolean().default(true).describe('Whether the one served may be shown the other’s work phone'),
  phoneTo: z.boolean().default(false).describe('Whether the one who serves may be shown theirs on a card'),
})
export const MakeTies = z.object({ kind: Code, reason: Reason, rows: z.array(Pair).min(1).max(mostGaps) })
export const OneTie = z.object({ tieId: z.uuid() })
export const EndTie = OneTie.extend({ reason: Reason })
export const ChangeConsent = OneTie.extend({ phoneFrom: z.boolean(), phoneTo: z.boolean() })

type Wanted = z.output<typeof Pair> & Partial<Pick<NewTie, 'reason' | 'startsOn' | 'phoneFrom' | 'phoneTo'>>
export type Refused = { readonly row: number; readonly code: RefusalCode }

/** Makes those that may be made, in this order; says of each other one why not. Out of the caller's scope nobody is there. */
async function makeAll(d: Doing, code: string, kind: TieKind, wanted: readonly Wanted[]) {
  await lockKind(d, code)
  const find = async (end: 'from' | 'to', ids: readonly string[]) =>
    new Map((await standing(d, kind[end], { ids })).map((node) => [node.id, node]))
  const from = await find('from', [...new Set(wanted.map((w) => w.fromId))])
  const to = await find('to', [...new Set(wanted.map((w) => w.toId))])
  const ledger = new Ledger(await tiesOf(d, code))
  const refused: Refused[] = []
  const ties: NewTie[] = []
  const today = dayOf(d.at)
  const programme = schemeOf(d, code)
  for (const [row, w] of wanted.entries()) {
    const [a, b] = [from.get(w.fromId), to.get(w.toId)]
    const why = !a || !b ? 'not-found' : against(kind, a, b, ledger)
    if (why || !a || !b) {
      refused.push({ row, code: why ?? 'not-found' })
      continue
    }
    ledger.add(w)
    ties.push({
      kind: code,
      ...(sideOf(kind.from) === 'member' ? { member_id: a.id } : { org_id: a.id }),
      ...servedOf(kind, b.id),
      startsOn: w.startsOn ?? today,
      seenBy: seenBy(a, b),
      programme,
      reason: w.reason,
      phoneFrom: w.phoneFrom,
      phoneTo: w.phoneTo,
    } as NewTie)
  }
  const ids = (await beginTies(d, ties)).filter((id) => id !== undefined)
  return { ids, refused }
}
const servedOf = (kind: TieKind, id: string): Served => {
  const of = sideOf(kind.to)
  return of === 'household' ? { household_id: id } : of === 'member' ? { to_member_id: id } : { to_org_id: id }
}
/** Both sides' units with all above them, and the members themselves. */
const seenBy = (a: Node, b: Node) => [
  ...new Set([...b.chain, ...a.chain, ...[a, b].filter((n) => n.of === 'member').map((n) => n.id)]),
]

/** Refused with `not-found` where one of both is out of scope, and by the kind: `tie.does-not-fit`, `tie.traits-differ`, `tie.twice`, `tie.at-most`. */
export const makeTie = command(MakeTie, async (d, { kind, ...wanted }) => {
  if ((wanted.startsOn ?? '') > dayOf(d.at)) throw new Refusal('tie.day-ahead')
  const { ids, refused } = await makeAll(d, kind, kindOf(d, kind), [wanted])
  const why = refused[0]?.code ?? (ids.length ? undefined : 'tie.twice')
  if (why) throw new Refusal(why)
  return { id: ids[0] as string }
})

/** A proposal as somebody confirmed it. Rows that can no longer be made stay open and are named. */
export const makeTies = command(MakeTies, async (d, { kind, reason, rows }) => {
  const { ids, refused } = await makeAll(
    d,
    kind,
    kindOf(d, kind),
    rows.map((row) => ({ ...row, reason })),
  )
  return { made: ids.length, refused }
})

/** The tie, locked, when the side that is served stands in the caller's scope: whoever serves may long be elsewhere. */
async function lockTie(d: Doing, tieId: string) {
  const tie = await d.tx.selectFrom('ties').selectAll().where('id', '=', tieId).forUpdate().executeTakeFirst()
  if (!tie) throw new Refusal('not-found')
  const side = tie.household_id ? { household: {} } : tie.to_member_id ? { member: {} } : { org: {} }
  const ids = [tie.household_id ?? tie.to_member_id ?? tie.to_org_id ?? '']
  if (!(await standing(d, side, { ids })).length) throw new Refusal('not-found')
  if (tie.ends_on) throw new Refusal('tie.over')
}

/** Ended today, with a reason; what was is kept on both sides. Refused with `tie.over`. */
export const endTie = command(EndTie, async (d, { tieId, reason }) => {
  await lockTie(d, tieId)
  await endTies(d, [tieId], { endsOn: dayOf(d.at), reason })
  return {}
})

export const changeConsent = command(ChangeConsent, async (d, { tieId, phoneFrom, phoneTo }) => {
  await lockTie(d, tieId)
  await d.tx.updateTable('ties').set({ phone_from: phoneFrom, phone_to: phoneTo }).where('id', '=', tieId).execute()
  return {}
})

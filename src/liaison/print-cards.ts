/** Cards to print: what stands on each, with the trace of every name shown in clear. */
import { z } from 'zod'
import { type MemberActor, may } from '../access/caller.ts'
import { command, type Doing } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { type Contact, openPeople } from '../registry/open-people.ts'
import { cardKind, dueCards, sides } from './cards.ts'
import { Code, Reason } from './make.ts'
import { mostCards } from './model.ts'
import { type Heads, maskedHeads } from './parties.ts'
import { managed } from './world.ts'

export const PrintCards = z.object({
  kind: Code,
  under: z.uuid().optional(),
  tieIds: z.array(z.uuid()).min(1).max(mostCards).optional().describe('Only these'),
  clear: z
    .boolean()
    .default(false)
    .describe('Names of residents in full; each is written down as looked at, with the reason'),
  reason: Reason.optional(),
  copies: z
    .union([z.literal(1), z.literal(2)])
    .default(1)
    .describe('Two: one for each side'),
})

export type PrintedCard = {
  readonly code: string
  readonly from: { name: string; nameEn: string; unit: string; unitEn: string; phone: string | null }
  readonly to: {
    name: string
    nameEn: string
    unit: string
    unitEn: string
    group: string | null
    number: number | null
    phone: string | null
  }
}

/** Heads in clear: each look is written down in the same transaction. */
const tracedHeads =
  (reason: string): Heads =>
  (d, headIds) =>
    openPeople(d, headIds, (ids) => {
      const { memberId } = d.caller.actor as MemberActor
      return d.tx
        .insertInto('reveals')
        .values(
          ids.map((id) => ({
            jurisdiction_id: d.caller.jurisdictionId,
            id: d.newId(),
            at: d.at,
            member_id: memberId,
            case_id: null,
            resident_id: id,
            fields: ['name', 'phone'],
            reason,
            org_id: managed(d)[0] ?? null,
          })),
        )
        .execute()
    })

/** The cards in force. Refused with `card.none` where there is none, `card.too-many`, and `forbidden` for names in clear without the right to see them. */
export const cardsToPrint = command(PrintCards, async (d, f) => {
  const kind = cardKind(d, f.kind)
  if (f.clear && !may(d.caller.actor, 'contact.reveal')) throw new Refusal('forbidden')
  if (f.clear && !f.reason) throw new Refusal('input.invalid', {}, [{ path: 'reason', message: 'reason' }])
  const ties = await dueCards(d, f)
    .where('c.id', 'is not', null)
    .$if(!!f.tieIds, (q) => q.where('ties.id', 'in', f.tieIds ?? []))
    .limit(mostCards + 1)
    .execute()
  if (!ties.length) throw new Refusal('card.none')
  if (ties.length > mostCards) throw new Refusal('card.too-many', { most: mostCards })
  const heads = new Map<string, Contact>()
  const read: Heads = async (_, ids) => {
    const found = await (f.clear && f.reason ? tracedHeads(f.reason) : maskedHeads)(d, ids)
    for (const [id, contact] of found) heads.set(id, contact)
    return found
  }
  const parties = await sides(d, ties, read)
  const { orgs, members, headOf } = await around(d, ties)
  const unit = (id: string) => ({ unit: orgs.get(id)?.short_name ?? '', unitEn: orgs.get(id)?.short_name_en ?? '' })
  const cards = ties.flatMap((t): PrintedCard[] => {
    const { from, to } = parties(t)
    if (!from || !to || !t.code) return []
    const own = t.member_id ? (members.get(t.member_id) ?? null) : (orgs.get(t.org_id ?? '')?.phone ?? null)
    const theirs = t.household_id
      ? (heads.get(headOf.get(t.household_id) ?? '')?.phone ?? null)
      : t.to_member_id
        ? (members.get(t.to_member_id) ?? null)
        : (orgs.get(t.to_org_id ?? '')?.phone ?? null)
    return [
      {
        code: t.code,
        from: { name: from.name, nameEn: from.nameEn, ...unit(from.orgId), phone: t.phone_from ? own : null },
        to: { ...to, ...unit(to.orgId), phone: t.phone_to ? theirs : null },
      },
    ]
  })
  // village by village, house by house: as they are carried round
  cards.sort(
    (a, b) =>
      a.to.unit.localeCompare(b.to.unit, 'zh') ||
      (a.to.group ?? '').localeCompare(b.to.group ?? '', 'zh') ||
      (a.to.number ?? 0) - (b.to.number ?? 0),
  )
  return {
    title: kind.name,
    residentsRead: kind.residentsRead ?? kind.name,
    day: dayOf(d.at),
    cards: f.copies === 2 ? cards.flatMap((card) => [card, card]) : cards,
  }
})
export type ToPrint = Awaited<ReturnType<typeof cardsToPrint>>

async function around(
  d: Doing,
  ties: readonly { member_id: string | null; to_member_id: string | null; household_id: string | null }[],
) {
  const orgs = await d.tx.selectFrom('orgs').select(['id', 'short_name', 'short_name_en', 'phone']).execute()
  const ids = [...new Set(ties.flatMap((t) => [t.member_id, t.to_member_id]).filter((id) => id !== null))]
  const members = ids.length
    ? await d.tx.selectFrom('members').select(['id', 'work_phone']).where('id', 'in', ids).execute()
    : []
  const houses = ties.flatMap((t) => t.household_id ?? [])
  const heads = houses.length
    ? await d.tx.selectFrom('households').select(['id', 'head_id']).where('id', 'in', houses).execute()
    : []
  return {
    orgs: new Map(orgs.map((o) => [o.id, o])),
    members: new Map(members.map((m) => [m.id, m.work_phone])),
    headOf: new Map(heads.map((h) => [h.id, h.head_id])),
  }
}

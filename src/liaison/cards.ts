/** Contact cards: one for each tie whose kind has them; a lost one opens nothing and another takes its place. */
import { sql } from 'kysely'
import { z } from 'zod'
import { command, type Doing, type House, query } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { codeIn, newCode } from './card-code.ts'
import { endsOf, placesOf } from './list.ts'
import { Code } from './make.ts'
import { mostCards, PartyRef } from './model.ts'
import { partiesOf } from './parties.ts'
import { kindOf, managed } from './world.ts'

export const CardFilter = z.object({
  kind: Code,
  under: z.uuid().optional().describe('A unit one of the sides stands in'),
  after: z.uuid().optional(),
})
export const IssueCards = z.object({ kind: Code, under: z.uuid().optional() })
export const OneCard = z.object({ cardId: z.uuid() })

/** Refused with `card.not-due` for a kind without cards. */
export function cardKind(d: Doing, code: string) {
  const kind = kindOf(d, code)
  if (!kind.card) throw new Refusal('card.not-due')
  return kind
}

/** The standing ties of a kind within the caller's units, each with the card that holds for it today. */
export const dueCards = (d: Doing, f: { kind: string; under?: string | undefined; after?: string | undefined }) =>
  d.tx
    .selectFrom('ties')
    .leftJoin('contact_cards as c', (j) =>
      j
        .onRef('c.jurisdiction_id', '=', 'ties.jurisdiction_id')
        .onRef('c.tie_id', '=', 'ties.id')
        .on('c.revoked_at', 'is', null),
    )
    .select([
      'ties.id',
      'ties.member_id',
      'ties.org_id',
      'ties.household_id',
      'ties.to_member_id',
      'ties.to_org_id',
      'ties.phone_from',
      'ties.phone_to',
      'ties.seen_by',
      'c.id as card_id',
      'c.code',
      'c.issued_at',
    ])
    .where('ties.kind', '=', f.kind)
    .where('ties.ends_on', 'is', null)
    .where(sql<boolean>`ties.seen_by && ${managed(d)}::uuid[]`)
    .$if(!!f.under, (q) => q.where(sql<boolean>`${f.under} = any (ties.seen_by)`))
    .$if(!!f.after, (q) => q.where('ties.id', '>', f.after as string))
    .orderBy('ties.id')
export type Due = Awaited<ReturnType<ReturnType<typeof dueCards>['execute']>>[number]

const rowOf = (d: Doing, tie: Pick<Due, 'id' | 'seen_by'>) => ({
  jurisdiction_id: d.caller.jurisdictionId,
  id: d.newId(),
  tie_id: tie.id,
  code: newCode(),
  issued_at: d.at,
  issued_by: d.caller.actor.kind === 'member' ? d.caller.actor.memberId : null,
  seen_by: tie.seen_by,
})

/** A card for each tie that has none yet. */
export const issueCards = command(IssueCards, async (d, f) => {
  cardKind(d, f.kind)
  const without = (await dueCards(d, f).where('c.id', 'is', null).limit(mostCards).execute()).map((t) => rowOf(d, t))
  for (let i = 0; i < without.length; i += 500)
    await d.tx
      .insertInto('contact_cards')
      .values(without.slice(i, i + 500))
      // somebody else made them at the same moment
      .onConflict((c) => c.doNothing())
      .execute()
  return { issued: without.length }
})

/** Lost: the old one says so to whoever holds it, and a new one is made. Refused with `card.replaced` when that was done already. */
export const replaceCard = command(OneCard, async (d, { cardId }) => {
  const card = await d.tx
    .selectFrom('contact_cards')
    .selectAll()
    .where('id', '=', cardId)
    .forUpdate()
    .executeTakeFirst()
  if (!card?.seen_by.some((id) => managed(d).includes(id))) throw new Refusal('not-found')
  if (card.revoked_at) throw new Refusal('card.replaced')
  await d.tx
    .updateTable('contact_cards')
    .set({ revoked_at: d.at, revoked_why: 'lost' })
    .where('id', '=', cardId)
    .execute()
  const next = rowOf(d, { id: card.tie_id, seen_by: card.seen_by })
  await d.tx.insertInto('contact_cards').values(next).execute()
  return { id: next.id }
})

const page = 100
export const Cards = z
  .object({
    due: z.number().int().describe('Ties of this kind here'),
    without: z.number().int().describe('Of these without a card'),
    items: z.array(
      z.object({
        tieId: z.uuid(),
        from: PartyRef,
        to: PartyRef,
        cardId: z.uuid().nullable(),
        issuedAt: z.iso.datetime().nullable(),
      }),
    ),
    next: z.uuid().nullable(),
  })
  .meta({ id: 'ContactCards' })

export const listCards = query(CardFilter, async (d, f): Promise<z.output<typeof Cards>> => {
  cardKind(d, f.kind)
  const { after: _, ...all } = f
  const n = await dueCards(d, all)
    .clearSelect()
    .clearOrderBy()
    .select([
      sql<number>`count(*)::int`.as('due'),
      sql<number>`(count(*) filter (where c.id is null))::int`.as('without'),
    ])
    .executeTakeFirstOrThrow()
  const rows = await dueCards(d, f)
    .limit(page + 1)
    .execute()
  const shown = rows.slice(0, page)
  const parties = await sides(d, shown)
  return {
    ...n,
    items: shown.flatMap((t) => {
      const { from, to } = parties(t)
      if (!from || !to) return []
      return [{ tieId: t.id, from, to, cardId: t.card_id, issuedAt: t.issued_at?.toISOString() ?? null }]
    }),
    next: rows.length > page ? (shown.at(-1)?.id ?? null) : null,
  }
})

/** Both sides of many ties by name, read at once. */
export async function sides(d: Doing, ties: readonly Due[], heads?: Parameters<typeof partiesOf>[2]) {
  const members = ties.flatMap((t) =>
    [t.member_id, t.to_member_id].filter((id) => id !== null).map((id) => ({ id, seen: t.seen_by })),
  )
  const where = await placesOf(d, members)
  const asked = ties.flatMap((t) => Object.values(endsOf(t)).map((a) => ({ ...a, ...where(a.id) })))
  const parties = await partiesOf(d, asked, heads)
  return (t: Due) => {
    const { from, to } = endsOf(t)
    return { from: parties.get(from.id), to: parties.get(to.id) }
  }
}

/** What a card shows to whoever holds it: nothing of the household but its village and group. */
export type Held =
  | { readonly holds: false; readonly villageId: string | null }
  | {
      readonly holds: true
      readonly kind: string
      readonly name: string
      readonly nameEn: string
      readonly orgId: string | null
      readonly phone: string | null
      readonly villageId: string | null
      readonly group: string | null
    }

/** The card of this code; undefined when there never was one. A card whose tie has ended holds no more, whoever forgot to say so. */
export async function openCard(house: House, jurisdictionId: number, typed: string): Promise<Held | undefined> {
  const code = codeIn(typed)
  if (!code) return undefined
  const card = await house.db.transaction({ jurisdictionId, card: code }, (tx) =>
    tx
      .selectFrom('contact_cards')
      .select(['tie_id', 'revoked_at', 'seen_by'])
      .where('code', '=', code)
      .executeTakeFirst(),
  )
  if (!card) return undefined
  // what the card's own readers see of its tie: that one tie, by its id
  return house.db.transaction({ jurisdictionId, work: card.seen_by }, async (tx) => {
    const tie = await tx
      .selectFrom('ties')
      .leftJoin('households', (j) =>
        j
          .onRef('households.jurisdiction_id', '=', 'ties.jurisdiction_id')
          .onRef('households.id', '=', 'ties.household_id'),
      )
      .leftJoin('members', (j) =>
        j.onRef('members.jurisdiction_id', '=', 'ties.jurisdiction_id').onRef('members.id', '=', 'ties.member_id'),
      )
      .leftJoin('orgs', (j) =>
        j.onRef('orgs.jurisdiction_id', '=', 'ties.jurisdiction_id').onRef('orgs.id', '=', 'ties.org_id'),
      )
      .select([
        'ties.kind',
        'ties.member_id',
        'ties.seen_by',
        'ties.ends_on',
        'ties.phone_from',
        'ties.org_id',
        'ties.to_org_id',
        'households.village_id',
        'households.village_group',
        'members.name as member',
        'members.active',
        'members.work_phone',
        'orgs.name as org',
        'orgs.name_en as org_en',
        'orgs.phone as org_phone',
      ])
      .where('ties.id', '=', card.tie_id)
      .executeTakeFirst()
    const villageId = tie?.village_id ?? tie?.to_org_id ?? null
    if (!tie || card.revoked_at || tie.ends_on || tie.active === false) return { holds: false, villageId }
    const post = tie.member_id
      ? await tx
          .selectFrom('appointments')
          .select('org_id')
          .where('member_id', '=', tie.member_id)
          .where('org_id', 'in', tie.seen_by)
          .orderBy('starts_on', 'desc')
          .executeTakeFirst()
      : undefined
    return {
      holds: true,
      kind: tie.kind,
      name: tie.member ?? tie.org ?? '',
      nameEn: tie.member ?? tie.org_en ?? '',
      orgId: post?.org_id ?? tie.org_id,
      phone: tie.phone_from ? (tie.work_phone ?? tie.org_phone) : null,
      villageId,
      group: tie.village_group,
    }
  })
}

/** What the page of ties reads: kinds, ties with both sides and their history, gaps by unit, who would fit, a proposal. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { sideOf } from '../programme/ties.ts'
import { counted, Ledger, matches } from './fits.ts'
import { gapsOf, type Lacking } from './gaps.ts'
import { Code } from './make.ts'
import { type Node, PartyRef } from './model.ts'
import { partiesOf } from './parties.ts'
import { groupsServed, nearOf, nears, proposeTies } from './propose.ts'
import { fitting, kindOf, managed, tiesOf } from './world.ts'

const count = z.number().int()
const Text = z.object({ 'zh-CN': z.string(), en: z.string() })
const HowMany = z.object({ atLeast: count.nullable(), atMost: count.nullable() })
const of = z.enum(['member', 'org', 'household'])
export const Kinds = z.object({
  items: z.array(
    z.object({ code: z.string(), name: Text, from: of, to: of, each: HowMany, served: HowMany, card: z.boolean() }),
  ),
})
export const listTieKinds = query(
  z.object({}),
  async (d): Promise<z.output<typeof Kinds>> => ({
    items: Object.entries(d.house.scheme.tieKinds).map(([code, k]) => ({
      code,
      name: k.name,
      from: sideOf(k.from),
      to: sideOf(k.to),
      each: { atLeast: k.each.atLeast, atMost: k.each.atMost ?? null },
      served: { atLeast: k.served.atLeast, atMost: k.served.atMost ?? null },
      card: k.card,
    })),
  }),
)

export const TieFilter = z.object({
  kind: Code.optional(),
  under: z.uuid().optional().describe('A unit one of the sides stands in'),
  party: z.uuid().optional().describe('One side: its ties of today and before'),
  past: z.literal('true').optional().describe('With those that ended'),
  after: z.uuid().optional(),
})
export const Tie = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    from: PartyRef,
    to: PartyRef,
    startsOn: z.iso.date(),
    endsOn: z.iso.date().nullable(),
    reason: z.string().nullable(),
    endedReason: z.string().nullable(),
    phoneFrom: z.boolean(),
    phoneTo: z.boolean(),
  })
  .meta({ id: 'Tie' })
export const Ties = z.object({ items: z.array(Tie), next: z.uuid().nullable() })
const page = 100

export const endsOf = (t: {
  member_id: string | null
  org_id: string | null
  household_id: string | null
  to_member_id: string | null
  to_org_id: string | null
}) => ({
  from: { of: t.member_id ? ('member' as const) : ('org' as const), id: (t.member_id ?? t.org_id) as string },
  to: {
    of: t.household_id ? ('household' as const) : t.to_member_id ? ('member' as const) : ('org' as const),
    id: (t.household_id ?? t.to_member_id ?? t.to_org_id) as string,
  },
})
/** A side whose row is not there for the caller: it is said that there is one, and nothing of it. */
const unknown = (a: { of: Node['of']; id: string }): PartyRef => ({
  ...a,
  name: '',
  nameEn: '',
  orgId: a.id,
  number: null,
  group: null,
})

/** Newest first; ids are made in order of time. */
export const listTies = query(TieFilter, async (d, f): Promise<z.output<typeof Ties>> => {
  const { party } = f
  const rows = await d.tx
    .selectFrom('ties')
    .selectAll()
    .$if(!!f.kind, (q) => q.where('kind', '=', f.kind as string))
    .$if(!f.past, (q) => q.where('ends_on', 'is', null))
    .$if(!!f.under, (q) => q.where(sql<boolean>`${f.under} = any (seen_by)`))
    .$if(!!party, (q) => q.where(sql<boolean>`${party} in (member_id, org_id, household_id, to_member_id, to_org_id)`))
    .$if(!!f.after, (q) => q.where('id', '<', f.after as string))
    .orderBy('id', 'desc')
    .limit(page + 1)
    .execute()
  const shown = rows.slice(0, page)
  const where = await placesOf(
    d,
    shown.flatMap((t) =>
      [t.member_id, t.to_member_id].filter((id) => id !== null).map((id) => ({ id, seen: t.seen_by })),
    ),
  )
  const parties = await partiesOf(
    d,
    shown.flatMap((t) => Object.values(endsOf(t)).map((a) => ({ ...a, ...where(a.id) }))),
  )
  return {
    items: shown.map((t) => {
      const { from, to } = endsOf(t)
      return {
        id: t.id,
        kind: t.kind,
        from: parties.get(from.id) ?? unknown(from),
        to: parties.get(to.id) ?? unknown(to),
        startsOn: t.starts_on,
        endsOn: t.ends_on,
        reason: t.reason,
        endedReason: t.ended_reason,
        phoneFrom: t.phone_from,
        phoneTo: t.phone_to,
      }
    }),
    next: rows.length > page ? (shown.at(-1)?.id ?? null) : null,
  }
})

/** Where a member stands: of their posts the one whose unit is in the tie's list, the latest begun. */
export async function placesOf(d: Doing, members: readonly { id: string; seen: readonly string[] }[]) {
  const ids = [...new Set(members.map((m) => m.id))]
  const posts = ids.length
    ? await d.tx
        .selectFrom('appointments')
        .select(['member_id', 'org_id'])
        .where('member_id', 'in', ids)
        .orderBy('starts_on', 'desc')
        .execute()
    : []
  const at = new Map(
    members.map(({ id, seen }) => [id, posts.find((p) => p.member_id === id && seen.includes(p.org_id))?.org_id]),
  )
  return (id: string): { orgId?: string } => {
    const orgId = at.get(id)
    return orgId ? { orgId } : {}
  }
}

const Lack = z.object({ party: PartyRef, has: count, lacks: count })
export const GapFilter = z.object({ kind: Code, under: z.uuid().optional() })
export const Gaps = z
  .object({
    asks: count.nullable().describe('How many each one served should have; null where the document leaves it blank'),
    units: z.array(z.object({ id: z.uuid(), all: count, lacking: count })).describe('Each unit with all below it'),
    served: z.array(Lack),
    servedMore: count,
    serving: z.array(Lack),
    servingMore: count,
  })
  .meta({ id: 'TieGaps' })
/** As many as one list shows; the tree leads to the rest. */
const listed = 200

async function both(d: Doing, kind: ReturnType<typeof kindOf>, under?: string) {
  const from = await fitting(d, kind.from)
  const to = await fitting(d, kind.to, { under })
  return { from, to }
}

export const listGaps = query(GapFilter, async (d, f): Promise<z.output<typeof Gaps>> => {
  const kind = kindOf(d, f.kind)
  const { from, to } = await both(d, kind, f.under)
  const within = f.under ? from.filter((n) => n.chain.includes(f.under as string)) : from
  const gaps = gapsOf(kind, within, to, await tiesOf(d, f.kind))
  const shown = [...gaps.served.slice(0, listed), ...gaps.serving.slice(0, listed)]
  const parties = await partiesOf(
    d,
    shown.map(({ node }) => node),
  )
  const lacks = (all: readonly Lacking[]) =>
    all.slice(0, listed).flatMap(({ node, has, lacks }) => {
      const party = parties.get(node.id)
      return party ? [{ party, has, lacks }] : []
    })
  const mine = managed(d)
  return {
    asks: kind.served.atLeast,
    // what stands above the caller's own units counts only what is below these: it is no figure of that unit
    units: [...gaps.byUnit]
      .map(([id, n]) => ({ id, ...n }))
      .filter(({ id }) => mine.includes(id) || to.some((n) => n.chain.slice(0, lowestOf(n, mine)).includes(id))),
    served: lacks(gaps.served),
    servedMore: Math.max(0, gaps.served.length - listed),
    serving: lacks(gaps.serving),
    servingMore: Math.max(0, gaps.serving.length - listed),
  }
})
const lowestOf = (node: Node, mine: readonly string[]) => node.chain.findLastIndex((id) => mine.includes(id)) + 1

export const CandidateFilter = z.object({ kind: Code, toId: z.uuid().optional(), fromId: z.uuid().optional() })
export const Candidates = z.object({
  items: z.array(z.object({ party: PartyRef, has: count, near: z.enum(nears) })),
})
const offered = 50

/** Who would fit beside this one, nearest first, then whoever has fewest. */
export const listCandidates = query(CandidateFilter, async (d, f): Promise<z.output<typeof Candidates>> => {
  const kind = kindOf(d, f.kind)
  const id = f.toId ?? f.fromId
  if (!id) throw new Refusal('not-found')
  const serving = f.toId !== undefined
  const [one] = await fitting(d, serving ? kind.to : kind.from, { ids: [id] })
  if (!one) throw new Refusal('not-found')
  const all = await fitting(d, serving ? kind.from : kind.to)
  const ties = await tiesOf(d, f.kind)
  const ledger = new Ledger(ties)
  const groups = groupsServed(serving ? await fitting(d, kind.to, { under: one.orgId }) : all, ties)
  const n = counted(ties, serving ? 'fromId' : 'toId')
  const ranked = all
    .flatMap((other) => {
      const [a, b] = serving ? [other, one] : [one, other]
      if (a.id === b.id || !matches(kind.match, a, b) || ledger.has({ fromId: a.id, toId: b.id }) || a.away) return []
      return [{ other, has: n.get(other.id) ?? 0, ...nearOf(a, b, groups) }]
    })
    .sort((x, y) => x.cost - y.cost || x.has - y.has)
    .slice(0, offered)
  const parties = await partiesOf(
    d,
    ranked.map((r) => r.other),
  )
  return {
    items: ranked.flatMap(({ other, has, near }) => {
      const party = parties.get(other.id)
      return party ? [{ party, has, near }] : []
    }),
  }
})

export const ProposalOut = z
  .object({
    rows: z.array(z.object({ from: PartyRef, to: PartyRef, near: z.enum(nears), has: count })),
    open: z.array(PartyRef).describe('Nobody who fits is left for these'),
    left: count,
  })
  .meta({ id: 'TieProposal' })
export const proposal = query(GapFilter, async (d, f): Promise<z.output<typeof ProposalOut>> => {
  const kind = kindOf(d, f.kind)
  const { from, to } = await both(d, kind, f.under)
  const ties = await tiesOf(d, f.kind)
  const { rows, open, left } = proposeTies(kind, from, to, ties, f.under)
  const byId = new Map([...from, ...to].map((node) => [node.id, node]))
  const asked = [...rows.flatMap((r) => [r.fromId, r.toId]), ...open].flatMap((id) => byId.get(id) ?? [])
  const parties = await partiesOf(d, asked)
  const party = (id: string) => parties.get(id) as PartyRef
  const n = counted(ties, 'fromId')
  return {
    rows: rows.map((r) => ({ from: party(r.fromId), to: party(r.toId), near: r.near, has: n.get(r.fromId) ?? 0 })),
    open: open.map(party),
    left,
  }
})

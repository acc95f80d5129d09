/** A whole desk handed over: what somebody holds in person, who takes it, one step a case. Nothing is left behind unsaid. */
import { z } from 'zod'
import { type Origin, writeAudit } from '../access/audit.ts'
import type { MemberActor } from '../access/caller.ts'
import { asSystem, command, type Doing, type House, query } from '../access/command.ts'
import { addDays, dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal, type RefusalCode } from '../kernel/errors.ts'
import { mayEnterFor } from '../registry/absences.ts'
import { peopleAt } from '../registry/people-at.ts'
import { beginTies, endTies } from '../registry/ties.ts'
import { openTo } from './lifecycle.ts'
import { summaries } from './lists.ts'
import { openStates } from './model.ts'
import { step } from './service.ts'
import { type CaseRow, caseColumns, factsOf, lockCase, orgsById } from './store.ts'
import { reading } from './summary.ts'

/** As many cases as one transaction moves; more is done in a second round, and the page says how many are left. */
const chunk = 500

export const Whose = z.object({ memberId: z.uuid() })
const Taking = z.object({
  kind: z.enum(['cases', 'households']),
  orgId: z.uuid().describe('The org at which the cases are held, or the village of the households'),
  toId: z.uuid(),
})
export const HandOver = Whose.extend({ takings: z.array(Taking).min(1).max(50) })

const heldCases = (d: Doing, memberId: string) =>
  d.tx
    .selectFrom('cases')
    .select(caseColumns)
    .where('holder_member_id', '=', memberId)
    .where('state', 'in', [...openStates])
    .orderBy('registered_at')
    .orderBy('id')
    .limit(chunk)
    .execute()

const heldHouseholds = (d: Doing, memberId: string) =>
  d.tx
    .selectFrom('ties')
    .innerJoin('households', (j) =>
      j
        .onRef('households.jurisdiction_id', '=', 'ties.jurisdiction_id')
        .onRef('households.id', '=', 'ties.household_id'),
    )
    .select([
      'ties.id',
      'ties.kind',
      'ties.seen_by',
      'ties.programme',
      'ties.reason',
      'ties.phone_to',
      'households.id as household_id',
      'households.village_id',
      'households.number',
      'households.village_group',
    ])
    .where('ties.member_id', '=', memberId)
    .where('ties.kind', '=', 'liaison')
    .where('ties.ends_on', 'is', null)
    .orderBy('households.number')
    .execute()

/** Whether the caller may hand this case over: the table says so, as for any step. */
const mayMove = async (d: Doing, row: CaseRow) =>
  openTo(d.caller.actor, factsOf(row, await orgsById(d.tx), reading(d)), d.at).some((s) => s.action === 'handOver')

/** Households are re-tied by whoever leads or oversees the village: the member who gives them away no longer sees them. */
const mayTie = async (d: Doing, villageId: string) =>
  mayEnterFor(d.caller.actor as MemberActor, d.house.scheme, [(await orgsById(d.tx)).get(villageId)?.chain ?? []])

/** What this member holds in person, as far as the caller sees it, by office; and who of the office could take it. */
export const previewHandOver = query(Whose, async (d, { memberId }) => {
  const member = await d.tx.selectFrom('members').select(['id', 'name']).where('id', '=', memberId).executeTakeFirst()
  if (!member) throw new Refusal('not-found')
  const orgs = await orgsById(d.tx)
  const rows = await heldCases(d, memberId)
  const households = await heldHouseholds(d, memberId)
  const groups = [
    ...(await grouped(d, 'cases', rows, (r) => r.holder_org_id ?? '', mayMove)),
    ...(await grouped(
      d,
      'households',
      households,
      (h) => h.village_id,
      (_, h) => mayTie(d, h.village_id),
    )),
  ]
  /** Cases are an office's, households a village's: 新桥村, not 新桥村党支部. */
  const nameOf = ({ kind, orgId }: { kind: string; orgId: string }) => {
    const org = orgs.get(orgId)
    const [name, nameEn] = kind === 'cases' ? [org?.name, org?.nameEn] : [org?.shortName, org?.shortNameEn]
    return { id: orgId, name: name ?? '', nameEn: nameEn ?? '' }
  }
  return {
    member,
    groups: await Promise.all(
      groups.map(async (g) => {
        const people = await peopleAt(d.house, d.tx, d.caller.jurisdictionId, g.orgId, d.at)
        const others = new Map(people.filter((p) => p.memberId !== memberId).map((p) => [p.memberId, p]))
        return {
          ...g,
          org: nameOf(g),
          receivers: [...others.values()].map((p) => ({ id: p.memberId, name: p.name, role: p.role })),
        }
      }),
    ),
    cases: await summaries(d, rows),
    households: households.map((h) => ({
      id: h.household_id,
      number: h.number,
      group: h.village_group,
      villageId: h.village_id,
    })),
    more: rows.length === chunk,
  }
})

async function grouped<T>(
  d: Doing,
  kind: 'cases' | 'households',
  rows: readonly T[],
  orgOf: (row: T) => string,
  may: (d: Doing, row: T) => Promise<boolean>,
) {
  const groups = new Map<string, { kind: typeof kind; orgId: string; n: number; movable: number }>()
  for (const row of rows) {
    const orgId = orgOf(row)
    const group = groups.get(orgId) ?? { kind, orgId, n: 0, movable: 0 }
    group.n++
    if (await may(d, row)) group.movable++
    groups.set(orgId, group)
  }
  return [...groups.values()]
}

/** What keeps one case where it is, and all others go on: the receiver may not see it, or it has just moved. */
const keeps: readonly RefusalCode[] = ['case.member-unknown', 'case.not-allowed', 'case.not-now', 'not-found']

/** Hands over. A case that cannot go to its receiver stays and is counted; refused where a receiver does not stand at the office. */
export const handOver = (from: Origin) =>
  command(HandOver, async (d, { memberId, takings }) => {
    const { jurisdictionId } = d.caller
    for (const { orgId, toId } of takings) {
      const people = await peopleAt(d.house, d.tx, jurisdictionId, orgId, d.at)
      if (toId === memberId || !people.some((p) => p.memberId === toId)) throw new Refusal('case.member-unknown')
    }
    const taker = (kind: 'cases' | 'households', orgId: string | null) =>
      takings.find((t) => t.kind === kind && t.orgId === orgId)?.toId
    const before = await heldCases(d, memberId)
    const moved: CaseRow[] = []
    for (const { id, holder_org_id } of before) {
      const toId = taker('cases', holder_org_id)
      const next = toId && (await handOne(d, id, memberId, toId))
      if (next) moved.push(next)
    }
    const households = await retie(d, memberId, (villageId) => taker('households', villageId))
    await writeAudit(d.tx, d.house, jurisdictionId, from, {
      kind: 'handed-over',
      memberId: (d.caller.actor as MemberActor).memberId,
      targetId: memberId,
      subject: `${moved.length}/${households.length}`,
    })
    d.house.nudge()
    const left = (await heldCases(d, memberId)).length
    return {
      cases: await summaries(d, moved),
      households,
      left: { cases: left, households: (await heldHouseholds(d, memberId)).length },
    }
  })

async function handOne(d: Doing, caseId: string, from: string, toId: string): Promise<CaseRow | undefined> {
  try {
    const row = await lockCase(d.tx, caseId)
    if (row.holder_member_id !== from) return undefined
    return await step(d, row, 'handOver', { memberId: toId })
  } catch (error) {
    // each of these is said before anything of the case is written
    if (error instanceof Refusal && keeps.includes(error.code)) return undefined
    throw error
  }
}

/** Ends the ties and begins them anew with who takes them; what only the one before was shown, is shown to the next instead. */
async function retie(d: Doing, from: string, toOf: (villageId: string) => string | undefined) {
  const today = dayOf(d.at)
  const taken: { tie: Awaited<ReturnType<typeof heldHouseholds>>[number]; toId: string }[] = []
  for (const tie of await heldHouseholds(d, from)) {
    const toId = toOf(tie.village_id)
    if (toId && (await mayTie(d, tie.village_id))) taken.push({ tie, toId })
  }
  // first the next one sees them: whoever hands over may see a household only through the tie that ends
  await beginTies(
    d,
    taken.map(({ tie, toId }) => ({
      kind: tie.kind,
      member_id: toId,
      household_id: tie.household_id,
      startsOn: today,
      seenBy: [...new Set([...tie.seen_by.filter((id) => id !== from), toId])],
      programme: tie.programme ?? undefined,
      reason: tie.reason ?? undefined,
      phoneTo: tie.phone_to,
    })),
  )
  // a tie begun today and ended today would overlap the next: it ended yesterday
  await endTies(
    d,
    taken.map(({ tie }) => tie.id),
    { endsOn: addDays(today, -1) },
  )
  return taken.map(({ tie, toId }) => ({
    id: tie.household_id,
    number: tie.number,
    group: tie.village_group,
    villageId: tie.village_id,
    toId,
  }))
}

/** How many open cases a member holds, for whoever keeps posts and reads no case: a number and nothing else. */
export const heldCount = (house: House, jurisdictionId: number, memberId: string): Promise<number> =>
  asSystem(house, { jurisdictionId, seen: [], job: 'clocks' }, async (d) => {
    const { n } = await d.tx
      .selectFrom('cases')
      .select((e) => e.fn.countAll<string>().as('n'))
      .where('holder_member_id', '=', memberId)
      .where('state', 'in', [...openStates])
      .executeTakeFirstOrThrow()
    return Number(n)
  })

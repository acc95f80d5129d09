/** Leave, entered and ended: by oneself, or by whoever leads or oversees the office, also for somebody who has fallen ill. */
import type { DatabaseError } from 'pg'
import { z } from 'zod'
import { unfit } from '../access/absence.ts'
import { type Origin, writeAudit } from '../access/audit.ts'
import type { MemberActor } from '../access/caller.ts'
import { command, type Doing, query } from '../access/command.ts'
import { coversOn, heldBy } from '../access/covers.ts'
import { holdersOn } from '../access/held-on.ts'
import { addDays, type Day, dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Programme } from '../programme/model.ts'
import { type Stood, standing, viewAbsences } from './absence-view.ts'

/** The furthest back a leave may begin that is entered afterwards, and the longest it lasts. */
const backDays = 31
const longestDays = 366

const RealDay = z.iso.date().refine((day) => day >= '1949-10-01' && day <= '2099-12-31', 'day')
export const NewAbsence = z.object({
  memberId: z.uuid().optional().describe('Left out: oneself'),
  standInId: z.uuid().optional().describe('Left out: nobody, and the post counts as vacant'),
  startsOn: RealDay,
  endsOn: RealDay.describe('The last day away'),
})

/** Posts of their own by which this actor leads or oversees an org. */
const leadingPosts = (actor: MemberActor, scheme: Programme) =>
  actor.appointments.filter((a) => !a.standsInFor && (scheme.roles[a.role]?.leads || a.may.includes('case.supervise')))

/** Whether this actor may enter leave for somebody at these orgs: by an own post that leads or oversees one of them. */
export const mayEnterFor = (actor: MemberActor, scheme: Programme, chains: readonly (readonly string[])[]) =>
  leadingPosts(actor, scheme).some((a) => chains.some((chain) => chain.includes(a.orgId)))

/** Refused with `absence.not-yours` for somebody of another office. */
async function postsOf(d: Doing, memberId: string, today: Day) {
  const actor = d.caller.actor as MemberActor
  const posts = await heldBy(d.tx, today, [memberId])
  const chains = posts.map((p) => p.chain)
  if (memberId !== actor.memberId && !mayEnterFor(actor, d.house.scheme, chains)) throw new Refusal('absence.not-yours')
  return posts
}

/** Enters a leave. */
export const enterAbsence = (from: Origin) =>
  command(NewAbsence, async (d, input): Promise<Stood> => {
    const actor = d.caller.actor as MemberActor
    const today = dayOf(d.at)
    const { startsOn, endsOn, standInId } = input
    const memberId = input.memberId ?? actor.memberId
    const tooFar = startsOn < addDays(today, -backDays) || startsOn > addDays(today, longestDays)
    if (endsOn < startsOn || endsOn < today || tooFar) throw new Refusal('absence.days', { days: backDays })
    if (endsOn > addDays(startsOn as Day, longestDays)) throw new Refusal('absence.too-long')
    const posts = await postsOf(d, memberId, today)
    // in the order of ids: two that name each other at one moment wait for one another, and do not lock each other out
    const both = [memberId, ...(standInId ? [standInId] : [])]
    await d.tx.selectFrom('members').select('id').where('id', 'in', both).orderBy('id').forUpdate().execute()
    if (standInId) {
      if (standInId === memberId) throw new Refusal('absence.stand-in-elsewhere')
      const wrong = unfit(posts, await heldBy(d.tx, today, [standInId]))
      if (wrong === 'officer') throw new Refusal('absence.officer')
      if (wrong) throw new Refusal('absence.stand-in-elsewhere')
      if ((await awayBetween(d, startsOn, endsOn)).has(standInId)) throw new Refusal('absence.stand-in-away')
    }
    const id = d.newId()
    const { jurisdictionId } = d.caller
    await d.tx
      .insertInto('absences')
      .values({
        jurisdiction_id: jurisdictionId,
        id,
        member_id: memberId,
        stand_in_id: standInId ?? null,
        starts_on: startsOn,
        ends_on: endsOn,
        entered_by: actor.memberId,
        entered_at: d.at,
      })
      .execute()
      .catch((error: DatabaseError) => {
        throw error.constraint === 'away_once' ? new Refusal('absence.overlaps') : error
      })
    await writeAudit(d.tx, d.house, jurisdictionId, from, {
      kind: 'absence-entered',
      memberId: actor.memberId,
      targetId: memberId,
      subject: `${startsOn}/${endsOn}`,
    })
    return one(d, id)
  })

/** Ends a leave today, or takes back one that has not begun. Refused with `absence.over` once it is. */
export const endAbsence = (from: Origin) =>
  command(z.object({ absenceId: z.uuid() }), async (d, { absenceId }): Promise<Stood> => {
    const actor = d.caller.actor as MemberActor
    const row = await d.tx
      .selectFrom('absences')
      .select(['member_id', 'ends_on', 'ended_at'])
      .where('id', '=', absenceId)
      .executeTakeFirst()
    if (!row) throw new Refusal('not-found')
    await postsOf(d, row.member_id, dayOf(d.at))
    if (row.ended_at || row.ends_on < dayOf(d.at)) throw new Refusal('absence.over')
    await d.tx
      .updateTable('absences')
      .set({ ended_at: d.at, ended_by: actor.memberId })
      .where('id', '=', absenceId)
      .execute()
    await writeAudit(d.tx, d.house, d.caller.jurisdictionId, from, {
      kind: 'absence-ended',
      memberId: actor.memberId,
      targetId: row.member_id,
    })
    return one(d, absenceId)
  })

async function one(d: Doing, id: string): Promise<Stood> {
  const [view] = await viewAbsences(d, (q) => q.where('absences.id', '=', id), new Map())
  if (!view) throw new Refusal('not-found')
  return view
}

/** Everyone who is away on some day of these. */
async function awayBetween(d: Doing, from: string, to: string): Promise<Set<string>> {
  const rows = await d.tx
    .selectFrom('absences')
    .select('member_id')
    .where('ended_at', 'is', null)
    .where('starts_on', '<=', to)
    .where('ends_on', '>=', from)
    .execute()
  return new Set(rows.map((r) => r.member_id))
}

const Nothing = z.object({})

/** My own leave, and that of those I stand in for: what the desk says on top of every page. */
export const myAbsences = query(Nothing, async (d) => {
  const { memberId } = d.caller.actor as MemberActor
  const covers = await coversOn(d.tx, dayOf(d.at))
  const of = (side: 'member_id' | 'stand_in_id') =>
    viewAbsences(d, (q) => q.where(side, '=', memberId).limit(50), covers)
  const [mine, asStandIn] = [await of('member_id'), await of('stand_in_id')]
  return {
    away: mine.find((a) => a.state === 'running') ?? null,
    standingIn: asStandIn.filter((a) => a.state === 'running' && standing(covers, a.member.id) === memberId),
    mine,
    asStandIn,
  }
})

/** Leave at the offices I lead or oversee, newest first: a year back at most, for it is no record of anybody. */
export const officeAbsences = query(Nothing, async (d) => {
  const { offices, people } = await office(d)
  const covers = await coversOn(d.tx, dayOf(d.at))
  const members = people.map((p) => p.id)
  const since = addDays(dayOf(d.at), -longestDays)
  return {
    offices,
    people,
    items: members.length
      ? await viewAbsences(
          d,
          (q) => q.where('member_id', 'in', members).where('ends_on', '>=', since).limit(200),
          covers,
        )
      : [],
  }
})

/** The orgs this actor leads or oversees by their own posts, and who stands there. */
async function office(d: Doing) {
  const own = leadingPosts(d.caller.actor as MemberActor, d.house.scheme)
  const offices = [...new Set(own.map((a) => a.orgId))]
  if (!offices.length) return { offices, people: [] }
  const people = await standingAt(d, offices)
  return { offices, people: people.map(({ id, name }) => ({ id, name })) }
}

/** Who may stand in for a member on these days: colleagues first, then those of the org above. */
export const standInsFor = query(NewAbsence.omit({ standInId: true }), async (d, input) => {
  const memberId = input.memberId ?? (d.caller.actor as MemberActor).memberId
  const posts = await postsOf(d, memberId, dayOf(d.at))
  const away = await awayBetween(d, input.startsOn, input.endsOn)
  const near = [...new Set(posts.flatMap((p) => p.chain.slice(0, 2)))]
  const people = near.length ? await standingAt(d, near) : []
  const ids = people.map((p) => p.id)
  const held = ids.length ? await heldBy(d.tx, dayOf(d.at), ids) : []
  const colleague = (orgId: string) => (posts.some((p) => p.orgId === orgId) ? 0 : 1)
  return {
    items: people
      .filter(
        (p) =>
          p.id !== memberId &&
          !unfit(
            posts,
            held.filter((h) => h.memberId === p.id),
          ),
      )
      .map((p) => ({ ...p, away: away.has(p.id) }))
      .sort((a, b) => Number(a.away) - Number(b.away) || colleague(a.orgId) - colleague(b.orgId)),
  }
})

const standingAt = async (d: Doing, orgs: readonly string[]) => {
  const rows = await holdersOn(d.tx, dayOf(d.at))
    .select(['members.id', 'members.name', 'appointments.org_id as orgId', 'appointments.role'])
    .where('appointments.org_id', 'in', [...orgs])
    .orderBy('members.name')
    .limit(500)
    .execute()
  // someone with two posts is one person
  return [...new Map(rows.map((r) => [r.id, r])).values()]
}

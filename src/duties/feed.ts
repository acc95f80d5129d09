/** The address a calendar program asks for what is due: one a member, whole in their hands alone, taken back at any time. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { MemberActor, MemberCaller } from '../access/caller.ts'
import { command, type Doing, doing, type House, query } from '../access/command.ts'
import type { Day } from '../kernel/calendar/day.ts'
import { sha256 } from '../kernel/crypto.ts'
import { Refusal } from '../kernel/errors.ts'
import { newBytes } from '../kernel/ids.ts'
import { t } from '../kernel/texts.ts'
import { calendarOf } from './ical.ts'
import type { DutyView } from './model.ts'
import { readCells, shownHere } from './read.ts'

const meOf = (d: Doing) => (d.caller.actor as MemberActor).memberId
export const FeedState = z.object({ since: z.iso.datetime().nullable() })
export const NewFeed = z.object({ path: z.string().describe('Shown this once: only its digest is kept') })

export const myFeed = query(z.object({}), async (d) => {
  const { rows } = await sql<{
    made_at: Date
  }>`select made_at from duty_feeds where jurisdiction_id = ${d.caller.jurisdictionId} and revoked_at is null`.execute(
    d.tx,
  )
  return { since: rows[0]?.made_at.toISOString() ?? null }
})

const end = (d: Doing) =>
  d.tx
    .updateTable('duty_feeds')
    .set({ revoked_at: d.at })
    .where('member_id', '=', meOf(d))
    .where('revoked_at', 'is', null)
    .execute()

/** A new address; the one before leads nowhere from then on. */
export const makeFeed = command(z.object({}), async (d) => {
  await end(d)
  const token = newBytes(24).toString('hex')
  await d.tx
    .insertInto('duty_feeds')
    .values({
      jurisdiction_id: d.caller.jurisdictionId,
      token_sha256: sha256(token),
      member_id: meOf(d),
      made_at: d.at,
    })
    .execute()
  return { path: `/api/v1/calendars/${token}` }
})

export const endFeed = command(z.object({}), async (d) => {
  await end(d)
  return { since: null }
})

export const Token = z.object({ token: z.string().regex(/^[0-9a-f]{48}$/) })
/** What is due to whoever this address was made for. Refused with `not-found` when it was taken back or never was. */
export async function calendarFor(house: House, jurisdictionId: number, token: string): Promise<string> {
  const { rows } = await house.db.transaction({ jurisdictionId, job: 'duties' }, (tx) =>
    sql<{ id: string }>`
      select m.id from duty_feeds f join members m on m.jurisdiction_id = f.jurisdiction_id and m.id = f.member_id
      where f.jurisdiction_id = ${jurisdictionId} and f.token_sha256 = ${sha256(token)} and f.revoked_at is null and m.active`.execute(
      tx,
    ),
  )
  const memberId = rows[0]?.id
  if (!memberId) throw new Refusal('not-found')
  const caller: MemberCaller = {
    jurisdictionId,
    language: 'zh-CN',
    actor: { kind: 'member', memberId, appointments: [], recused: [] },
  }
  return doing(house, caller, async (d) => {
    const cells = await readCells(d, shownHere(d, true), sql`p.subject_id = ${memberId}`)
    return calendarOf(t('zh-CN', 'duties.calendar.name'), cells.flatMap(dueOf), d.at)
  })
}

const dueOf = (c: DutyView) =>
  c.to && !['done', 'missed', 'not-set'].includes(c.standing)
    ? [
        {
          uid: `${c.programme}.${c.version}.${c.duty}.${c.period}@lianxin`,
          summary: t('zh-CN', 'duties.calendar.due', { duty: c.name }),
          on: (c.lastEntry ?? c.to) as Day,
        },
      ]
    : []

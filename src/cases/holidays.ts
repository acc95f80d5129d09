/** The notice of a year's days off: imported once, then provisional limits are counted again. What a resident was told never moves earlier. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Origin, writeAudit } from '../access/audit.ts'
import type { Caller } from '../access/caller.ts'
import { asSystem, command, type Doing, type House, query } from '../access/command.ts'
import { calendarEndsSoon } from '../kernel/calendar/calendar.ts'
import { Refusal } from '../kernel/errors.ts'
import { appending } from './appending.ts'
import { decide } from './decide.ts'
import { type Message, messagesFor, writeMessages } from './notices.ts'
import { type Appended, appendAll, type CaseRow, caseColumns, factsOf, link, orgsById } from './store.ts'
import { reading } from './summary.ts'

const Day = z.iso.date()
/** As the State Council's notice gives it: days off and weekend days worked instead, of one year. */
export const HolidayNotice = z.object({
  year: z.number().int().min(2000).max(2100),
  off: z.array(Day).min(5).max(60),
  work: z.array(Day).max(30),
  source: z.string().trim().min(4).max(200).describe('Title of the notice'),
})
export type HolidayNotice = z.output<typeof HolidayNotice>

const keep = (from: Origin) =>
  command(HolidayNotice, async (d, { year, off, work, source }) => {
    const astray = [...off, ...work].find((day) => !day.startsWith(`${year}-`))
    if (astray) throw new Refusal('calendar.other-year', { day: astray, year })
    const both = off.find((day) => work.includes(day))
    if (both) throw new Refusal('calendar.off-and-work', { day: both })
    const by = d.caller.actor.kind === 'member' ? d.caller.actor.memberId : null
    const row = { off_days: off, work_days: work, source, imported_at: d.at, imported_by: by }
    await d.tx
      .insertInto('calendar_years')
      .values({ jurisdiction_id: d.caller.jurisdictionId, year, ...row })
      .onConflict((c) => c.columns(['jurisdiction_id', 'year']).doUpdateSet(row))
      .execute()
    const entry = { kind: 'holidays', subject: String(year), ...(by && { memberId: by }) } as const
    await writeAudit(d.tx, d.house, d.caller.jurisdictionId, from, entry)
  })

/** Imports a notice, with a row in the audit trail, and counts again every limit that ran into the unknown. Says how many were counted and how many moved. */
export async function importHolidays(house: House, caller: Caller, notice: HolidayNotice, from: Origin = {}) {
  await keep(from)(house, caller, notice)
  await house.calendars.reload(caller.jurisdictionId)
  const done = await recountProvisional(house, caller.jurisdictionId)
  house.nudge()
  return { year: notice.year, ...done }
}

const batch = 200
const system = { kind: 'system' } as const

/** Counts provisional limits again, in batches, each case once. */
export async function recountProvisional(house: House, jurisdictionId: number) {
  let [counted, moved, after] = [0, 0, '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const done = await asSystem(house, { jurisdictionId, seen: [], job: 'clocks' }, (d) => recountBatch(d, after))
    counted += done.counted
    moved += done.moved
    if (!done.last) return { counted, moved }
    after = done.last
  }
}

async function recountBatch(d: Doing, after: string) {
  const rows = await d.tx
    .selectFrom('cases')
    .select(caseColumns)
    .where('jurisdiction_id', '=', d.caller.jurisdictionId)
    .where((w) => w.or([w('due_provisional', '=', true), w('statutory_provisional', '=', true)]))
    .where((w) => w.or([w('due_at', 'is not', null), w('statutory_due_at', 'is not', null)]))
    .where('id', '>', after)
    .orderBy('id')
    .limit(batch)
    .forUpdate()
    .execute()
  if (!rows.length) return { counted: 0, moved: 0, last: null }
  const orgs = await orgsById(d.tx)
  const rules = reading(d)
  const done: Appended[] = []
  const messages: Message[] = []
  let moved = 0
  for (const row of rows) {
    const decision = decide(factsOf(row, orgs, rules), 'recount', {}, { actor: system, at: d.at }, rules)
    // still unknown: nothing to say yet
    const { dueProvisional, statutory } = decision.after
    if (dueProvisional === row.due_provisional && (statutory?.provisional ?? false) === row.statutory_provisional)
      continue
    const one = link(row, appending(row, decision, orgs, { actor: system, orgId: null, at: d.at }))
    done.push(one)
    const next = { ...row, ...one.set } as CaseRow
    if (next.promised_at?.getTime() === row.promised_at?.getTime()) continue
    moved++
    messages.push(...messagesFor(d, next, decision))
  }
  await appendAll(d.tx, done)
  await writeMessages(d, messages)
  return { counted: done.length, moved, last: rows.at(-1)?.id ?? null }
}

/** Which years are known here, how many limits are provisional, and whether the data end within three months. */
export const calendarState = query(z.object({}), async (d) => {
  const calendar = d.house.calendars.of(d.caller.jurisdictionId)
  const imported = await d.tx
    .selectFrom('calendar_years')
    .select(['year', 'source', 'imported_at'])
    .orderBy('year')
    .execute()
  const open = await sql<{
    n: number
  }>`select count(*)::int as n from cases where due_provisional and due_at is not null`.execute(d.tx)
  return {
    lastKnownYear: calendar.lastKnownYear,
    endsSoon: calendarEndsSoon(calendar, d.at),
    provisional: open.rows[0]?.n ?? 0,
    imported: imported.map((r) => ({ year: r.year, source: r.source, at: r.imported_at.toISOString() })),
  }
})

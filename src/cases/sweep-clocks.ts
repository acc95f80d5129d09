/** What the system does by itself when a clock runs: reminds, moves up, takes back in hand, raises alarms, asks once more. Oldest first, never cut. */
import { sql } from 'kysely'
import { unattended } from '../access/absence.ts'
import { asSystem, type Doing, type House } from '../access/command.ts'
import { coversOn } from '../access/covers.ts'
import { heldOn } from '../access/held-on.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { noteChanges } from '../kernel/live/changes.ts'
import { appending } from './appending.ts'
import { duties, type Wake, wakeAt } from './clocks.ts'
import { decide } from './decide.ts'
import { type Action, type Facts, openTo } from './lifecycle.ts'
import {
  type Message,
  messagesFor,
  type Notice,
  noticesFor,
  remindersFor,
  writeMessages,
  writeNotices,
} from './notices.ts'
import { type Appended, appendAll, type CaseRow, caseColumns, changeOf, factsOf, link, orgsById } from './store.ts'
import { reading } from './summary.ts'
import type { Reminder } from './vocabulary.ts'

const batch = 500
const system = { kind: 'system' } as const

/** Which of the system's own steps may follow when this is due; the table says which of them is open, and at most one ever is. */
const stepsFor: Partial<Record<Wake, readonly Action[]>> = {
  statute: ['lateUnaccepted', 'lateInHand', 'lateDispatched', 'lateAtTop'],
  due: ['lateUnaccepted', 'lateInHand', 'lateLinked', 'lateDispatched', 'lateAtTop', 'waitOver', 'comeBack'],
  open: ['unopened'],
  later: ['askLater'],
}
/** A mark on the row: something was told, nothing has happened to the case, and no clock has moved. */
type Mark = { id: string; reminded: number; contact_missed: boolean; statutory_reminded: number; wake_at: Date | null }

/**
 * Deals with what is due in one jurisdiction, a batch in a transaction of its own, and says how many cases it woke. Rows are locked and
 * skipped where another process has them: many sweeps may run at once, and each case is dealt with once.
 */
export const sweepClocks = (house: House, jurisdictionId: number, most = batch): Promise<number> =>
  asSystem(house, { jurisdictionId, seen: [], job: 'clocks' }, (d) => sweepBatch(d, most))

/**
 * The policies on cases are taken for far choosier than they are here, so that PostgreSQL would gather and sort everything due for the sake
 * of a few rows: with many late, every batch would read them all. In the index they stand in order already.
 */
export const inOrderOfTheIndex = 'set local enable_bitmapscan = off'

async function sweepBatch(d: Doing, most: number): Promise<number> {
  await sql.raw(inOrderOfTheIndex).execute(d.tx)
  const rows = await d.tx
    .selectFrom('cases')
    .select(caseColumns)
    .where('jurisdiction_id', '=', d.caller.jurisdictionId)
    .where('wake_at', '<=', d.at)
    .orderBy('wake_at')
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  if (!rows.length) return 0
  const orgs = await orgsById(d.tx)
  const rules = reading(d)
  const staffed = await staffedOrgs(d)
  const opened = await openedDispatches(d, rows)
  const done: Appended[] = []
  const marks: Mark[] = []
  const notices: Notice[] = []
  const messages: Message[] = []
  const reminded: CaseRow[] = []
  for (const row of rows) {
    const facts = withStaff(factsOf(row, orgs, rules), staffed)
    const due = duties(facts, rules).filter((duty) => duty.at <= d.at)
    const action = due
      .flatMap(({ what }) => stepsFor[what] ?? [])
      .find((a) => canTake(facts, a, d.at, opened.has(row.id)))
    if (action) {
      const decision = decide(facts, action, {}, { actor: system, at: d.at }, rules)
      const one = link(row, appending(row, decision, orgs, { actor: system, orgId: null, at: d.at }))
      done.push(one)
      const next = { ...row, ...one.set } as CaseRow
      notices.push(...(await noticesFor(d, row, next, decision)))
      messages.push(...messagesFor(d, next, decision))
      continue
    }
    const marked = mark(facts, due, opened.has(row.id), rules.scheme.remindAt)
    if (marked.reminders.length) reminded.push(row)
    for (const reminder of marked.reminders) notices.push(...(await remindersFor(d, row, reminder)))
    const { reminders: _, ...now } = marked
    marks.push({
      id: row.id,
      reminded: now.reminded,
      contact_missed: now.contactMissed,
      statutory_reminded: now.statutory?.reminded ?? 0,
      wake_at: wakeAt({ ...facts, ...now }, rules),
    })
  }
  await appendAll(d.tx, done)
  await writeMarks(d, marks)
  noteChanges(
    d.tx,
    reminded.map((row) => changeOf(row, null)),
  )
  await writeNotices(d, notices)
  await writeMessages(d, messages)
  return rows.length
}

/** Levels with nobody in post are passed over: what goes up arrives at somebody. */
const withStaff = (facts: Facts, staffed: ReadonlySet<string>): Facts => ({
  ...facts,
  ladder: Object.fromEntries(Object.entries(facts.ladder).filter(([, org]) => staffed.has(org))),
})

const canTake = (facts: Facts, action: Action, at: Date, opened: boolean) =>
  !(action === 'unopened' && opened) && openTo(system, facts, at).some((s) => s.action === action)

/** What was told without a step: the row remembers, so that it is told once. */
function mark(facts: Facts, due: readonly { what: Wake }[], opened: boolean, remindAt: readonly number[]) {
  const reminders: Reminder[] = []
  let { reminded, contactMissed, alarmedAt, openBy, statutory } = facts
  const whats = new Set(due.map((duty) => duty.what))
  if (whats.has('due')) {
    // nothing of ours to move: a verdict is awaited, and somebody calls
    if (facts.clock === 'verdict' && facts.reachable) reminders.push('call-due')
    reminded = 100
  } else if (whats.has('remind')) {
    reminded = passedShare(reminded, due, 'remind', remindAt)
    reminders.push(reminded >= 75 ? 'due-soon' : 'half-used')
  }
  if (statutory && whats.has('statute')) {
    // nothing left to move: those above are told, once
    statutory = { ...statutory, reminded: 100 }
    reminders.push('statute-late')
  } else if (statutory && whats.has('statute-remind')) {
    statutory = { ...statutory, reminded: passedShare(statutory.reminded, due, 'statute-remind', remindAt) }
    reminders.push('statute-soon')
  }
  if (whats.has('contact')) {
    contactMissed = true
    reminders.push('contact-missed')
  }
  if (whats.has('open') && opened) openBy = null
  return { reminders, reminded, contactMissed, alarmedAt, openBy, statutory }
}

/** The furthest of the scheme's shares that has passed. */
function passedShare(told: number, due: readonly { what: Wake }[], what: Wake, remindAt: readonly number[]): number {
  const next = remindAt.map((share) => share * 100).filter((share) => share > told)
  const passed = due.filter((duty) => duty.what === what).length
  return next.sort((a, b) => a - b)[passed - 1] ?? told
}

async function writeMarks(d: Doing, marks: readonly Mark[]) {
  if (!marks.length) return
  const { jurisdictionId } = d.caller
  await sql`update cases set reminded = m.reminded, contact_missed = m.contact_missed,
      statutory_reminded = m.statutory_reminded, wake_at = m.wake_at
    from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m (id uuid, reminded smallint, contact_missed boolean,
      statutory_reminded smallint, wake_at timestamptz)
    where cases.jurisdiction_id = ${jurisdictionId} and cases.id = m.id`.execute(d.tx)
}

/** Orgs where somebody is there today who may take a case in hand: a post whose holder is on leave is vacant, unless somebody stands in. */
async function staffedOrgs(d: Doing): Promise<Set<string>> {
  const today = dayOf(d.at)
  const roles = Object.entries(d.house.scheme.roles)
    .filter(([, rules]) => rules.may.some((p) => p === 'case.triage' || p === 'case.handle'))
    .map(([role]) => role)
  const posts = await d.tx
    .selectFrom('appointments')
    .innerJoin('members', (j) =>
      j
        .onRef('members.jurisdiction_id', '=', 'appointments.jurisdiction_id')
        .onRef('members.id', '=', 'appointments.member_id'),
    )
    .select(['appointments.org_id', 'appointments.member_id'])
    .distinct()
    .where('members.active', '=', true)
    .where('appointments.role', 'in', roles)
    .where(heldOn(today))
    .execute()
  const covers = await coversOn(d.tx, today)
  return new Set(posts.filter((p) => !unattended(covers, p.member_id)).map((p) => p.org_id))
}

/** Dispatched cases that somebody has opened for the department since: a look leaves its trace. */
async function openedDispatches(d: Doing, rows: readonly CaseRow[]): Promise<Set<string>> {
  const ids = rows.filter((r) => r.state === 'dispatched').map((r) => r.id)
  if (!ids.length) return new Set()
  const looks = await d.tx
    .selectFrom('case_reads as r')
    .innerJoin('cases as c', (j) =>
      j
        .onRef('c.jurisdiction_id', '=', 'r.jurisdiction_id')
        .onRef('c.id', '=', 'r.case_id')
        .onRef('c.holder_org_id', '=', 'r.org_id')
        .onRef('c.clock_started_at', '<=', 'r.at'),
    )
    .select('r.case_id')
    .distinct()
    .where('r.case_id', 'in', ids)
    .execute()
  return new Set(looks.map((l) => l.case_id))
}

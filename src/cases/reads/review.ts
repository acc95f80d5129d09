/** Unusual reading, for the county office: findings with their numbers, and what was noted of them. Advice; nothing is barred. */
import { z } from 'zod'
import { type Caller, type MemberActor, scopeOf } from '../../access/caller.ts'
import { command, type Doing, type House } from '../../access/command.ts'
import { addDays, type Day, dayOf, endOfDay, startOfDay } from '../../kernel/calendar/deadline.ts'
import { Refusal } from '../../kernel/errors.ts'
import { storable } from '../../kernel/storable.ts'
import { Id } from '../model.ts'
import { orgsById } from '../store.ts'
import { names, orgRef } from '../summary.ts'
import { OrgRef, PersonRef } from '../views.ts'
import { casesBehind, listReadingDays, listRereads } from './review-store.ts'
import { roleAt } from './role-at.ts'
import { type Finding, rules, thresholds, unusual } from './unusual.ts'

const CaseLink = z.object({ id: Id, number: z.string() })
const Note = z.object({ at: z.iso.datetime(), by: PersonRef.nullable(), note: z.string() })
export const UnusualReading = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  items: z.array(
    z
      .object({
        key: z.string(),
        rule: z.enum(rules),
        day: z.iso.date(),
        n: z.number().int(),
        usual: z.number().nullable().describe('What is usual for this member: the median of their days before'),
        limit: z.number().int().nullable(),
        member: PersonRef,
        org: OrgRef.nullable(),
        role: z.string().nullable(),
        cases: z.array(CaseLink).describe('The first few of them that you may see'),
        own: z.boolean().describe('Your own reading: another notes it'),
        notes: z.array(Note),
      })
      .meta({ id: 'ReadingFinding' }),
  ),
})

export const ReviewPeriod = z.object({ days: z.coerce.number().int().min(1).max(31).default(7) })
/** What is usual is taken from this many days before the period. */
const daysBefore = 28
const mostFindings = 100
const mostCases = 12

/** As `command`, in a transaction that also sees who read what. */
const reviewing =
  <S extends z.ZodType, R>(schema: S, run: (d: Doing, input: z.output<S>) => Promise<R>) =>
  (house: House, caller: Caller, input: z.input<S>): Promise<R> =>
    house.db.transaction({ ...scopeOf(caller), job: 'reviews' }, (tx) => command(schema, run)(house, caller, input, tx))

/** Everyone who ever stood at the orgs the caller reviews, or below them. */
async function membersInReach(d: Doing): Promise<string[]> {
  const orgs = await orgsById(d.tx)
  const actor = d.caller.actor as MemberActor
  const mine = actor.appointments.filter((a) => a.may.includes('reads.review')).map((a) => a.orgId)
  const below = [...orgs.values()].filter((o) => o.chain.some((id) => mine.includes(id))).map((o) => o.id)
  const rows = below.length
    ? await d.tx.selectFrom('appointments').select('member_id').distinct().where('org_id', 'in', below).execute()
    : []
  return rows.map((r) => r.member_id)
}

/** Five o'clock of the day: where a day of reading begins. */
const morningOf = (day: Day) => new Date(startOfDay(day).getTime() + 5 * 3_600_000)

/** What was unusual in the last days, newest first. */
export const unusualReading = reviewing(ReviewPeriod, async (d, { days }) => {
  const to = dayOf(d.at)
  const from = addDays(to, 1 - days)
  const members = await membersInReach(d)
  const [earliest, start, end] = [morningOf(addDays(from, -daysBefore)), morningOf(from), endOfDay(to)]
  const before = await listReadingDays(d.tx, members, earliest, start)
  const within = await listReadingDays(d.tx, members, start, end)
  const rereads = await listRereads(d.tx, members, start, end, thresholds.again.from)
  const found = unusual(within, before, rereads, { revealsPerDay: d.house.scheme.reveals.perDay })
  return { from, to, items: await inWords(d, found.slice(0, mostFindings)) }
})

async function inWords(d: Doing, found: readonly Finding[]) {
  const orgs = await orgsById(d.tx)
  const notes = await notesOf(
    d,
    found.map((f) => f.key),
  )
  const people = await names(d, [...found.map((f) => f.memberId), ...notes.map((n) => n.member_id)])
  const person = (id: string) => ({ id, name: people.get(id) ?? '' })
  const roles = await roleAt(
    d,
    found.map((f) => f.memberId),
  )
  const behind = new Map<string, readonly string[]>()
  for (const f of found) behind.set(f.key, f.caseId ? [f.caseId] : await casesBehind(d.tx, f, mostCases))
  const cases = await visible(d, [...new Set([...behind.values()].flat())])
  return found.map((f) => {
    const ids = behind.get(f.key) ?? []
    return {
      key: f.key,
      rule: f.rule,
      day: f.day,
      n: f.n,
      usual: f.usual,
      limit: f.limit,
      member: person(f.memberId),
      org: orgRef(orgs, f.orgId),
      role: roles(f.memberId, f.orgId, endOfDay(f.day as Day)),
      cases: cases.filter((c) => ids.includes(c.id)),
      own: f.memberId === (d.caller.actor as MemberActor).memberId,
      notes: notes
        .filter((n) => n.finding === f.key)
        .map((n) => ({ at: n.at.toISOString(), by: person(n.member_id), note: n.note })),
    }
  })
}

/** Of these cases, those the reviewer's own scope shows. */
const visible = (d: Doing, ids: readonly string[]) =>
  ids.length
    ? d.tx.selectFrom('cases').select(['id', 'number']).where('id', 'in', ids).orderBy('number').execute()
    : Promise.resolve([])

const notesOf = (d: Doing, keys: readonly string[]) =>
  keys.length
    ? d.tx
        .selectFrom('read_notes')
        .select(['finding', 'at', 'member_id', 'note'])
        .where('finding', 'in', keys)
        .orderBy('at')
        .execute()
    : Promise.resolve([])

const key = new RegExp(`^(${rules.join('|')})/([0-9a-f-]{36})/(\\d{4}-\\d{2}-\\d{2}|[0-9a-f-]{36})$`)
export const ReadingNote = z.object({
  finding: z.string().regex(key, 'code'),
  note: z.string().overwrite(storable).trim().min(1).max(500),
})

/** Notes that a finding has been looked into. Refused with `case.not-allowed` for one's own reading, `not-found` out of reach. */
export const noteReading = reviewing(ReadingNote, async (d, { finding, note }) => {
  const about = key.exec(finding)?.[2] ?? ''
  const { memberId } = d.caller.actor as MemberActor
  if (!(await membersInReach(d)).includes(about)) throw new Refusal('not-found')
  if (about === memberId) throw new Refusal('case.not-allowed')
  await d.tx
    .insertInto('read_notes')
    .values({
      jurisdiction_id: d.caller.jurisdictionId,
      id: d.newId(),
      at: d.at,
      member_id: memberId,
      finding,
      about_member_id: about,
      note,
    })
    .execute()
  return { at: d.at.toISOString() }
})

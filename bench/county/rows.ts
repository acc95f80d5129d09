/** Lives as rows for COPY: cases with their events and words, receipts, what finds them. */
import { gramsOf } from '../../src/cases/search/grams.ts'
import { periodSize, tsvector } from '../../src/cases/search/periods.ts'
import { newId } from '../../src/kernel/ids.ts'
import { line } from '../copy.ts'
import { addChain, chainColumns } from './chain.ts'
import { lifeOf } from './life.ts'
import { jurisdictionId as j, type Town, type Village } from './place.ts'

export const columns = {
  cases:
    'jurisdiction_id id number village_id place channel resident_id registrar_id registered_at opening category nature extent urgency state level holder_org_id holder_member_id lead_org_id clock clock_started_at due_at promised_at wake_at outcome ended_at resolved satisfied verdict_at sent_back reopened handlers contact_due_at contacted_at contact_unit answers answered_at answer_unit first_contact_due_at first_contacted_at first_resolved first_satisfied first_verdict_at first_entered version head changed_at seen_by',
  case_receipts:
    'jurisdiction_id number case_id client_key request_digest due_at due_provisional event_hash created_at',
  ...chainColumns,
  case_search: 'jurisdiction_id case_id version period registered_at grams seen_by',
} as const
type Rows = Record<keyof typeof columns, string[]>

const when = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const list = (ids: readonly string[]) => `{${ids.join(',')}}`
const noDigest = Buffer.alloc(32)

/** Adds the rows of one life; the leaves of its events come back, in order, with the case's id. */
export function addLife(rows: Rows, n: number, at: number, now: number, town: Town, village: Village, words: boolean) {
  const life = lifeOf(n, at, now, town, village)
  const id = newId(new Date(at))
  const number = `LX-B${String(n).padStart(9, '0')}`
  const [register, ...later] = life.events
  if (!register) throw new Error('a life begins with its request')
  const happened = [{ ...register, data: { ...register.data, number } }, ...later]
  const { leaves, first, head } = addChain(rows, id, happened)
  const registered = when(at)
  const due = when(life.due)
  const verdict = when(life.verdictAt)
  const answered = when(life.answeredAt)
  const contacted = when(life.contacted)
  const contactDue = when(life.contactDue)
  rows.cases.push(
    line([
      j,
      id,
      number,
      village.id,
      life.place,
      life.channel,
      life.resident,
      life.registrar,
      registered,
      life.opening,
      life.category,
      life.nature,
      life.category && 'individual',
      life.urgency,
      life.state,
      life.level,
      life.holder,
      life.holderMember,
      life.lead,
      life.clock,
      life.clock && registered,
      due,
      due ?? registered,
      // what is late already was moved up before: it wakes when the day is over
      life.due === null ? null : when(life.due > now ? life.due : now + 86_400_000),
      life.outcome,
      when(life.endedAt),
      life.resolved,
      life.satisfied,
      verdict,
      life.sentBack,
      life.reopened,
      list(life.handlers),
      contactDue,
      contacted,
      contacted && life.unit,
      answered ? 1 : 0,
      answered,
      answered && life.unit,
      answered && contactDue,
      answered && contacted,
      life.resolved,
      life.satisfied,
      verdict,
      life.resolved && 'self',
      life.events.length,
      head,
      when(life.changedAt),
      list(life.seen),
    ]),
  )
  rows.case_receipts.push(line([j, number, id, `county-${n}`, noDigest, due ?? registered, false, first, registered]))
  if (words) {
    const of = { id, jurisdiction_id: j, period: Math.floor(n / periodSize), seen_by: life.seen }
    const said = [life.place, village.name, ...life.events.flatMap((e) => Object.values(e.texts))]
    rows.case_search.push(
      line([j, id, life.events.length, of.period, registered, tsvector(of, gramsOf(said)), list(life.seen)]),
    )
  }
  return { id, leaves }
}

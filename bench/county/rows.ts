/** Lives as rows for COPY: hash-chained events, words with their salted hashes, receipts. Every hash is right. */
import { digestOf, genesis, hashOf } from '../../src/cases/log.ts'
import { leafOf } from '../../src/cases/public-log/leaf.ts'
import type { Json } from '../../src/kernel/canonical.ts'
import { newBytes, newId } from '../../src/kernel/ids.ts'
import { line } from '../copy.ts'
import { lifeOf } from './life.ts'
import { jurisdictionId as j, type Town, type Village } from './place.ts'

export const columns = {
  cases:
    'jurisdiction_id id number village_id place channel resident_id registrar_id registered_at opening category nature extent urgency state level holder_org_id holder_member_id lead_org_id clock clock_started_at due_at promised_at wake_at outcome ended_at resolved satisfied verdict_at sent_back reopened handlers contact_due_at contacted_at contact_unit answers answered_at answer_unit first_contact_due_at first_contacted_at first_resolved first_satisfied first_verdict_at first_entered version head changed_at seen_by',
  case_receipts:
    'jurisdiction_id number case_id client_key request_digest due_at due_provisional event_hash created_at',
  case_events: 'jurisdiction_id case_id seq type audience at actor_kind member_id org_id data prev hash',
  case_texts: 'jurisdiction_id case_id seq field body salt',
} as const
export type Table = keyof typeof columns
export type Rows = Record<Table, string[]>
export const noRows = (): Rows => ({ cases: [], case_receipts: [], case_events: [], case_texts: [] })

const when = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const list = (ids: readonly string[]) => `{${ids.join(',')}}`
const noDigest = Buffer.alloc(32)

/** Adds the rows of one life; the leaves of its events come back, in order, with the case's id. */
export function addLife(rows: Rows, n: number, at: number, now: number, town: Town, village: Village) {
  const life = lifeOf(n, at, now, town, village)
  const id = newId(new Date(at))
  const number = `LX-B${String(n).padStart(9, '0')}`
  const leaves: Buffer[] = []
  let head: Buffer = genesis
  let first: Buffer = genesis
  for (const [i, e] of life.events.entries()) {
    const seq = i + 1
    const data: Record<string, Json> = seq === 1 ? { ...e.data, number } : e.data
    for (const [field, body] of Object.entries(e.texts)) {
      const salt = newBytes(16)
      data[field] = { sha256: digestOf(body, salt) }
      rows.case_texts.push(line([j, id, seq, field, body, salt]))
    }
    const happened = new Date(e.at)
    const actorKind = e.memberId ? ('member' as const) : ('resident' as const)
    const { type, memberId, orgId } = e
    const facts = { jurisdictionId: j, caseId: id, seq, type, audience: 'everyone' as const, at: happened }
    const hash = hashOf(head, { ...facts, actorKind, memberId, orgId }, data)
    rows.case_events.push(
      line([j, id, seq, type, 'everyone', happened, actorKind, memberId, orgId, JSON.stringify(data), head, hash]),
    )
    leaves.push(leafOf(hash))
    head = hash
    if (seq === 1) first = hash
  }
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
  return { id, leaves }
}

/** What the figures keep of a case: its first contact and its first answer with the verdict on it. A second try changes none of it. Pure. */
import type { Standing } from './decide.ts'
import type { Rate } from './vocabulary.ts'

type Row = {
  state: string
  holder_org_id: string | null
  satisfied: string | null
  contact_due_at: Date | null
  contact_missed: boolean
  contact_unit: string | null
  answers: number
  answer_unit: string | null
  first_verdict_at: Date | null
}
/** A step taken: when, where the case stands afterwards, and the grade if it gave one. */
type Taken = {
  readonly type: string
  readonly at: Date
  readonly after: Standing
  readonly row?: { satisfied?: string | null }
}
/** Columns of `cases`, as this step sets them. */
type Kept = {
  answers?: number
  answered_at?: Date
  answer_unit?: string | null
  answered_with_lead?: boolean
  first_contact_due_at?: Date | null
  first_contacted_at?: Date | null
  contact_unit?: string | null
  first_resolved?: string | null
  first_satisfied?: string | null
  first_verdict_at?: Date
  first_doubt?: string | null
  first_entered?: 'self' | 'call'
  first_later_asked_at?: Date
  first_later?: string | null
}

/** Who entered a verdict: the resident, or somebody who called them. */
const entered: Readonly<Record<string, 'self' | 'call'>> = {
  confirm: 'self',
  dispute: 'self',
  confirmByCall: 'call',
  disputeByCall: 'call',
}

/** Whoever had the case when first contact was made or its limit ran out; before either, nobody is counted. */
const contactUnit = (row: Row) => row.contact_unit ?? (row.contact_missed ? row.holder_org_id : null)

/** The org these figures count the case for, or null while it enters none of them. */
export const unitOf = (row: Row, rate: Rate): string | null =>
  rate === 'response' ? contactUnit(row) : row.answer_unit
export const countedUnits = (row: Row): string[] => [
  ...new Set([contactUnit(row), row.answer_unit].filter((id) => id !== null)),
]

/** What this step adds to the first round. */
export function firstRound(row: Row, e: Taken): Kept {
  const { after } = e
  const isAnswer = after.state === 'answered' && row.state !== 'answered'
  return {
    ...contact(row, e),
    ...(isAnswer && { answers: row.answers + 1 }),
    ...(isAnswer &&
      row.answers === 0 && {
        answered_at: e.at,
        answer_unit: row.holder_org_id,
        answered_with_lead: e.type === 'answerWithLead',
        first_contact_due_at: after.contactDueAt,
        first_contacted_at: after.contactedAt,
      }),
    ...(row.answers === 1 && verdict(row, e)),
  }
}

function contact(row: Row, { after, at }: Taken): Kept {
  if (row.contact_due_at === null || row.contact_unit !== null) return {}
  return after.contactedAt !== null || at > row.contact_due_at ? { contact_unit: row.holder_org_id } : {}
}

/** The day of a verdict is the day it was first given; what it says is what it says last, until there is a second answer. */
function verdict(row: Row, { type, after, at, row: set }: Taken): Kept {
  const by = entered[type]
  if (by)
    return {
      first_resolved: after.resolved,
      first_satisfied: set?.satisfied === undefined ? row.satisfied : set.satisfied,
      first_verdict_at: row.first_verdict_at ?? at,
      first_doubt: after.doubt,
      first_entered: by,
    }
  if (type === 'askLater') return { first_later_asked_at: at }
  return type === 'stillSettled' || type === 'notSettled' ? { first_later: after.later } : {}
}

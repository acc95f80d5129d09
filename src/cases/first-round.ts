/** What the figures keep of a case: its first contact and its first answer with the verdict on it. A second try changes none of it. Pure. */
import type { Appending, CaseRow } from './store.ts'
import type { Rate } from './vocabulary.ts'

/** Who entered a verdict: the resident, or somebody who called them. */
const entered: Readonly<Record<string, 'self' | 'call'>> = {
  confirm: 'self',
  dispute: 'self',
  confirmByCall: 'call',
  disputeByCall: 'call',
}

/** Whoever had the case when first contact was made or its limit ran out; before either, nobody is counted. */
const contactUnit = (row: CaseRow) => row.contact_unit ?? (row.contact_missed ? row.holder_org_id : null)

/** The org these figures count the case for, or null while it enters none of them. */
export const unitOf = (row: CaseRow, rate: Rate): string | null =>
  rate === 'response' ? contactUnit(row) : row.answer_unit
export const countedUnits = (row: CaseRow): string[] => [
  ...new Set([contactUnit(row), row.answer_unit].filter((id) => id !== null)),
]

/** What this step adds to the first round. */
export function firstRound(row: CaseRow, e: Appending): Partial<CaseRow> {
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

function contact(row: CaseRow, { after, at }: Appending): Partial<CaseRow> {
  if (row.contact_due_at === null || row.contact_unit !== null) return {}
  return after.contactedAt !== null || at > row.contact_due_at ? { contact_unit: row.holder_org_id } : {}
}

/** The day of a verdict is the day it was first given; what it says is what it says last, until there is a second answer. */
function verdict(row: CaseRow, { type, after, at, row: set }: Appending): Partial<CaseRow> {
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

/** From what was chosen on the triage screen to the lifecycle's own steps, in the order in which they are taken. Decides nothing about who may. */
import type { CaseView, InboxItem } from '../api.ts'
import { type Action, stepOf } from '../case/actions.ts'

/** What becomes of a case at triage: stays here, goes to a department, goes up, joins another; or is signed for. */
export const ways = ['dispatch', 'keep', 'escalate', 'link', 'receive'] as const
export type Way = (typeof ways)[number]
export type Sheet = {
  category?: string | undefined
  nature?: string | undefined
  urgency: 'ordinary' | 'urgent'
  extent: 'individual' | 'common'
  way?: Way | undefined
  department?: string | undefined
  person?: string | undefined
  /** Absent: the scheme's usual day, which follows the urgency. */
  day?: string | undefined
  standard?: string | undefined
  reason?: string | undefined
  lead?: string | undefined
}
export const choiceRows = ['category', 'nature', 'way', 'department', 'person', 'lead'] as const
export type Row = (typeof choiceRows)[number]
export const needed = [...choiceRows, 'day', 'standard', 'reason'] as const
export type Need = (typeof needed)[number]
export type Turn = { readonly action: Action; readonly input: Record<string, unknown> }

type Case = Pick<
  CaseView,
  'state' | 'level' | 'may' | 'category' | 'nature' | 'urgency' | 'extent' | 'holder' | 'holderMember'
>

/** What waits at triage: not accepted yet, to be signed for, or back in the office's hands with nobody in it on it. */
export const waitsHere = (i: Pick<InboxItem, 'waits' | 'state' | 'level' | 'holderMember'>) =>
  i.waits === 'decide' ||
  (i.waits === 'act' && ['in-hand', 'reopened'].includes(i.state) && i.level !== 'member' && !i.holderMember)

export const sheetOf = (c: Case, open: readonly Way[], usual: Pick<Sheet, 'nature'> = {}): Sheet => ({
  category: c.category ?? undefined,
  nature: c.nature ?? usual.nature,
  urgency: c.urgency,
  extent: c.extent ?? 'individual',
  way: open.length === 1 || open[0] === 'dispatch' ? open[0] : undefined,
  person: c.holderMember?.id,
})

/** The ways open to this reader: by `may`, or, where the case must be accepted first, by what the step after that asks for. */
export function waysFor(c: Case, holds: (permission: string) => boolean): Way[] {
  if (c.may.includes('receive')) return ['receive']
  const fresh = c.state === 'registered'
  if (fresh ? !c.may.includes('accept') : !['in-hand', 'reopened'].includes(c.state)) return []
  const opens = (action: Action) => {
    const { at, by } = stepOf[action]
    return c.may.includes(action) || (fresh && (!at || at.includes(c.level)) && holds(by))
  }
  const all: [Way, boolean][] = [
    ['dispatch', opens('dispatch')],
    ['keep', fresh || c.may.includes('assign')],
    ['escalate', opens('escalate')],
    ['link', c.may.includes('link')],
  ]
  return all.filter(([, open]) => open).map(([way]) => way)
}

/** The rows of choices in sight, top to bottom. */
export function rowsFor(c: Case, sheet: Sheet, open: readonly Way[]): Row[] {
  if (sheet.way === 'receive') return ['person']
  const sorting: Row[] = c.state === 'registered' || c.may.includes('sort') ? ['category', 'nature'] : []
  const after: Partial<Record<Way, Row[]>> = {
    dispatch: sheet.department ? ['department', 'person'] : ['department'],
    keep: ['person'],
    link: ['lead'],
  }
  return [...sorting, ...(open.length > 1 ? (['way'] as const) : []), ...(after[sheet.way ?? 'escalate'] ?? [])]
}

const resorted = (c: Case, s: Sheet) =>
  s.category !== (c.category ?? undefined) ||
  s.nature !== (c.nature ?? undefined) ||
  s.urgency !== c.urgency ||
  s.extent !== (c.extent ?? 'individual')

/** What is still to be chosen or written before it can be sent, top to bottom. */
export function missingFrom(c: Case, s: Sheet): Need[] {
  if (s.way === 'receive') return []
  if (s.way === 'link') return s.lead ? [] : ['lead']
  const sorts = c.state === 'registered' || resorted(c, s)
  const needs: [Need, boolean][] = [
    ['category', sorts && !s.category],
    ['nature', sorts && !s.nature],
    ['way', !s.way],
    ['department', s.way === 'dispatch' && !s.department],
    ['day', s.way === 'dispatch' && !s.day],
    ['standard', s.way === 'dispatch' && [...(s.standard ?? '').trim()].length < 2],
    ['reason', s.way === 'escalate' && [...(s.reason ?? '').trim()].length < 2],
    // kept where it is, without anything new, nothing would be sent
    ['person', s.way === 'keep' && planOf(c, s).length === 0],
  ]
  return needs.filter(([, is]) => is).map(([need]) => need)
}

/** The steps to take, one transaction each. What has been taken already is not among them: so a second try goes on where the first stopped. */
export function planOf(c: Case, s: Sheet): Turn[] {
  if (s.way === 'receive') return [{ action: 'receive', input: s.person ? { responsibleId: s.person } : {} }]
  if (s.way === 'link') return [{ action: 'link', input: { leadNumber: s.lead } }]
  const { category, nature, urgency, extent } = s
  const sorted = { category, nature, urgency, extent }
  const turns: Turn[] = []
  if (c.state === 'registered') turns.push({ action: 'accept', input: sorted })
  else if (c.may.includes('sort') && resorted(c, s)) turns.push({ action: 'sort', input: sorted })
  if (s.way === 'dispatch') {
    const { department: departmentId, person: responsibleId, day: dueDay, standard } = s
    turns.push({
      action: 'dispatch',
      input: { departmentId, dueDay, standard, ...(responsibleId && { responsibleId }) },
    })
  }
  if (s.way === 'escalate') turns.push({ action: 'escalate', input: { reason: s.reason } })
  if (s.way === 'keep' && s.person && s.person !== c.holderMember?.id)
    turns.push({ action: 'assign', input: { memberId: s.person } })
  return turns
}

/** All the big button may say. */
export const sendNames = [
  ...['accept', 'accept-assign', 'accept-dispatch', 'accept-escalate'],
  ...['dispatch', 'sort-dispatch', 'escalate', 'sort-escalate', 'assign', 'sort', 'sort-assign'],
  ...['link', 'receive', 'nothing'],
]
/** What the big button says: the steps it would take, as one key of the catalogue. */
export const sendName = (c: Case, s: Sheet) =>
  planOf(c, s)
    .map((turn) => turn.action)
    .join('-') || 'nothing'

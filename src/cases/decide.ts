/** The rule: facts, checked input, who and when go in; what happened and where the case stands comes out. Pure. */
import { type Day, dayOf, deadline, endOfDay, type WorkCalendar } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { limitFor, type Programme } from '../programme/model.ts'
import { type ClockKind, type Level, levels } from '../programme/vocabulary.ts'
import { type Action, type Actor, type Facts, levelUp, rowFor, type Step } from './lifecycle.ts'
import { isOpen, type NeedInput, type Outcome, type State } from './model.ts'

export type Doer = { readonly actor: Actor; readonly at: Date }
export type Rules = { readonly scheme: Programme; readonly calendar: WorkCalendar }

/** Where a case stands after a step: what the event records and the row shows. */
export type Standing = {
  state: State
  level: Level
  holderOrgId: string | null
  holderMemberId: string | null
  leadOrgId: string | null
  clock: ClockKind | null
  clockStartedAt: Date | null
  dueAt: Date | null
  dueProvisional: boolean
  outcome: Outcome | null
  askedUntil: string | null
  sentBack: number
  reopened: number
  extended: number
  calls: number
}
export type Decision = {
  readonly action: Action
  readonly step: Step
  readonly after: Standing
  readonly moved: boolean
}

/** Starts a clock at this level: its limit from the scheme, in the official calendar. */
export function clockFrom(rules: Rules, clock: ClockKind, level: Level, urgency: Facts['urgency'], at: Date) {
  const due = deadline(rules.calendar, at, limitFor(rules.scheme, { clock, level, urgency }))
  return { clock, clockStartedAt: at, dueAt: due.at, dueProvisional: due.provisional }
}

const noClock = { clock: null, clockStartedAt: null, dueAt: null, dueProvisional: false }

/** A day the input names must lie ahead, and not beyond what the scheme allows. */
function dayAhead(day: string, at: Date, latest?: Date): Date {
  const end = endOfDay(day as Day)
  if (end <= at) throw new Refusal('case.day-past', { day })
  if (latest && end > latest) throw new Refusal('case.day-too-late', { day, latest: dayOf(latest) })
  return end
}

/**
 * Decides a step. Refused with `case.not-now` from any state the table does not list, `case.not-allowed` for anyone it does not name,
 * `case.day-past` and `case.day-too-late` for days that cannot be promised.
 */
export function decide(c: Facts, action: Action, input: unknown, doer: Doer, rules: Rules): Decision {
  const step = rowFor(c, action, doer.actor, doer.at)
  const counted = step.counts ? { [step.counts]: c[step.counts] + 1 } : {}
  const stands: Standing = {
    state: c.state,
    level: c.level,
    holderOrgId: c.holderOrgId,
    holderMemberId: c.holderMemberId,
    leadOrgId: c.leadOrgId,
    clock: c.clock,
    clockStartedAt: c.clockStartedAt,
    dueAt: c.dueAt,
    dueProvisional: c.dueProvisional,
    outcome: c.outcome,
    askedUntil: c.askedUntil,
    sentBack: c.sentBack,
    reopened: c.reopened,
    extended: c.extended,
    calls: c.calls,
    ...counted,
  }
  const state = step.to === 'same' ? c.state : step.to
  const held = { ...stands, state, ...heldBy(c, step, input) }
  const clocked = { ...held, ...clockAfter(c, step, input, held, doer.at, rules) }
  const ended = !isOpen(state)
  const after: Standing = {
    ...clocked,
    ...(ended && { ...noClock, holderOrgId: null, holderMemberId: null, leadOrgId: null }),
    outcome: outcomeAfter(c, step, input),
    // a new answer is asked about anew: calls about the one before are no reason to let it rest
    ...(step.to === 'answered' && { calls: 0 }),
  }
  return { action, step, after, moved: step.to !== 'same' }
}

/** Who has it afterwards. Where the table says nothing, it stays where it is. */
function heldBy(c: Facts, step: Step, input: unknown): Partial<Standing> {
  switch (step.holder) {
    case 'up': {
      // from an end state nobody holds it: the level it had counts
      const level = levelUp(c)
      return { level, holderOrgId: c.ladder[level] ?? null, holderMemberId: null, leadOrgId: null }
    }
    case 'above-subject': {
      // whoever has it higher up already keeps it
      const { above } = input as { above: Level }
      const level = levels[Math.max(levels.indexOf(above), levels.indexOf(c.level))] ?? above
      return { level, holderOrgId: c.ladder[level] ?? null, holderMemberId: null, leadOrgId: null }
    }
    case 'branch':
      return { level: 'branch', holderOrgId: c.ladder.branch ?? c.holderOrgId, holderMemberId: null }
    case 'given': {
      const { departmentId, responsibleId } = input as NeedInput<'Dispatch'>
      return { holderOrgId: departmentId, holderMemberId: responsibleId ?? null, leadOrgId: c.holderOrgId }
    }
    case 'lead':
      return { holderOrgId: c.leadOrgId ?? c.holderOrgId, holderMemberId: null, leadOrgId: null }
    case 'assigned':
      return { holderMemberId: (input as NeedInput<'Assign'>).memberId }
    default:
      return step.action === 'receive' && (input as NeedInput<'Receive'>).responsibleId
        ? { holderMemberId: (input as NeedInput<'Receive'>).responsibleId ?? null }
        : {}
  }
}

/** Which clock runs afterwards. A step that stays where it is moves none. */
function clockAfter(c: Facts, step: Step, input: unknown, held: Standing, at: Date, rules: Rules): Partial<Standing> {
  // accepting sorts: the urgency just given is the one that counts
  const urgency = step.needs === 'Sort' ? (input as NeedInput<'Sort'>).urgency : c.urgency
  const start = (clock: ClockKind) => clockFrom(rules, clock, held.level, urgency, at)
  if (step.action === 'dispatch') {
    // the promise made to the department is kept for when it signs; until then the short clock for signing runs
    const { dueDay } = input as NeedInput<'Dispatch'>
    dayAhead(dueDay, at)
    // each dispatch may be extended once
    return { ...start('sign'), askedUntil: dueDay, extended: 0 }
  }
  if (step.action === 'receive') {
    const due = c.askedUntil ? endOfDay(c.askedUntil as Day) : start('handling').dueAt
    return { clock: 'handling', clockStartedAt: at, dueAt: due, dueProvisional: false, askedUntil: null }
  }
  if (step.action === 'askExtension') {
    const { until } = input as NeedInput<'Extension'>
    const latest = deadline(rules.calendar, c.dueAt ?? at, rules.scheme.extension).at
    const asked = dayAhead(until, c.dueAt ?? at, latest)
    return { askedUntil: dayOf(asked) }
  }
  if (step.action === 'approveExtension')
    return { dueAt: endOfDay((c.askedUntil ?? dayOf(c.dueAt ?? at)) as Day), askedUntil: null }
  if (step.action === 'refuseExtension') return { askedUntil: null }
  if (step.action === 'shelve') {
    const { reviewDay } = input as NeedInput<'Shelve'>
    const latest = start('review')
    return { ...latest, dueAt: dayAhead(reviewDay, at, latest.dueAt), askedUntil: null }
  }
  if (!step.starts) return {}
  return { ...start(step.starts), askedUntil: null }
}

function outcomeAfter(c: Facts, step: Step, input: unknown): Outcome | null {
  if (step.ends === 'given') return (input as NeedInput<'Answer'>).result
  if (step.ends) return step.ends
  // an answer disputed, or a refusal appealed, is no outcome any more
  if (step.to !== 'same' && isOpen(step.to) && step.to !== 'answered') return null
  return c.outcome
}

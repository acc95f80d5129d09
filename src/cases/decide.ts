/** The rule: facts, checked input, who and when go in; what happened and where the case stands comes out. Pure. */
import { type Day, dayOf, deadline, endOfDay, type WorkCalendar } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { limitFor, type Programme } from '../programme/model.ts'
import { type ClockKind, type Level, levels } from '../programme/vocabulary.ts'
import { clockOf, goOn, later, openBy, recounted, reminded, wakeAt } from './clocks.ts'
import { type Action, type Actor, type Facts, type HeldClock, levelUp, rowFor, type Step } from './lifecycle.ts'
import { isOpen, type NeedInput, type Outcome, type State } from './model.ts'
import { lastOpinion } from './petition/facts.ts'
import { statuteLate } from './petition/guards.ts'
import { owedAfter, owedRecounted, petitionStep } from './petition/rules.ts'
import { doubtOf } from './verdict.ts'

export type Doer = { readonly actor: Actor; readonly at: Date }
export type Rules = { readonly scheme: Programme; readonly calendar: WorkCalendar }

/** What a step may change of a case: what the event records and the row shows. */
const changing = [
  'state',
  'level',
  'holderOrgId',
  'holderMemberId',
  'leadOrgId',
  'clock',
  'clockStartedAt',
  'dueAt',
  'dueProvisional',
  'outcome',
  'askedUntil',
  'sentBack',
  'reopened',
  'extended',
  'calls',
  'contactDueAt',
  'contactedAt',
  'contactMissed',
  'promisedAt',
  'paused',
  'leadClock',
  'resumeState',
  'approverOrgId',
  'askedBy',
  'pauses',
  'overdue',
  'reminded',
  'alarmedAt',
  'resolved',
  'verdictAt',
  'doubt',
  'laterAskedAt',
  'later',
  'petition',
  'statutory',
] as const satisfies readonly (keyof Facts)[]
type Changing = (typeof changing)[number]
/** Where a case stands after a step, and when the system has to look at it again by itself. */
export type Standing = { -readonly [K in Changing]: Facts[K] } & { wakeAt: Date | null }
export type Decision = {
  readonly action: Action
  readonly step: Step
  readonly after: Standing
  readonly moved: boolean
}

/** Starts a clock at this level: its limit from the scheme, in the official calendar. */
export function clockFrom(
  rules: Rules,
  clock: ClockKind,
  level: Level,
  urgency: Facts['urgency'],
  at: Date,
  category: string | null = null,
) {
  const due = deadline(rules.calendar, at, limitFor(rules.scheme, { clock, level, urgency, category }))
  return { clock, clockStartedAt: at, dueAt: due.at, dueProvisional: due.provisional }
}

const noClock = { clock: null, clockStartedAt: null, dueAt: null, dueProvisional: false, paused: null, leadClock: null }

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
  const stands = Object.fromEntries(changing.map((key) => [key, c[key]])) as Omit<Standing, 'wakeAt'>
  const state = step.to === 'same' ? c.state : step.to === 'before' ? (c.resumeState ?? c.state) : step.to
  const held = {
    ...stands,
    ...(step.counts && { [step.counts]: c[step.counts] + 1 }),
    state,
    ...asked(c, step, state, doer.actor),
    ...heldBy(c, step, input),
  }
  const clocked = { ...held, ...clockAfter(c, step, input, held, doer.at, rules) }
  const ended = !isOpen(state)
  const standing = {
    ...clocked,
    ...(ended && { ...noClock, holderOrgId: null, holderMemberId: null, leadOrgId: null }),
    outcome: outcomeAfter(c, step, input),
    ...contactAfter(c, step, doer.at, rules),
    ...verdictAfter(c, step, input, doer.at, rules),
    ...markedAfter(c, step, clocked, doer.at),
    ...statuteAfter(c, step, input, doer, rules),
    // a new answer is asked about anew: calls about the one before are no reason to let it rest
    ...(step.to === 'answered' && { calls: 0 }),
  }
  const told = { ...standing, promisedAt: promised(c, step, standing, input) }
  const endedAt = ended ? (c.endedAt ?? doer.at) : null
  return {
    action,
    step,
    after: { ...told, wakeAt: wakeAt({ ...c, ...told, endedAt, openBy: openBy(told, rules) }, rules) },
    moved: step.to !== 'same',
  }
}

/** A question to the resident or to the level above: where it returns to, and who decides. */
function asked(c: Facts, step: Step, state: State, actor: Actor): Partial<Standing> {
  if (state !== 'waiting' && state !== 'extension-asked')
    return { resumeState: null, approverOrgId: null, askedBy: null, paused: null }
  if (step.to === 'same') return {}
  const who = actor.kind === 'member' ? actor.memberId : null
  if (state === 'waiting') return { resumeState: c.state, askedBy: who }
  // one level up: whoever dispatched it, else the level above; at the top somebody else of the same office
  return { resumeState: c.state, askedBy: who, approverOrgId: c.leadOrgId ?? c.ladder[levelUp(c)] ?? c.holderOrgId }
}

/** Who has it afterwards. Where the table says nothing, it stays where it is. */
function heldBy(c: Facts, step: Step, input: unknown): Partial<Standing> {
  switch (step.holder) {
    case 'up': {
      // from an end state nobody holds it: the level it had counts
      const level = levelUp(c)
      return { level, holderOrgId: c.ladder[level] ?? c.holderOrgId, holderMemberId: null, leadOrgId: null }
    }
    case 'reviewer': {
      // a level above the opinion, even where the case has gone no higher since; never lower than it stands
      const written = c.petition && lastOpinion(c.petition)
      const above = levelUp({ level: written?.level ?? c.level, ladder: c.ladder })
      const level = levels.indexOf(above) > levels.indexOf(c.level) ? above : c.level
      return { level, holderOrgId: c.ladder[level] ?? c.holderOrgId, holderMemberId: null, leadOrgId: null }
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

/** Which clock runs afterwards. A row that names none moves none. */
function clockAfter(
  c: Facts,
  step: Step,
  input: unknown,
  held: Partial<Standing>,
  at: Date,
  rules: Rules,
): Partial<Standing> {
  // accepting sorts: the urgency and category just given are the ones that count
  const sorted = step.needs === 'Sort' ? (input as NeedInput<'Sort'>) : c
  const level = held.level ?? c.level
  const start = (clock: ClockKind): Partial<Standing> => ({
    ...clockFrom(rules, clock, level, sorted.urgency, at, sorted.category),
    askedUntil: null,
    paused: null,
    leadClock: null,
    ...(clock === 'handling' && { extended: 0 }),
  })
  const hold = (): HeldClock => ({ ...clockOf(c), at })
  if (step.action === 'dispatch') {
    // the promise made to the department is kept for when it signs; until then the short clock for signing runs
    const { dueDay } = input as NeedInput<'Dispatch'>
    dayAhead(dueDay, at, deadline(rules.calendar, at, rules.scheme.dispatchWithin).at)
    // each dispatch may be extended once
    return { ...start('sign'), askedUntil: dueDay, extended: 0, leadClock: hold(), alarmedAt: null }
  }
  if (step.action === 'receive') {
    const due = c.askedUntil ? endOfDay(c.askedUntil as Day) : start('handling').dueAt
    return {
      clock: 'handling' as const,
      clockStartedAt: at,
      dueAt: due,
      dueProvisional: false,
      askedUntil: null,
      leadClock: c.leadClock,
    }
  }
  if (step.action === 'askExtension') {
    const { until } = input as NeedInput<'Extension'>
    const latest = deadline(rules.calendar, c.dueAt ?? at, rules.scheme.extension).at
    return { askedUntil: dayOf(dayAhead(until, c.dueAt ?? at, latest)) }
  }
  if (step.action === 'refuseExtension') return { askedUntil: null }
  if (step.action === 'shelve') {
    const { reviewDay } = input as NeedInput<'Shelve'>
    const latest = start('review')
    return { ...latest, dueAt: dayAhead(reviewDay, at, latest.dueAt ?? undefined), dueProvisional: false }
  }
  switch (step.clock) {
    case 'pauses':
      return { ...start('waiting'), paused: hold(), leadClock: c.leadClock, extended: c.extended }
    case 'goes-on':
      return { ...goOn(c.paused ?? hold(), at, rules.calendar), paused: null }
    case 'extends':
      return { dueAt: endOfDay((c.askedUntil ?? dayOf(c.dueAt ?? at)) as Day), dueProvisional: false, askedUntil: null }
    case 'back-to-lead': {
      const kept = c.leadClock ?? hold()
      return {
        clock: kept.clock,
        clockStartedAt: kept.startedAt,
        dueAt: kept.dueAt,
        dueProvisional: kept.provisional,
        leadClock: null,
        askedUntil: null,
      }
    }
    case 'recounts':
      return recounted(c, rules)
    default:
      return step.starts ? start(step.starts) : {}
  }
}

/** First contact has a clock of its own, where there is somebody to contact: made once, and wanted again after a “no”. */
function contactAfter(c: Facts, step: Step, at: Date, rules: Rules): Partial<Standing> {
  if (step.contact === 'made') return { contactedAt: c.contactedAt ?? at }
  if (step.to === 'reopened' && c.reachable) {
    const { dueAt } = clockFrom(rules, 'contact', c.level, c.urgency, at, c.category)
    return { contactDueAt: dueAt, contactedAt: null, contactMissed: false }
  }
  return {}
}

/** The verdict's two answers, when it was given, and whether what was ticked and what was written fit together. */
function verdictAfter(c: Facts, step: Step, input: unknown, at: Date, rules: Rules): Partial<Standing> {
  const given = input as Partial<NeedInput<'Confirm'> | NeedInput<'Dispute'>>
  switch (step.needs) {
    case 'Confirm':
    case 'Dispute':
      return {
        resolved: given.resolved ?? null,
        verdictAt: at,
        doubt: doubtOf(given, rules.scheme.verdict.doubtWords),
      }
    case 'Explain':
      return explained(c, input as NeedInput<'Explain'>, rules)
    case 'CalledConfirm':
    case 'CalledDispute':
      // asked in person: a doubt, if there was one, is answered
      return { resolved: given.resolved ?? null, verdictAt: at, doubt: null }
    case 'Later':
      return { later: step.action === 'stillSettled' ? 'yes' : 'no' }
  }
  if (step.action === 'askLater') return { laterAskedAt: at }
  if (step.action === 'restUnanswered') return { resolved: null, verdictAt: null }
  // a new answer has no verdict yet, and is asked about in its turn
  if (step.to === 'answered') return { resolved: null, verdictAt: null, doubt: null, laterAskedAt: null, later: null }
  return {}
}

/** Details after a verdict: its date stays, so that the days for changing it do not begin anew. */
function explained(c: Facts, given: NeedInput<'Explain'>, { scheme }: Rules): Partial<Standing> {
  // from “settled” to “not” is a dispute, which reopens: never a detail
  if (given.resolved && c.resolved === 'yes')
    throw new Refusal('case.not-now', { action: 'explainVerdict', state: c.state })
  const resolved = given.resolved ?? c.resolved
  const doubt = doubtOf({ ...given, resolved: resolved ?? undefined }, scheme.verdict.doubtWords)
  // words alone do not answer a doubt about the grade
  return { resolved, doubt: doubt ?? (given.satisfied ? null : c.doubt) }
}

/** What the system has already done for the clock that runs. A fresh clock begins at nothing. */
function markedAfter(c: Facts, step: Step, now: Partial<Standing>, at: Date): Partial<Standing> {
  if (step.action === 'unopened') return { alarmedAt: at }
  if (step.action === 'lateAtTop') return { reminded: 100 }
  if (now.dueAt?.getTime() === c.dueAt?.getTime() && now.clock === c.clock) return {}
  return { reminded: now.dueAt && now.clockStartedAt ? reminded(now.clockStartedAt, now.dueAt, at) : 0 }
}

/** The latest date the resident was told. It never moves earlier, whatever the desk's own clocks do. */
function promised(c: Facts, step: Step, now: Pick<Standing, 'clock' | 'dueAt' | 'promisedAt'>, input: unknown) {
  if (!now.dueAt) return c.promisedAt
  // signing and judging are others' clocks: the resident was told a date of ours
  if (step.action === 'dispatch') return later(c.promisedAt, endOfDay((input as NeedInput<'Dispatch'>).dueDay as Day))
  if (now.clock === 'sign' || now.clock === 'waiting') return c.promisedAt ?? now.dueAt
  return later(c.promisedAt, now.dueAt)
}

/** A petition and the statutory clock it owes: moved by the rows that say so, counted again with the calendar, and left alone by all others. */
function statuteAfter(
  c: Facts,
  step: Step,
  input: unknown,
  { actor, at }: Doer,
  { calendar }: Rules,
): Partial<Standing> {
  if (step.clock === 'recounts') return { statutory: owedRecounted(c.statutory, c.petition, calendar) }
  if (!step.statute) {
    const raised = step.when?.includes('lateByEither') && statuteLate(c, at)
    return raised && c.statutory ? { statutory: { ...c.statutory, reminded: 100 } } : {}
  }
  const memberId = actor.kind === 'member' ? actor.memberId : null
  const petition = petitionStep(c.petition, { action: step.action, input, at, memberId, level: c.level }, calendar)
  return { petition, statutory: owedAfter(c.statutory, petition, at, calendar) }
}

function outcomeAfter(c: Facts, step: Step, input: unknown): Outcome | null {
  if (step.needs === 'Opinion')
    return (input as NeedInput<'Opinion'>).outcome === 'supported' ? 'resolved' : 'explained'
  if (step.ends === 'given') return (input as NeedInput<'Answer'>).result
  if (step.ends) return step.ends
  // settled after all, though it had been reopened: the answer of then holds
  if (step.to === 'closed') return c.outcome === 'no-answer' ? 'resolved' : (c.outcome ?? 'resolved')
  // an answer disputed, or a refusal appealed, is no outcome any more
  if (step.to !== 'same' && step.to !== 'before' && isOpen(step.to) && step.to !== 'answered') return null
  return c.outcome
}

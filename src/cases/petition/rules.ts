/** What a step does to a petition: the facts it leaves, the clock owed next, and what it may be refused for. Pure. */
import { type Day, dayOf, endOfDay, type WorkCalendar } from '../../kernel/calendar/deadline.ts'
import { Refusal } from '../../kernel/errors.ts'
import type { Level } from '../../programme/vocabulary.ts'
import { later, reminded } from '../clocks.ts'
import { latestExtension, type Owed, owedNext, statutoryClocks } from './clocks.ts'
import { type PetitionFacts, petitionAfter } from './facts.ts'
import { roadsOf } from './vocabulary.ts'

type Given = Readonly<Record<string, unknown>>
export type PetitionStep = {
  readonly action: string
  readonly input: unknown
  readonly at: Date
  readonly memberId: string | null
  readonly level: Level
}

/** Days and choices that cannot be: each a refusal of its own. */
function check(p: PetitionFacts | null, { action, input, at }: PetitionStep, calendar: WorkCalendar) {
  const { receivedOn, persons, representatives, road, until, from, to } = input as Given
  const today = dayOf(at)
  switch (action) {
    case 'treatAsPetition':
      if ((receivedOn as string) > today) throw new Refusal('petition.day-ahead', { day: receivedOn as string })
      if (((representatives as number | undefined) ?? 0) > (persons as number))
        throw new Refusal('petition.representatives')
      return
    case 'routePetition':
      if (!p?.kind || !(roadsOf[p.kind] as readonly string[]).includes(road as string))
        throw new Refusal('petition.road-not-for-kind')
      return
    case 'askPetitionExtension': {
      const due = owedNext(statutoryClocks(p, null, calendar))?.dueAt ?? at
      const latest = p && latestExtension(p, calendar)
      if (endOfDay(until as Day) <= due) throw new Refusal('case.day-past', { day: until as string })
      if (latest && endOfDay(until as Day) > latest)
        throw new Refusal('case.day-too-late', { day: until as string, latest: dayOf(latest) })
      return
    }
    case 'noteHearing': {
      const asked = p?.reReview ? dayOf(new Date(p.reReview.askedAt)) : today
      if ((from as string) < asked || (to as string) < (from as string) || (to as string) > today)
        throw new Refusal('petition.hearing-days', { from: asked, to: today })
    }
  }
}

/** The petition after this step. Refused with `petition.*` or `case.day-*` for what cannot be. */
export function petitionStep(p: PetitionFacts | null, step: PetitionStep, calendar: WorkCalendar) {
  check(p, step, calendar)
  const { action, input, at, memberId, level } = step
  return petitionAfter(p, { type: action, at: at.toISOString(), memberId, level, data: input as Given })
}

/** The clock owed after a step that may move it. One that goes on keeps what has been done about it. */
export function owedAfter(before: Owed | null, p: PetitionFacts | null, at: Date, calendar: WorkCalendar): Owed | null {
  const next = owedNext(statutoryClocks(p, null, calendar))
  if (!next) return null
  const goesOn = before?.clock === next.clock && before.dueAt.getTime() === next.dueAt.getTime()
  return { ...next, reminded: goesOn ? before.reminded : reminded(next.startedAt, next.dueAt, at) }
}

/** Counted again, now that the notice is in. What was told in writing never moves earlier. */
export function owedRecounted(before: Owed | null, p: PetitionFacts | null, calendar: WorkCalendar): Owed | null {
  const next = owedNext(statutoryClocks(p, null, calendar))
  return before && next && { ...before, dueAt: later(next.dueAt, before.dueAt), provisional: next.provisional }
}

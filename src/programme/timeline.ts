/** Which version of a scheme runs from when to when, after one more is applied or one is ended. What has run stays as it ran. Pure. */
import { addDays, type Day } from '../kernel/calendar/day.ts'

/** A version with its days; those withdrawn never counted. */
export type Span = {
  readonly code: string
  readonly version: number
  readonly startsOn: string
  readonly endsOn: string | null
}
export type Named = Pick<Span, 'code' | 'version'>
/** What a change does to the versions there are: which end on which day, and which never begin. */
export type Moved = { readonly ended: readonly Span[]; readonly withdrawn: readonly Span[] }

const dayBefore = (day: string) => addDays(day as Day, -1)

/** Of this code nothing runs after `last`: what runs then ends there, what would begin later never does. */
function cutAfter<S extends Span>(all: readonly S[], code: string, last: string): Moved & { left: S[] } {
  const [ended, withdrawn, left]: [Span[], Span[], S[]] = [[], [], []]
  for (const one of all) {
    if (one.code !== code) left.push(one)
    else if (one.startsOn > last) withdrawn.push(one)
    else if (one.endsOn === null || one.endsOn > last) {
      ended.push({ ...one, endsOn: last })
      left.push({ ...one, endsOn: last })
    } else left.push(one)
  }
  return { ended, withdrawn, left }
}

/** With `next` from its first day on: the version before it ends the day before; one that was to begin on that day or later never does. */
export function withNext<S extends Span>(all: readonly S[], next: S): Moved & { after: S[] } {
  const { left, ...moved } = cutAfter(all, next.code, dayBefore(next.startsOn))
  return { ...moved, after: [...left, next] }
}

/** With `last` as the last day of this code. Nothing moves when it does not run that long anyway. */
export function withEnd<S extends Span>(all: readonly S[], code: string, last: string): Moved & { after: S[] } {
  const { left, ...moved } = cutAfter(all, code, last)
  return { ...moved, after: left }
}

/** The days, from `today` on, on which something begins or has ended. */
export const turns = (all: readonly Span[], today: string): string[] =>
  [
    ...new Set([
      today,
      ...all.flatMap((s) => [s.startsOn, ...(s.endsOn ? [addDays(s.endsOn as Day, 1) as string] : [])]),
    ]),
  ]
    .filter((day) => day >= today)
    .sort()

/** Whether both run on some day. */
export const overlap = (a: Pick<Span, 'startsOn' | 'endsOn'>, b: Pick<Span, 'startsOn' | 'endsOn'>) =>
  (a.endsOn === null || a.endsOn >= b.startsOn) && (b.endsOn === null || b.endsOn >= a.startsOn)

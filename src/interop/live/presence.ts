/** Who looks at which case now, in memory alone: it ends by itself, is written nowhere and counted by nobody (docs/decisions/0021). */
import type { Presence } from '../../kernel/live/payload.ts'
import type { Here } from './streams.ts'

/** A look is said again every 20 seconds; after this it is over. */
export const presenceMs = 45_000

type Kept = Here & { until: number }

export function openPresence(now: () => Date) {
  const byCase = new Map<string, Map<string, Kept>>()
  const place = (p: { jurisdictionId: number; caseId: string }) => `${p.jurisdictionId}/${p.caseId}`

  return {
    /** True when the list of people at the case is another than before. */
    note({ memberId: id, name, doing, ...at }: Presence): boolean {
      const people = byCase.get(place(at)) ?? new Map<string, Kept>()
      const before = people.get(id)
      if (doing === 'left') {
        people.delete(id)
        if (!people.size) byCase.delete(place(at))
        return before !== undefined
      }
      byCase.set(place(at), people)
      people.set(id, { id, name, doing, until: now().getTime() + presenceMs })
      return before?.doing !== doing
    },
    at: (jurisdictionId: number, caseId: string): Here[] =>
      [...(byCase.get(place({ jurisdictionId, caseId }))?.values() ?? [])]
        .filter(({ until }) => until > now().getTime())
        .map(({ id, name, doing }) => ({ id, name, doing })),
    /** Forgets looks that were not said again. */
    forget() {
      const at = now().getTime()
      for (const [key, people] of byCase) {
        for (const [id, { until }] of people) if (until <= at) people.delete(id)
        if (!people.size) byCase.delete(key)
      }
    },
  }
}

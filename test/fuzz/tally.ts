/** What was tried and what came of it, counted. */
export type Tally = ReturnType<typeof openTally>

export function openTally() {
  const routes = new Map<string, { calls: number; done: number }>()
  const byClass: Record<string, number> = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 }
  const byCode: Record<string, number> = {}
  const faults: { kind: Fault; line: string }[] = []
  const add = (counts: Record<string, number>, key: string) => {
    counts[key] = (counts[key] ?? 0) + 1
  }
  return {
    faults,
    call(route: string, status: number, code?: unknown) {
      const known = routes.get(route) ?? { calls: 0, done: 0 }
      routes.set(route, { calls: known.calls + 1, done: known.done + (status < 400 ? 1 : 0) })
      // single sign-on that is not set up says so: a refusal like any other
      add(byClass, code === 'unavailable' ? 'unavailable' : `${Math.floor(status / 100)}xx`)
      if (typeof code === 'string') add(byCode, code)
    },
    fault: (kind: Fault, line: string) => void faults.push({ kind, line }),
    /** The figures, one object: routes, calls, by class of status, refusals by code, and the faults, which should be none. */
    figures() {
      const count = (kind: Fault) => faults.filter((f) => f.kind === kind).length
      return {
        routes: routes.size,
        calls: [...routes.values()].reduce((sum, r) => sum + r.calls, 0),
        byClass,
        refusals: Object.fromEntries(Object.entries(byCode).sort((a, b) => b[1] - a[1])),
        neverDone: [...routes].filter(([, r]) => r.done === 0).map(([id]) => id),
        errors: count('error'),
        leaks: count('leak'),
        changesOnRefusal: count('change'),
        wrongReplies: count('reply'),
      }
    },
  }
}
type Fault = 'error' | 'leak' | 'change' | 'reply'

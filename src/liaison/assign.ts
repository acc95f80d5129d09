/**
 * Fills gaps evenly: nearest first, and among those alike whoever has fewest. A cheapest flow by shortest augmenting paths with potentials
 * (as in the Hungarian method; the servers' costs grow with each one more, so many may share one). Pure.
 */

export type Server = { readonly id: string; readonly has: number; readonly atMost: number }
/** Cost of this server for this gap, a whole number from 0; undefined where it does not fit. */
export type Cost = (server: number, gap: number) => number | undefined

const never = 1e9

/** For each gap the server that takes it, by index; -1 where none is left. As many gaps as can be are filled, at the least sum of costs and loads. */
export function assign(servers: readonly Server[], gaps: number, cost: Cost): Int32Array {
  const n = servers.length
  const taken = servers.map((): number[] => [])
  const costs = Array.from({ length: gaps }, (_, g) => Int32Array.from({ length: n }, (_, s) => cost(s, g) ?? never))
  const to = new Int32Array(gaps).fill(-1)
  const potential = new Float64Array(n)
  const room = (s: number) => (servers[s]?.has ?? 0) + (taken[s]?.length ?? 0) < (servers[s]?.atMost ?? 0)
  /** One more for a server costs as much as it has: thus the load spreads. */
  const more = (s: number) => (servers[s]?.has ?? 0) + (taken[s]?.length ?? 0)

  for (let gap = 0; gap < gaps; gap++) {
    const own = costs[gap] as Int32Array
    let lowest = never
    let exit = Number.POSITIVE_INFINITY
    for (let s = 0; s < n; s++) {
      if ((own[s] as number) < never) lowest = Math.min(lowest, (own[s] as number) - (potential[s] as number))
      if (room(s)) exit = Math.min(exit, (potential[s] as number) + more(s))
    }
    if (lowest === never || exit === Number.POSITIVE_INFINITY) continue
    const far = new Float64Array(n)
    for (let s = 0; s < n; s++)
      far[s] =
        (own[s] as number) < never ? (own[s] as number) - (potential[s] as number) - lowest : Number.POSITIVE_INFINITY
    /** Through which gap, taken from which server, one comes here. */
    const viaGap = new Int32Array(n).fill(-1)
    const viaServer = new Int32Array(n).fill(-1)
    const done = new Uint8Array(n)
    let best = -1
    let bestCost = Number.POSITIVE_INFINITY
    let reach = 0
    for (;;) {
      let at = -1
      for (let s = 0; s < n; s++)
        if (
          !done[s] &&
          (far[s] as number) < Number.POSITIVE_INFINITY &&
          (at < 0 || (far[s] as number) < (far[at] as number))
        )
          at = s
      // nothing further away can end cheaper
      if (at < 0 || (far[at] as number) + exit >= bestCost) break
      done[at] = 1
      reach = far[at] as number
      if (room(at) && reach + (potential[at] as number) + more(at) < bestCost) {
        best = at
        bestCost = reach + (potential[at] as number) + more(at)
      }
      for (const moved of taken[at] as number[]) {
        const row = costs[moved] as Int32Array
        const base = reach - (row[at] as number) + (potential[at] as number)
        for (let s = 0; s < n; s++) {
          if (done[s] || (row[s] as number) >= never) continue
          const here = base + (row[s] as number) - (potential[s] as number)
          if (here < (far[s] as number)) {
            far[s] = here
            viaGap[s] = moved
            viaServer[s] = at
          }
        }
      }
    }
    if (best < 0) continue
    for (let s = 0; s < n; s++) potential[s] = (potential[s] as number) + Math.min(far[s] as number, reach)
    // along the way back each gap moves on by one server; the new one takes the place that came free
    let end = best
    while ((viaServer[end] as number) >= 0) {
      const [moved, before] = [viaGap[end] as number, viaServer[end] as number]
      const list = taken[before] as number[]
      list.splice(list.indexOf(moved), 1)
      ;(taken[end] as number[]).push(moved)
      to[moved] = end
      end = before
    }
    ;(taken[end] as number[]).push(gap)
    to[gap] = end
  }
  return to
}

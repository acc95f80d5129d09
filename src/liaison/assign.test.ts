import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assign, type Server } from './assign.ts'

const priceOf = (
  servers: readonly Server[],
  to: ArrayLike<number>,
  cost: (s: number, g: number) => number | undefined,
) => {
  const loads = servers.map((s) => s.has)
  let sum = 0
  for (let g = 0; g < to.length; g++) {
    const s = to[g] as number
    if (s < 0) continue
    sum += (cost(s, g) ?? Number.NaN) + (loads[s] as number)
    loads[s] = (loads[s] as number) + 1
  }
  return sum
}

/** Every way there is: how many gaps can be filled at most, and the least that filling all of them costs. */
function bruteForce(servers: readonly Server[], gaps: number, cost: (s: number, g: number) => number | undefined) {
  let most = 0
  let least = Number.POSITIVE_INFINITY
  const to: number[] = []
  const room = servers.map((s) => s.atMost - s.has)
  const go = (g: number, filled: number) => {
    if (g === gaps) {
      most = Math.max(most, filled)
      if (filled === gaps) least = Math.min(least, priceOf(servers, to, cost))
      return
    }
    to[g] = -1
    go(g + 1, filled)
    servers.forEach((_, s) => {
      if (cost(s, g) === undefined || (room[s] as number) < 1) return
      room[s] = (room[s] as number) - 1
      to[g] = s
      go(g + 1, filled + 1)
      room[s] = (room[s] as number) + 1
    })
  }
  go(0, 0)
  return { most, least }
}

const server = fc.record({ has: fc.nat(3), spare: fc.nat(3) })
const problem = fc
  .record({ servers: fc.array(server, { minLength: 1, maxLength: 4 }), gaps: fc.integer({ min: 1, max: 5 }) })
  .chain(({ servers, gaps }) =>
    fc.record({
      servers: fc.constant(servers.map((s, i): Server => ({ id: String(i), has: s.has, atMost: s.has + s.spare }))),
      costs: fc.array(
        fc.array(fc.option(fc.nat(12), { nil: undefined, freq: 6 }), {
          minLength: servers.length,
          maxLength: servers.length,
        }),
        { minLength: gaps, maxLength: gaps },
      ),
    }),
  )

describe('filling gaps', () => {
  test('fills as many as can be filled; where all can, no other way is cheaper', () => {
    fc.assert(
      fc.property(problem, ({ servers, costs }) => {
        const cost = (s: number, g: number) => costs[g]?.[s]
        const to = assign(servers, costs.length, cost)
        const { most, least } = bruteForce(servers, costs.length, cost)
        const filled = [...to].filter((s) => s >= 0)
        expect(filled.length).toBe(most)
        for (const [i, s] of servers.entries())
          expect(s.has + filled.filter((x) => x === i).length).toBeLessThanOrEqual(Math.max(s.has, s.atMost))
        const price = priceOf(servers, to, cost)
        expect(price).not.toBeNaN()
        if (most === costs.length) expect(price).toBe(least)
      }),
      { numRuns: 2000 },
    )
  })

  test('who has fewest is given the next one, and all end up alike', () => {
    const servers = [4, 0, 2].map((has, i): Server => ({ id: String(i), has, atMost: Number.POSITIVE_INFINITY }))
    const to = assign(servers, 9, () => 0)
    const loads = servers.map((s, i) => s.has + [...to].filter((x) => x === i).length)
    expect(loads).toEqual([5, 5, 5])
  })

  test('eleven hundred gaps and a thousand who could take them are a matter of a moment', () => {
    const servers = Array.from({ length: 1000 }, (_, i): Server => ({ id: String(i), has: i % 7, atMost: 20 }))
    const begun = performance.now()
    const to = assign(servers, 1100, (s, g) => (s % 200 === g % 200 ? 6 : s % 10 === g % 10 ? 46 : 86))
    expect([...to].every((s) => s >= 0)).toBe(true)
    expect(performance.now() - begun).toBeLessThan(4000)
  })
})

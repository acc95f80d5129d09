/** Chance that can be had again: every choice of a run comes from one seed. Nothing is shrunk, as each call carries one oddity only. */
import fc from 'fast-check'

/** Draws one value; `of` one of a list, `chance` whether something of this probability happens. */
export type Draw = {
  <T>(from: fc.Arbitrary<T>): T
  of<T>(list: readonly T[]): T
  chance(probability: number): boolean
}

/** What `make` draws, as often as asked for. */
export function samples<T>(seed: number, times: number, make: (draw: Draw) => T): T[] {
  const arbitrary = fc.gen().map((g) => {
    const draw = (<V>(from: fc.Arbitrary<V>) => g(() => from)) as Draw
    draw.of = <V>(list: readonly V[]) => list[draw(fc.nat({ max: list.length - 1 }))] as V
    draw.chance = (probability) => draw(fc.nat({ max: 9999 })) < probability * 10_000
    return make(draw)
  })
  return fc.sample(arbitrary, { seed, numRuns: times })
}

/** A number of its own for each name: a new route leaves the calls of the others as they were. */
export const seedOf = (seed: number, name: string) =>
  [...name].reduce((sum, c) => Math.imul(sum ^ c.charCodeAt(0), 0x01000193) >>> 0, seed ^ 0x811c9dc5) | 0

import { describe, expect, test } from 'vitest'
import { gather } from './gathering.ts'

/** A door that is held until it is opened, and what went through it. */
function door() {
  const batches: number[][] = []
  let open = () => {}
  let held = new Promise<void>((resolve) => (open = resolve))
  return {
    batches,
    open: () => {
      open()
      held = Promise.resolve()
    },
    run: async (items: readonly number[]) => {
      batches.push([...items])
      await held
      if (items.includes(13)) throw new Error('bad')
      return items.map((n) => n * 2)
    },
  }
}
const evens = (n: number) => n % 2

describe('gathering', () => {
  test('one alone goes at once; what comes meanwhile is one batch; each gets its own result', async () => {
    const d = door()
    const { add, waiting } = gather({ atOnce: 1, most: 10, run: d.run, sort: () => 0 })
    const results = Promise.all([1, 2, 3, 4].map(add))
    expect(d.batches).toEqual([[1]])
    expect(waiting()).toBe(3)
    d.open()
    expect(await results).toEqual([2, 4, 6, 8])
    expect(d.batches).toEqual([[1], [2, 3, 4]])
  })
  test('no batch is longer than the most, nor are there more at once than allowed', async () => {
    const d = door()
    const { add } = gather({ atOnce: 2, most: 2, run: d.run, sort: () => 0 })
    const results = Promise.all([1, 2, 3, 4, 5].map(add))
    expect(d.batches).toEqual([[1], [2]])
    d.open()
    expect(await results).toEqual([2, 4, 6, 8, 10])
    expect(d.batches).toEqual([[1], [2], [3, 4], [5]])
  })
  test('sorts do not share a batch, and none overtakes another', async () => {
    const d = door()
    const { add } = gather({ atOnce: 1, most: 10, run: d.run, sort: evens })
    const results = Promise.all([1, 3, 5, 2, 4, 7].map(add))
    d.open()
    await results
    expect(d.batches).toEqual([[1], [3, 5], [2, 4], [7]])
  })
  test('a bad one fails alone', async () => {
    const d = door()
    const { add } = gather({ atOnce: 1, most: 10, run: d.run, sort: () => 0 })
    d.open()
    const results = await Promise.allSettled([1, 12, 13, 14].map(add))
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value : 'refused'))).toEqual([2, 24, 'refused', 28])
    expect(d.batches).toEqual([[1], [12, 13, 14], [12], [13], [14]])
    expect(await add(3), 'and the next goes on').toBe(6)
  })
})

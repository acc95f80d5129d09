/** How far back a search goes at a time, and where a case is put. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  firstWindow,
  nextWindow,
  type Period,
  periodAt,
  periodSize,
  periodsOf,
  place,
  tsquery,
  type Window,
} from './periods.ts'

const span = (window: Window) => (window === 'rest' ? window : [window.from, window.to])

test('it begins with the newest period, and with all where there is but one', () => {
  expect(span(firstWindow(40))).toEqual([40, 40])
  expect(firstWindow(0)).toBe('rest')
})
test('what was rare in the newest period is looked for everywhere at once', () =>
  expect(nextWindow({ from: 400, to: 400 }, 0, 51)).toBe('rest'))
test('what fills half a page there is looked for as far back as fills the rest', () =>
  expect(span(nextWindow({ from: 400, to: 400 }, 25, 26))).toEqual([399, 398]))
test('never in more than 64 periods at once', () =>
  expect(span(nextWindow({ from: 4000, to: 4000 }, 1, 51))).toEqual([3999, 3961]))

test('every window ends, and together they pass over no period', () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.array(fc.nat(200), { minLength: 2100, maxLength: 2100 }), (newest, hits) => {
      let next = newest
      for (let window = firstWindow(newest), n = 0; window !== 'rest'; n++) {
        expect(window.from).toBe(next)
        expect(periodsOf(window).at(-1)).toBe(window.to)
        next = window.to - 1
        window = nextWindow(window, hits[n] ?? 0, 51)
      }
    }),
  )
})

const at = (s: number) => new Date(s * 1000)
test('a case is put where its instant belongs, and the newest period is left only when it is full', () => {
  let periods: Period[] = []
  const put = (s: number) => {
    const placed = place(periods, at(s))
    periods = placed.periods
    return placed.no
  }
  for (let s = 1; s <= periodSize; s++) expect(put(s)).toBe(0)
  // as old as the youngest there: it could not be told from those by its instant
  expect(put(periodSize)).toBe(0)
  expect(put(periodSize + 1)).toBe(1)
  // somebody was late to commit
  expect(put(periodSize - 5)).toBe(0)
  expect(periods.map((p) => [p.no, p.startsAt])).toEqual([
    [1, at(periodSize + 1)],
    [0, at(1)],
  ])
  expect(put(0)).toBe(0)
})
test('wherever cases were put in whatever order, their instants find them again', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 300 }), fc.nat(3), (instants, full) => {
      let periods: Period[] = []
      const put = instants.map((s) => {
        const before = periods[0]
        // as if the newest were full every few cases
        if (before && s % (full + 2) === 0) periods = [{ ...before, n: periodSize }, ...periods.slice(1)]
        const placed = place(periods, at(s))
        periods = placed.periods
        return [at(s), placed.no] as const
      })
      for (const [instant, no] of put) expect(periodAt(periods, instant)).toBe(no)
    }),
  )
})

const me = '01940000-0000-7000-8000-000000000001'
test('a query names its periods, the words and who looks', () => {
  const query = tsquery(1, { phrases: [[{ gram: '水渠' }, { gram: '渠塌' }]] }, [me], [36, 35])
  expect(query).toBe(
    `(('1.10/水渠' <-> '1.10/渠塌') & ('1.10/@AZQAAAAAcACAAAAAAAAAAQ')) | (('1.z/水渠' <-> '1.z/渠塌') & ('1.z/@AZQAAAAAcACAAAAAAAAAAQ'))`,
  )
})
test('nothing that is typed gets out of its quotes', () =>
  expect(tsquery(1, { phrases: [[{ gram: `a'b\\c` }]] }, [me])).toContain(`'1/a''b\\\\c'`))

/** Putting outlines in: all or nothing, names of this directory only, and a new file in place of the old. */
import { beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { importBoundaries, listBoundaries } from './boundaries-store.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
beforeAll(async () => {
  county = await aCounty(it.house)
})

type Pair = [number, number]
const shape = (east: number): Pair[][][] => [
  [
    [
      [east, 29],
      [east + 0.1, 29],
      [east + 0.1, 29.1],
      [east, 29],
    ],
  ],
]
const put = (...names: string[]) =>
  importBoundaries()(it.house, county.as('county-admin'), {
    villages: names.map((name, i) => ({ name, shape: shape(106 + i / 10) })),
  })
const kept = async () => (await listBoundaries(it.house, county.as('a-clerk'), {})).items.map((i) => i.village)

test('villages are known by slug, full and short name; what is none is left out and named', async () => {
  const done = await put('a1', 'a2村党支部', 'b1村', '别处村', 'a')
  expect(done).toEqual({ kept: 3, faults: [], unknown: ['别处村', 'a'], without: ['b2村'] })
  expect((await kept()).sort()).toEqual(['a1', 'a2', 'b1'].map((slug) => county.org(slug)).sort())
})

test('a new file takes the place of the old one', async () => {
  await put('b2')
  expect(await kept()).toEqual([county.org('b2')])
})

test('with anything wrong nothing changes', async () => {
  const open: Pair[][][] = [
    [
      [
        [106, 29],
        [106.1, 29],
        [106.1, 29.1],
        [106, 29.2],
      ],
    ],
  ]
  const done = await importBoundaries()(it.house, county.as('county-admin'), {
    villages: [
      { name: 'a1', shape: shape(106) },
      { name: 'a2', shape: open },
      { name: 'a1村', shape: shape(107) },
    ],
  })
  expect(done).toMatchObject({
    kept: 0,
    faults: [
      { feature: 2, name: 'a2', wrong: 'not-closed' },
      { feature: 3, name: 'a1村', wrong: 'two-of-that-name' },
    ],
  })
  expect(await put('别处村')).toMatchObject({ kept: 0, unknown: ['别处村'] })
  expect(await kept()).toEqual([county.org('b2')])
})

test('two villages of one name are told apart by slug alone', async () => {
  await it.house.db.transaction({ jurisdictionId: 1 }, (tx) =>
    tx.updateTable('orgs').set({ short_name: '新村' }).where('slug', 'in', ['a1', 'b1']).execute(),
  )
  expect(await put('新村')).toMatchObject({ kept: 0, faults: [{ feature: 1, wrong: 'two-of-that-name' }] })
  expect(await put('a1', 'b1')).toMatchObject({ kept: 2, faults: [] })
})

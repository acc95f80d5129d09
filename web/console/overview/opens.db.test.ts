/** Every figure of the overview against the list it opens, over cases in every standing, for the county and for a town. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manyCases } from '../../../bench/figures/fill.ts'
import { CaseFilter } from '../../../src/cases/case-filter.ts'
import { listCases } from '../../../src/cases/lists.ts'
import { overview } from '../../../src/cases/overview.ts'
import { aCounty, aHouse, type County } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { textFilters } from '../cases/filter.ts'
import { opensWithin } from './opens.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(it.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  const places = ['a1', 'a2', 'b1', 'b2'].map((slug) => ({
    village: county.org(slug),
    chain: county.chain(slug),
    head: county.household(slug).head,
    water: county.org(`${slug[0]}-water`),
    town: county.org(`${slug[0]}`),
  }))
  await manyCases(owner, { jurisdictionId: county.jurisdictionId, places }, 1200, it.clock.now(), 90)
  // what the filler leaves alike: levels, returns, tries, and some kept from the supervisor
  await owner.query(
    `update cases set level = (array['branch', 'town', 'county'])[1 + hashtext(number) % 3 + case when hashtext(number) < 0 then 2 else 0 end] where true`,
  )
  await owner.query(`update cases set sent_back = 1 where number like '%3'`)
  await owner.query(`update cases set reopened = 1 where number like '%7'`)
  await owner.query(`update cases set hidden_from = $1 where number like '%9' and holder_org_id is not null`, [
    [county.member('county-supervisor')],
  ])
}, 60_000)
afterAll(() => owner?.end())

type Asked = Readonly<Partial<Record<string, string>>>
async function listed(who: string, filter: Asked): Promise<number> {
  expect(Object.keys(filter).filter((name) => !(textFilters as readonly string[]).includes(name))).toEqual([])
  let cursor: string | undefined
  let total = 0
  do {
    const page = await listCases(
      it.house,
      county.as(who),
      CaseFilter.parse({ ...filter, limit: 200, ...(cursor && { cursor }) }),
    )
    total += page.items.length
    cursor = page.next ?? undefined
  } while (cursor)
  return total
}

describe.each([
  ['the county office', 'county-director', undefined],
  ['the county office, one town', 'county-supervisor', 'a'],
  ['a town', 'b-leader', undefined],
])('%s', (_, who, town) => {
  test('each figure opens a list of exactly that many', async () => {
    const under = town && county.org(town)
    const of = await overview(it.house, county.as(who), {
      from: '2026-10-15',
      to: '2026-11-20',
      ...(under && { under }),
    })
    const opens = opensWithin(under)
    const pairs: [string, number, Asked][] = [
      ['open', of.open.n, opens.open('all')],
      ['late', of.open.late, opens.open('late')],
      ['sent back', of.open.sentBack, opens.sentBack()],
      ['reopened', of.open.reopened, opens.reopened()],
      ['registered', of.period.registered, opens.registered(of)],
      ['registered, sent back', of.period.sentBack, opens.registeredSentBack(of)],
      ['registered, reopened', of.period.reopened, opens.registeredReopened(of)],
      ['ended', of.period.ended, opens.ended(of)],
    ]
    const each = <R extends { n: number; late: number }>(
      name: string,
      rows: readonly R[],
      filter: (row: R, which: 'all' | 'late') => Asked,
    ) => {
      expect(rows.length, `${name}: there is something to count`).toBeGreaterThan(1)
      for (const row of rows)
        pairs.push([name, row.n, filter(row, 'all')], [`${name}, late`, row.late, filter(row, 'late')])
    }
    each('age', of.ages, (r, which) => opens.age(r.level, r.band, which))
    each('state', of.states, (r, which) => opens.state(r.state, which))
    each('holder', of.holders, (r, which) => opens.holder(r.org.id, which))
    each('category', of.categories, (r, which) => opens.category(r.category, which))
    each(
      'village',
      of.villages.map((v) => ({ ...v, n: v.open })),
      (r, which) => opens.village(r.village.id, which),
    )
    for (const v of of.villages) pairs.push(['fresh', v.fresh, opens.fresh(v.village.id, of)])
    expect(of.stuck.length).toBeGreaterThan(0)
    for (const s of of.stuck) pairs.push(['stuck', s.late, opens.stuck(s.org.id, s.state)])
    for (const [name, n, filter] of pairs) expect([name, await listed(who, filter)]).toEqual([name, n])
    expect(of.open.n).toBeGreaterThan(20)
  }, 60_000)
})

test('a case kept from the reader is in none of their figures', async () => {
  const [director, supervisor] = await Promise.all(
    ['county-director', 'county-supervisor'].map((who) => overview(it.house, county.as(who), {})),
  )
  const { rows } = await owner.query('select count(*)::int as n from cases where holder_org_id is not null')
  const { rows: kept } = await owner.query(`select count(*)::int as n from cases where cardinality(hidden_from) > 0`)
  expect(kept[0].n).toBeGreaterThan(0)
  expect(director?.open.n).toBe(rows[0].n)
  expect(supervisor?.open.n).toBe(rows[0].n - kept[0].n)
})

/** The figures over HTTP: shape, period, area, and the file that leaves the house. */
import { beforeAll, describe, expect, test } from 'vitest'
import { aCounty, type County, hour } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call, signIn, withAccounts } from '../../test/server.ts'
import { takeIn, takeResidentStep, takeStep } from '../cases/service.ts'

const db = testDatabase()
const server = aServer(db, { LIANXIN_INTAKE_PER_MINUTE: '10000' })
let county: County
let director = ''
let clerk = ''
beforeAll(async () => {
  county = await aCounty(server.house)
  await withAccounts(server, county, ['county-director', 'b-clerk', 'a-water-officer'])
  director = await signIn(server, 'county-director')
  clerk = await signIn(server, 'b-clerk')
  for (const [village, resolved] of [
    ['a1', 'yes'],
    ['a1', 'no'],
    ['b1', 'yes'],
  ] as const) {
    const { house } = server
    const { id: caseId } = await takeIn(house, county.resident(), {
      clientKey: `api-${village}-${resolved}`,
      villageId: county.org(village),
      words: '路灯不亮',
      contact: { phone: '13812340000' },
      language: 'zh-CN',
      files: [],
    })
    const sort = { category: 'power', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
    await takeStep('accept')(house, county.as(`${village}-secretary`), { caseId, ...sort })
    server.clock.advance(hour)
    await takeStep('settle')(house, county.as(`${village}-secretary`), {
      caseId,
      result: 'resolved',
      answer: '换了灯',
      files: [],
    })
    const as = county.resident(caseId)
    if (resolved === 'yes') await takeResidentStep('confirm')(house, as, { caseId, resolved, satisfied: 'fair' })
    else await takeResidentStep('dispute')(house, as, { caseId, resolved })
  }
})

const get = (path: string, cookies = director) => call(server, path, { cookies })

describe('GET /figures', () => {
  test('says the period it took, the numbers behind each rate, and the units by name', async () => {
    const { status, body } = await get('/figures?by=unit')
    expect(status).toBe(200)
    expect(body).toMatchObject({ from: '2026-11-01', to: '2026-11-23', minBase: 30, by: 'unit' })
    expect(body['whole'][1]).toMatchObject({
      formula: 'resolution',
      numerator: 2,
      denominator: 3,
      percent: 67,
      lowPercent: 20,
      highPercent: 94,
      comparable: false,
      reach: { asked: 3, reachable: 3, answered: 3 },
      excluded: [],
    })
    expect(body['groups'].map((g: { name: string }) => g.name)).toEqual(['a1村党支部', 'b1村党支部'])
    expect(body['outcomes']).toContainEqual({ fate: 'resolved', n: 2 })
  })

  test('a period before anything happened is empty, not zero', async () => {
    const { body } = await get('/figures?from=2026-10-01&to=2026-10-31')
    expect(body['whole'][0]).toMatchObject({ denominator: 0, rate: null, percent: null, low: null, lowPercent: null })
    expect(body['groups']).toEqual([])
  })

  test('a clerk of the other town reads that town’s alone, whatever area is asked for', async () => {
    expect((await get('/figures', clerk)).body['whole'][1]).toMatchObject({ numerator: 1, denominator: 1 })
    expect((await get(`/figures?under=${county.org('a')}`, clerk)).body['whole'][1]).toMatchObject({ denominator: 0 })
    expect((await get(`/figures?under=${county.org('a')}`)).body['whole'][1]).toMatchObject({
      numerator: 1,
      denominator: 2,
    })
  })

  test('what no calendar has is refused', async () => {
    expect((await get('/figures?from=2026-02-30')).status).toBe(422)
    expect((await get('/figures?by=person')).status).toBe(422)
  })
})

describe('GET /figures/export', () => {
  test('carries period, formulas, minimum base and who took it, above numbers that say of how many', async () => {
    const { body, headers } = await get('/figures/export?by=unit')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toContain('figures-2026-11-01-2026-11-23.csv')
    const lines = (body['text'] as string).replace('\uFEFF', '').split('\r\n')
    expect(lines[1]).toBe('时段,2026-11-01,2026-11-23')
    expect(lines[2]).toContain('王county-director')
    expect(lines.slice(0, 9).join('\n')).toContain('按时首次联系的件数 ÷ 应当首次联系的件数')
    expect(lines.find((l) => l.startsWith('全部'))).toBe(
      '全部,3,3,100,43,100,3,3,3,0,基数不足，不排名,2,3,67,20,94,3,3,3,0,基数不足，不排名,2,2,100,34,100,3,3,3,0,基数不足，不排名',
    )
    expect(lines.some((l) => l.startsWith('a1村党支部,2,2,'))).toBe(true)
  })

  test('an org’s name never becomes a formula of the spreadsheet', async () => {
    await server.house.db.transaction({ jurisdictionId: 1 }, (tx) =>
      tx.updateTable('orgs').set({ name: '=1+1,"村"' }).where('id', '=', county.org('b1')).execute(),
    )
    const { body } = await get('/figures/export?by=unit')
    expect(body['text']).toContain(`"'=1+1,""村"""`)
  })
})

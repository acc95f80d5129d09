/** What leaves the house: one petition as JSON and on paper, a period as a register, the year in figures; and what the resident's page says of it. */
import { beforeAll, describe, expect, test } from 'vitest'
import { opinion, registration } from '../../../test/a-petition.ts'
import { aCounty, type County, day } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aServer, call, signIn, withAccounts } from '../../../test/server.ts'
import { handbook } from '../handbook.ts'
import { registerHeard, takeIn, takeResidentStep, takeStep } from '../service.ts'

const db = testDatabase()
const server = aServer(db)
let county: County
let clerk: string
let [concluded, begun, plain] = ['', '', '']
const step = (who: string, caseId: string, action: Parameters<typeof takeStep>[0], input: object = {}) =>
  takeStep(action)(server.house, county.as(who), { caseId, ...input } as never)

beforeAll(async () => {
  county = await aCounty(server.house)
  await withAccounts(server, county, ['a-clerk', 'b-clerk', 'county-director', 'a1-liaison'])
  clerk = await signIn(server, 'a-clerk')
  const inTown = async (words: string) => {
    const { id } = await takeIn(server.house, county.resident(), {
      clientKey: `export-${words}`,
      villageId: county.org('a1'),
      words,
      contact: { phone: '13800001234' },
      language: 'zh-CN',
      files: [],
    })
    const sort = { category: 'water', nature: 'complain', urgency: 'ordinary', extent: 'individual' }
    await step('a1-secretary', id, 'accept', sort)
    await step('a1-secretary', id, 'escalate', { reason: '村里办不了' })
    return id
  }
  concluded = await inTown('=水费多收了三个月')
  begun = await inTown('路灯不亮')
  plain = await inTown('不是信访的事')
  await step('a-clerk', concluded, 'treatAsPetition', { ...registration, externalNumber: 'XF2026-0815', persons: 6 })
  await step('a-clerk', concluded, 'choosePetitionKind', { kind: 'claim' })
  await step('a-clerk', concluded, 'routePetition', { road: 'investigation' })
  await step('a-clerk', concluded, 'tellInWriting', { notice: '您反映的事收到了，由镇里调查处理。' })
  await step('a-clerk', concluded, 'concludePetition', opinion)
  await step('a-clerk', begun, 'treatAsPetition', { ...registration, receivedOn: '2026-11-02' })
})

const get = async (path: string, cookies = clerk) => {
  const reply = await server.app.request(`/api/v1${path}`, { headers: { cookie: cookies } })
  const bytes = Buffer.from(await reply.arrayBuffer())
  return { status: reply.status, headers: reply.headers, text: bytes.toString('utf8') }
}

describe('one petition', () => {
  test('as JSON: registration, clocks with their articles, the opinion’s fields', async () => {
    const { headers, text } = await get(`/cases/${concluded}/petition-export`)
    expect(headers.get('content-disposition')).toContain('attachment')
    expect(JSON.parse(text)).toMatchObject({
      number: 'XF2026-0815',
      group: true,
      words: '=水费多收了三个月',
      opinions: [{ stage: 'opinion', outcome: 'supported', request: opinion.request, facts: opinion.facts }],
    })
    expect(text).not.toContain('13800001234')
  })
  test('as a page to print: five parts, the issuer and the day without zeros, no script, nothing from elsewhere', async () => {
    const { headers, text } = await get(`/cases/${concluded}/petition-export?format=html`)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const part of [
      '信访事项处理意见书',
      opinion.facts,
      opinion.opinion,
      opinion.review,
      'a镇党委',
      '2026年11月23日',
    ])
      expect(text).toContain(part)
    expect(text).toContain('size:A4')
    expect(text).not.toMatch(/<script|https?:/)
  })
  test('before an opinion there is nothing to print, and what is no petition has no export', async () => {
    expect((await get(`/cases/${begun}/petition-export?format=html`)).status).toBe(404)
    const reply = await get(`/cases/${plain}/petition-export`)
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'petition.none' })
  })
})

describe('the register of a period', () => {
  const period = 'from=2026-11-01&to=2026-11-30'
  test('as CSV: says how many, by day of receipt, and nothing a spreadsheet would run', async () => {
    const { headers, text } = await get(`/petitions/export?${period}`)
    expect(headers.get('x-count')).toBe('2')
    const lines = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(text.startsWith('\uFEFF信访系统编号,')).toBe(true)
    expect(lines[1]).toContain('2026-11-02')
    expect(lines[2]).toContain("'=水费多收了三个月")
    expect(lines[2]).toContain('支持')
  })
  test('as JSON: whole, with its count', async () => {
    const body = JSON.parse((await get(`/petitions/export?${period}&format=json`)).text)
    expect(body.count).toBe(2)
    expect(body.items.map((i: { outcome: string | null }) => i.outcome)).toEqual([null, 'supported'])
  })
  test('of another period: none', async () => {
    expect((await get('/petitions/export?from=2025-01-01&to=2025-12-31')).headers.get('x-count')).toBe('0')
  })
  test('another town’s clerk exports none of it', async () => {
    const other = await signIn(server, 'b-clerk')
    expect((await get(`/petitions/export?${period}`, other)).headers.get('x-count')).toBe('0')
    expect((await get(`/cases/${concluded}/petition-export`, other)).status).toBe(404)
  })
  test('a liaison member may not export', async () => {
    const liaison = await signIn(server, 'a1-liaison')
    expect((await get(`/petitions/export?${period}`, liaison)).status).toBe(403)
  })
})

test('the year in figures is counted from what was recorded', async () => {
  const director = await signIn(server, 'county-director')
  const { body } = await call(server, '/petitions/year?year=2026', { cookies: director })
  expect(body).toMatchObject({
    totals: { all: 2, group: 1, persons: 7, reviews: 0 },
    byKind: { claim: 1, none: 1 },
    byOutcome: { supported: 1, none: 1 },
    clocks: { conclude: { of: 1, inTime: 1, late: 0 }, tell: { of: 2, inTime: 1, late: 1 } },
  })
})

test('the resident reads the opinion in full and until when a review may be asked for, and asks', async () => {
  const { handled } = (await step('county-officer', concluded, 'setExternalNumber', {
    externalNumber: 'XF2026-0816',
  })) as {
    handled: { clocks: { clock: string; dueAt: string }[] }
  }
  const until = handled.clocks.find((c) => c.clock === 'ask-review')?.dueAt
  const reply = await call(server, '/requests/look-up', {
    method: 'POST',
    body: { number: await numberOf(concluded), code: server.house.keys.queryCode(1, concluded) },
  })
  expect(reply.body['petition']).toMatchObject({
    number: 'XF2026-0816',
    opinions: [{ outcome: 'supported', opinion: opinion.opinion }],
    ask: { stage: 'review', until },
  })
  expect(JSON.stringify(reply.body['petition'])).not.toContain('measures')
  server.clock.advance(day)
  const view = (await takeResidentStep('askReview')(server.house, county.resident(concluded), {
    caseId: concluded,
    reason: '退得不够',
  })) as { petition: { ask: unknown; owed: string } }
  expect(view.petition).toMatchObject({ ask: null, owed: 'review' })
})
const numberOf = async (id: string) => {
  const { body } = await call(server, `/cases/${id}`, { cookies: clerk })
  return body['number'] as string
}

// last, so that the registers above count what they counted
test('the opinion stands where any answer would: on the case’s own paper, and in the handbook of who wrote it down', async () => {
  const heard = await registerHeard(server.house, county.as('a1-liaison'), {
    clientKey: 'export-heard',
    villageId: county.org('a1'),
    words: '占地补偿少算了',
    channel: 'visit',
    consent: 'not-asked',
    language: 'zh-CN',
    files: [],
  })
  const id = heard.id
  await step('a1-liaison', id, 'handUp')
  const sort = { category: 'land', nature: 'complain', urgency: 'ordinary', extent: 'individual' }
  await step('a1-secretary', id, 'accept', sort)
  await step('a1-secretary', id, 'escalate', { reason: '当年是镇里丈量的' })
  await step('a-clerk', id, 'treatAsPetition', registration)
  await step('a-clerk', id, 'choosePetitionKind', { kind: 'claim' })
  await step('a-clerk', id, 'routePetition', { road: 'investigation' })
  await step('a-clerk', id, 'tellInWriting', { notice: '您反映的事收到了，由镇里调查处理。' })
  await step('a-clerk', id, 'concludePetition', opinion)
  expect((await get(`/cases/${id}/export`)).text).toContain(opinion.opinion)
  const book = await handbook(server.house, county.as('a1-liaison'), {})
  expect(book.items.find((i) => i.id === id)?.result).toBe(opinion.opinion)
})

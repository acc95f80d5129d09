/** The link of a message: followed by anybody and anything it changes nothing; one press of a button records one verdict. */
import { beforeAll, describe, expect, test } from 'vitest'
import { doing } from '../../../src/access/command.ts'
import { followed } from '../../../src/cases/receipt.ts'
import { takeIn, takeResidentStep, takeStep } from '../../../src/cases/service.ts'
import { sweepClocks } from '../../../src/cases/sweep-clocks.ts'
import { readVerdictToken, verdictToken } from '../../../src/cases/verdict-link.ts'
import { viewCase } from '../../../src/cases/view.ts'
import { messageText } from '../../../src/interop/outbox.ts'
import { aCounty, type County, day, minute } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aServer } from '../../../test/server.ts'

const db = testDatabase()
const it = aServer(db, { LIANXIN_PROXIES: '1' })
let county: County
beforeAll(async () => {
  county = await aCounty(it.house)
})

const phone = { phone: '138 1234 5678', name: '张三' }
let keys = 0
/** Handed in, taken on and answered by the village; gives the case. */
async function answered(more: object = { contact: phone }, answer: object = {}) {
  const { id } = await takeIn(it.house, county.resident(), {
    clientKey: `link-key-${++keys}`,
    villageId: county.org('a1'),
    words:
      '自来水三天没有来了，家里有老人和孩子，做饭都成问题，打了几次电话也没有人来看过，只说在修，请快一点派人来把水管修好，谢谢你们',
    place: '一组老井旁',
    language: 'zh-CN',
    files: [],
    ...more,
  })
  const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
  it.clock.advance(minute)
  await takeStep('accept')(it.house, county.as('a1-secretary'), { caseId: id, ...sort })
  await settle(id, 'a1-secretary', answer)
  return id
}
const settle = (caseId: string, by: string, more: object = {}) => {
  it.clock.advance(minute)
  return takeStep('settle')(it.house, county.as(by), {
    caseId,
    result: 'resolved',
    answer: '主管道修好了',
    files: [],
    ...more,
  } as never)
}
const view = (caseId: string) => doing(it.house, county.as('county-director'), (d) => viewCase(d, caseId))
const sent = (caseId: string) =>
  it.house.db.transaction({ jurisdictionId: 1, job: 'outbox' }, (tx) =>
    tx.selectFrom('outbox').selectAll().where('case_id', '=', caseId).orderBy('id').execute(),
  )
/** The tokens of the messages that ask, oldest first. */
const tokens = async (caseId: string) =>
  (await sent(caseId)).flatMap((m) => (m.params as { verdict?: string }).verdict ?? [])
const tokenOf = async (caseId: string) => (await tokens(caseId)).at(-1) ?? ''

const here = { host: 'localhost', origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }
const ask = (path: string, init: RequestInit = {}) => it.app.request(`http://localhost${path}`, init)
const tap = (token: string, body: string, headers: Record<string, string> = here, after = '') =>
  ask(`/v/${token}${after}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  })
const text = async (path: string) => (await ask(path, { headers: { 'accept-language': 'zh-CN' } })).text()

describe('link scanners cannot vote', () => {
  const scanners = [
    'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.49',
    'WhatsApp/2.23 A',
    'Slackbot-LinkExpanding 1.0',
    'facebookexternalhit/1.1',
    'Mozilla/5.0 (compatible; bingbot/2.0)',
    'BarracudaCentral',
    '',
  ]
  const ways: Record<string, string>[] = [
    {},
    { purpose: 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'x-moz': 'prefetch' },
  ]

  test('whoever follows it, however often and by whatever method, nothing is changed, set or kept', async () => {
    const id = await answered()
    const [token, before] = [await tokenOf(id), await view(id)]
    for (const agent of scanners)
      for (const way of ways)
        for (const method of ['GET', 'HEAD', 'OPTIONS'])
          for (const path of [`/v/${token}`, `/v/${token}/thanks`]) {
            const reply = await ask(path, { method, headers: { 'user-agent': agent, ...way } })
            expect(reply.headers.getSetCookie(), `${method} ${path}`).toEqual([])
            if (method === 'OPTIONS') continue
            expect([reply.headers.get('x-robots-tag'), reply.headers.get('cache-control')]).toEqual([
              'noindex, nofollow',
              'no-store',
            ])
          }
    expect(await view(id)).toEqual(before)
  })

  test('a form sent from elsewhere, or from nowhere, is refused and changes nothing', async () => {
    const id = await answered()
    const [token, before] = [await tokenOf(id), await view(id)]
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://scanner.example' },
      { origin: 'null' },
      { referer: 'https://scanner.example/v/x' },
      {},
    ]
    for (const headers of foreign)
      for (const path of ['', '/thanks']) {
        const reply = await tap(token, 'resolved=yes', { host: 'localhost', ...headers } as never, path)
        expect(reply.status, JSON.stringify(headers)).toBe(403)
      }
    expect(await view(id)).toEqual(before)
  })

  test('it shows what it is about: place, the first words, the answer with its date; nobody’s contact', async () => {
    const token = await tokenOf(await answered())
    const page = await text(`/v/${token}`)
    for (const shown of ['一组老井旁', '自来水三天没有来了', '主管道修好了', '解决了', '解决了一部分', '没解决'])
      expect(page).toContain(shown)
    expect(page).not.toMatch(/谢谢你们|张三|138/)
  })
})

describe('one tap', () => {
  const verdicts = async (id: string) =>
    (await view(id)).events.filter((e) => ['confirm', 'dispute', 'explainVerdict'].includes(e.type)).map((e) => e.type)

  test('twenty presses at once are one verdict, and one more is harmless', async () => {
    const id = await answered()
    const token = await tokenOf(id)
    const replies = await Promise.all(Array.from({ length: 20 }, () => tap(token, 'resolved=yes')))
    expect(new Set(replies.map((r) => [r.status, r.headers.get('location')].join()))).toEqual(
      new Set([`303,/v/${token}/thanks`]),
    )
    expect(await verdicts(id)).toEqual(['confirm'])
    expect((await tap(token, 'resolved=yes')).status).toBe(303)
    expect(await verdicts(id)).toEqual(['confirm'])
    expect(await view(id)).toMatchObject({ state: 'closed', outcome: 'resolved', resolved: 'yes', satisfied: null })
  })

  test.each(['no', 'partly'] as const)('twenty times “%s” reopens once, one level up', async (resolved) => {
    const id = await answered()
    const token = await tokenOf(id)
    await Promise.all(Array.from({ length: 20 }, () => tap(token, `resolved=${resolved}`)))
    expect(await verdicts(id)).toEqual(['dispute'])
    expect(await view(id)).toMatchObject({ state: 'reopened', level: 'town', resolved, reopened: 1 })
  })

  test('details come afterwards, or never; they reopen nothing a second time, and are kept once', async () => {
    const id = await answered()
    const token = await tokenOf(id)
    await tap(token, 'resolved=no')
    const until = (await view(id)).verdictAt
    it.clock.advance(day)
    for (let n = 0; n < 2; n++)
      expect((await tap(token, 'satisfied=dissatisfied&why=没人来看过', here, '/thanks')).status).toBe(303)
    expect(await verdicts(id)).toEqual(['dispute', 'explainVerdict'])
    const after = await view(id)
    expect(after).toMatchObject({ state: 'reopened', reopened: 1, satisfied: 'dissatisfied', verdictAt: until })
    expect(after.events.at(-1)?.texts).toEqual({ why: '没人来看过' })
    expect(await text(`/v/${token}/thanks`)).toContain('没人来看过')
  })

  test('“settled” becomes “not”, and back again, by the same link', async () => {
    const id = await answered()
    const token = await tokenOf(id)
    await tap(token, 'resolved=yes')
    expect(await text(`/v/${token}`)).toContain('由上一级重新办')
    await tap(token, 'resolved=no')
    expect(await view(id)).toMatchObject({ state: 'reopened', resolved: 'no' })
    await tap(token, 'resolved=partly')
    expect(await view(id)).toMatchObject({ state: 'reopened', resolved: 'partly', reopened: 1 })
    await tap(token, 'resolved=yes')
    expect(await view(id)).toMatchObject({ state: 'closed', resolved: 'yes' })
  })

  test('words that say otherwise: somebody will call, said only to who left a number', async () => {
    const [reached, anonymous] = [await answered(), await answered({})]
    for (const id of [reached, anonymous]) {
      const seq = (await view(id)).events.findIndex((e) => e.type === 'settle') + 1
      const token = verdictToken(it.house.keys, 1, id, seq)
      await tap(token, 'resolved=yes')
      await tap(token, 'why=还没修好', here, '/thanks')
      expect(await view(id)).toMatchObject({ doubt: 'words' })
      const said = (await text(`/v/${token}/thanks`)).includes('我们会打电话问清楚')
      expect(said).toBe(id === reached)
    }
  })

  test('the grades offered are the scheme’s', async () => {
    const id = await answered()
    const token = await tokenOf(id)
    await tap(token, 'resolved=yes')
    const page = await text(`/v/${token}/thanks`)
    for (const grade of it.house.schemes.of(1).verdict.grades) expect(page).toContain(`value="${grade}"`)
    const odd = await tap(token, 'satisfied=delighted', here, '/thanks')
    expect([odd.status, (await view(id)).satisfied]).toEqual([422, null])
  })

  test('a press without an answer, or with another, records nothing and shows the question again', async () => {
    const id = await answered()
    const token = await tokenOf(id)
    for (const body of ['', 'resolved=maybe', 'settled=no', 'resolved=yes&resolved=no']) {
      const reply = await tap(token, body)
      expect([reply.status, reply.headers.get('location')]).toEqual([303, `/v/${token}`])
    }
    expect(await verdicts(id)).toEqual([])
  })
})

describe('which answer is asked about', () => {
  test('a second answer is asked about anew, by message and page; the link of the first says so', async () => {
    const id = await answered()
    const first = await tokenOf(id)
    it.clock.advance(minute)
    await tap(first, 'resolved=no')
    it.clock.advance(minute)
    await settle(id, 'a-clerk', { answer: '换了水泵' })
    const [old, fresh, ...more] = await tokens(id)
    expect([old, more]).toEqual([first, []])
    expect(fresh).not.toBe(first)
    expect((await sent(id)).map((m) => m.template)).toEqual([
      'received',
      'accepted',
      'answered',
      'reopened',
      'answered',
    ])
    expect(await text(`/v/${first}`)).toMatch(/不能再评了[\s\S]*track\/your-code/)
    expect(await text(`/v/${fresh}`)).toContain('换了水泵')
    expect((await tap(first, 'resolved=yes')).headers.get('location')).toBe(`/v/${first}`)
    expect((await view(id)).state).toBe('answered')
    // the tracking page asks too: nothing said of the first answer stands for the second
    const { verdict, may, answer } = await followed(it.house, county.resident(id), { caseId: id })
    expect([verdict, may.includes('confirm'), answer?.text]).toEqual([null, true, '换了水泵'])
    await tap(fresh ?? '', 'resolved=yes')
    expect(await view(id)).toMatchObject({ state: 'closed', resolved: 'yes' })
  })

  test('when its days are over the link takes nothing any more', async () => {
    const id = await answered()
    const token = await tokenOf(id)
    await tap(token, 'resolved=yes')
    it.clock.advance(20 * day)
    expect(await text(`/v/${token}`)).toContain('不能再评了')
    await tap(token, 'resolved=no')
    expect(await view(id)).toMatchObject({ state: 'closed', resolved: 'yes' })
  })

  test('weeks later it is asked once more, once; a “no” reopens, pressed however often', async () => {
    const id = await answered()
    await tap(await tokenOf(id), 'resolved=yes')
    it.clock.advance(32 * day)
    while ((await sweepClocks(it.house, 1)) > 0);
    const token = await tokenOf(id)
    expect((await sent(id)).at(-1)).toMatchObject({ template: 'later' })
    expect(await text(`/v/${token}`)).toMatch(/真办好了吗[\s\S]*其实没办好/)
    await Promise.all(Array.from({ length: 8 }, () => tap(token, 'settled=no&why=又停水了')))
    const after = await view(id)
    expect(after).toMatchObject({ state: 'reopened', later: 'no', reopened: 1 })
    expect(after.events.filter((e) => e.type === 'notSettled').map((e) => e.texts)).toEqual([{ why: '又停水了' }])
    expect(await text(`/v/${token}/thanks`)).toContain('记下了')
    expect((await tap(token, 'settled=yes')).headers.get('location')).toBe(`/v/${token}`)
  })

  test('an anonymous reporter is never asked weeks later', async () => {
    const id = await answered({})
    await takeResidentStep('confirm')(it.house, county.resident(id), { caseId: id, resolved: 'yes' })
    it.clock.advance(40 * day)
    while ((await sweepClocks(it.house, 1)) > 0);
    expect((await view(id)).events.some((e) => e.type === 'askLater')).toBe(false)
    expect(await sent(id)).toEqual([])
  })
})

describe('wrong links', () => {
  test('are told kindly, and after many from one address no more are looked at', async () => {
    const token = await tokenOf(await answered())
    const wrong = `${token.slice(0, -4)}AAAA`
    const from = (address: string, path: string) =>
      ask(path, { headers: { 'x-forwarded-for': address, 'accept-language': 'zh-CN' } })
    for (const bad of [wrong, token.slice(0, 30), `${token}x`]) {
      const reply = await from('10.9.9.9', `/v/${bad}`)
      expect(reply.status).toBe(404)
      expect(await reply.text()).toMatch(/这个链接打不开[\s\S]*track\/your-code/)
    }
    for (let n = 0; n < 40; n++) await from('10.9.9.9', `/v/${wrong}`)
    expect((await from('10.9.9.9', `/v/${wrong}`)).status).toBe(429)
    expect((await from('10.9.9.8', `/v/${token}`)).status).toBe(200)
  })

  test('a token opens one step of one case of one jurisdiction', async () => {
    const id = await answered()
    const token = await tokenOf(id)
    const opened = readVerdictToken(it.house.keys, 1, token)
    expect(opened).toEqual({ caseId: id, seq: (await view(id)).events.length })
    expect(readVerdictToken(it.house.keys, 2, token)).toBeUndefined()
  })
})

describe('the message', () => {
  test('carries the link to the resident, and shows staff none that works', async () => {
    const id = await answered()
    const message = (await sent(id)).at(-1)
    if (!message) throw new Error('no message')
    const token = await tokenOf(id)
    expect(messageText(message, 'https://lx.example')).toMatch(new RegExp(`https://lx.example/v/${token}$`))
    expect(messageText(message, 'https://lx.example', 'to-staff')).not.toContain(token)
  })
})

/** Taking a request in: once, sealed, word for word, and refused in words one can act on. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCounty, type County, day, openTestHouse } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call } from '../../test/server.ts'
import { newId } from '../kernel/ids.ts'
import { registerHeard, takeIn, takeResidentStep, takeStep } from './service.ts'

const db = testDatabase()
const server = aServer(db, { LIANXIN_INTAKE_PER_MINUTE: '30', LIANXIN_PROXIES: '1' })
let county: County
let abroad: County
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(server.house)
  abroad = await aCounty(server.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const phone = '138 1234 5678'
const resident = { jurisdictionId: 1, actor: { kind: 'resident' }, language: 'zh-CN' } as const
let keys = 0
const aRequest = (more: object = {}) => ({
  clientKey: `key-of-test-${++keys}`,
  villageId: county.org('a1'),
  words: '村口路灯坏了，晚上看不见',
  language: 'zh-CN' as const,
  files: [],
  ...more,
})
// each test calls from an address of its own, so that only the test of the limit meets it
let address = 0
beforeEach(() => void address++)
const handIn = (body: unknown, headers: Record<string, string> = {}) =>
  call(server, '/requests', { body, headers: { 'x-forwarded-for': `192.0.2.${address}`, ...headers } })
const countCases = async (where = 'true') =>
  (await owner.query(`select count(*)::int as n from cases where ${where}`)).rows[0].n as number
const rowsOf = async (table: string, caseId: string) =>
  (await owner.query(`select * from ${table} where case_id = $1`, [caseId])).rows

describe('handed in twice', () => {
  test('the same client key gives the same receipt, and adds nothing', async () => {
    const body = aRequest({ contact: { phone } })
    const first = await handIn(body)
    expect(first).toMatchObject({
      status: 201,
      body: {
        again: false,
        caseId: null,
        number: expect.stringMatching(/^LX-2611-\d{4}$/),
        code: expect.stringMatching(/^\d{6}$/),
      },
    })
    const before = await countCases()
    server.clock.advance(3 * day)
    const second = await handIn(body)
    expect(second).toMatchObject({ status: 201, body: { ...first.body, again: true } })
    expect(await countCases()).toBe(before)
  })

  test('twenty at once make one case, one receipt, one message', async () => {
    const body = aRequest({ contact: { phone } })
    const replies = await Promise.all(Array.from({ length: 20 }, () => handIn(body)))
    expect(
      new Set(replies.map((r) => `${r.status} ${r.body['number']} ${r.body['code']} ${r.body['dueAt']}`)).size,
    ).toBe(1)
    expect(replies.filter((r) => !r.body['again'])).toHaveLength(1)
    const { rows } = await owner.query('select case_id from case_receipts where client_key = $1', [body.clientKey])
    expect(rows).toHaveLength(1)
    expect(await rowsOf('outbox', rows[0].case_id)).toHaveLength(1)
    expect(await rowsOf('case_events', rows[0].case_id)).toHaveLength(1)
  })

  test('a key used again for other words, another place or another number is refused', async () => {
    const body = aRequest({ contact: { phone } })
    await handIn(body)
    for (const other of [
      { words: '别的事' },
      { villageId: county.org('a2') },
      { contact: { phone: '13900000009' } },
      { contact: undefined },
    ])
      expect(await handIn({ ...body, ...other })).toMatchObject({ status: 409, body: { code: 'intake.key-reused' } })
  })

  test('keys of two counties do not meet', async () => {
    const clientKey = 'the-very-same-key'
    const [here, there] = await Promise.all([
      takeIn(server.house, county.resident(), { ...aRequest(), clientKey }),
      takeIn(server.house, abroad.resident(), { ...aRequest(), clientKey, villageId: abroad.org('a1') }),
    ])
    expect([here.again, there.again]).toEqual([false, false])
  })
})

test('more at once than the pool has connections: none waits for ever, all get their own number', {
  timeout: 20_000,
}, async () => {
  const narrow = openTestHouse(db, { LIANXIN_POOL: '2' }, new Date('2027-01-05T09:00:00+08:00'))
  const { house } = narrow
  const caller = county.as('a1-secretary')
  const heard = await Promise.all(
    Array.from({ length: 60 }, () =>
      registerHeard(house, caller, { ...aRequest(), channel: 'visit', consent: 'not-asked' }),
    ),
  )
  expect(new Set(heard.map((r) => r.number)).size).toBe(60)
  await narrow.close()
})

describe('many in the same instant', () => {
  test('each gets its own receipt; a key twice among them is one request; a key used for other words is refused alone', async () => {
    const before = await countCases()
    const twice = aRequest()
    const bodies = [
      ...Array.from({ length: 30 }, () => aRequest()),
      twice,
      { ...twice },
      { ...twice, words: '别的一件事，不是路灯' },
    ]
    const done = await Promise.allSettled(bodies.map((body) => takeIn(server.house, resident, body)))
    const taken = done.flatMap((d) => (d.status === 'fulfilled' ? [d.value] : []))
    const refused = done.flatMap((d) => (d.status === 'rejected' ? [(d.reason as { code: string }).code] : []))
    expect(refused).toEqual(['intake.key-reused'])
    expect(new Set(taken.map((r) => r.number)).size).toBe(31)
    expect(taken.filter((r) => r.again)).toHaveLength(1)
    expect(await countCases()).toBe(before + 31)
  })
})

describe('what is kept of a person', () => {
  test('the number stands in no table in clear, neither as typed nor as dialled, nor does the name', async () => {
    await handIn(aRequest({ contact: { phone: '13755550123', name: '赵钱孙' } }))
    await registerHeard(server.house, county.as('a1-liaison'), {
      ...aRequest({ contact: { phone: '137 5555 0123', name: '赵钱孙' } }),
      channel: 'phone',
      consent: 'given',
    })
    const { rows: tables } = await owner.query(
      `select schemaname || '."' || tablename || '"' as name from pg_tables where schemaname in ('public', 'auth')`,
    )
    for (const { name } of tables) {
      const { rows } = await owner.query(
        `select t::text as row from ${name} t where t::text ~ '13755550123|137 5555 0123|赵钱孙'`,
      )
      expect(rows, name).toEqual([])
    }
  })

  test('the blind index finds the person by number and by its last four digits, however written', async () => {
    const { number } = (await handIn(aRequest({ contact: { phone: '+86 137-0000-4321' } }))).body
    const search = async (field: string, plain: string) => {
      const index = server.house.keys.blindIndex(1, field, plain)
      const { rows } = await owner.query(
        `select c.number from residents r join cases c on c.resident_id = r.id where r.${field.replace('-', '_')}_index = $1`,
        [index],
      )
      return rows.map((r) => r.number)
    }
    expect(await search('phone', '13700004321')).toEqual([number])
    expect(await search('phone-tail', '4321')).toEqual([number])
    expect(await search('phone', '13700004322')).toEqual([])
  })

  test('who stays anonymous leaves no person, no message, and a code all the same', async () => {
    const { body } = await handIn(aRequest())
    const { rows } = await owner.query('select id, resident_id from cases where number = $1', [body['number']])
    expect(rows[0].resident_id).toBeNull()
    expect(await rowsOf('outbox', rows[0].id)).toEqual([])
    const found = await call(server, '/requests/look-up', { body: { number: body['number'], code: body['code'] } })
    expect(found).toMatchObject({
      status: 200,
      body: {
        words: '村口路灯坏了，晚上看不见',
        state: 'registered',
        may: expect.arrayContaining(['addWords', 'withdraw']),
      },
    })
  })

  test('a member may name a resident of the village they write for, and of no other', async () => {
    const named = (residentId: string) =>
      registerHeard(server.house, county.as('a1-liaison'), {
        ...aRequest({ residentId }),
        channel: 'visit',
        consent: 'not-asked',
      })
    await expect(named(county.household('a1').head)).resolves.toMatchObject({ again: false })
    for (const foreign of [county.household('a2').head, abroad.household('a1').head, newId(server.house.now())]) {
      const before = await countCases()
      await expect(named(foreign)).rejects.toMatchObject({ code: 'input.invalid' })
      expect(await countCases()).toBe(before)
    }
  })

  test('a contact needs consent, a channel of the desk’s, and a village of one’s own', async () => {
    const register = (more: object) =>
      registerHeard(server.house, county.as('a1-liaison'), {
        ...aRequest(),
        channel: 'visit',
        consent: 'not-asked',
        ...more,
      } as never)
    await expect(register({ contact: { phone } })).rejects.toMatchObject({ code: 'intake.consent-missing' })
    for (const channel of ['pigeon', 'constructor'])
      await expect(register({ channel })).rejects.toMatchObject({ code: 'case.code-unknown' })
    await expect(register({ villageId: county.org('a2') })).rejects.toMatchObject({ code: 'org.unknown' })
  })
})

describe('the words', () => {
  test('stay as they were said, beside every later one', async () => {
    const { id } = await takeIn(server.house, county.resident(), aRequest({ words: '水管裂了\n  水流了一地' }))
    await takeStep('accept')(server.house, county.as('a1-secretary'), {
      caseId: id,
      title: '水管漏水',
      category: 'water',
      nature: 'help',
      urgency: 'ordinary',
      extent: 'individual',
    })
    await takeResidentStep('addWords')(server.house, county.resident(id), {
      caseId: id,
      words: '今天更大了',
      files: [],
    })
    const view = await takeStep('sort')(server.house, county.as('a1-secretary'), {
      caseId: id,
      title: '主管破裂',
      category: 'water',
      nature: 'help',
      urgency: 'urgent',
      extent: 'common',
    })
    expect(view).toMatchObject({ words: '水管裂了\n  水流了一地', title: '主管破裂', urgency: 'urgent' })
    expect(view.events.map((e) => e.texts['words'] ?? e.texts['title'])).toEqual([
      '水管裂了\n  水流了一地',
      '水管漏水',
      '今天更大了',
      '主管破裂',
    ])
  })

  test.each([
    ['beyond the basic plane', '𠮷野家门口的𪚥字牌掉了 😀👨‍👩‍👧‍👦'],
    ['with direction marks and joiners', 'ئۇيغۇرچە \u200f\u200d نص'],
    ['as a program would', `'; drop table cases; -- <script>alert(1)</script> {{7*7}} %s $1 \\u0000`],
  ])('%s come back letter for letter', async (_name, words) => {
    const { body } = await handIn(aRequest({ words, place: words.slice(0, 20).toWellFormed() }))
    expect(
      (await call(server, '/requests/look-up', { body: { number: body['number'], code: body['code'] } })).body['words'],
    ).toBe(words)
  })

  test('what no database can hold is left out, not answered with a fault', async () => {
    const sent = JSON.stringify(aRequest()).replace('路灯坏了', '路灯\\u0000坏\\ud83d了')
    const { status, body } = await handIn(sent)
    expect(status).toBe(201)
    expect(
      (await call(server, '/requests/look-up', { body: { number: body['number'], code: body['code'] } })).body['words'],
    ).toBe('村口路灯坏\ufffd了，晚上看不见')
    expect(await handIn({ ...aRequest(), clientKey: 'key\0with\0nul' })).toMatchObject({ status: 201 })
  })

  test('a long opening is cut between characters', async () => {
    const { id } = await takeIn(server.house, county.resident(), aRequest({ words: '𠮷'.repeat(300) }))
    const { rows } = await owner.query('select opening from cases where id = $1', [id])
    expect(rows[0].opening).toBe('𠮷'.repeat(120))
  })
})

describe('refused', () => {
  const refused = async (body: unknown, headers = {}) => {
    const before = await countCases()
    const reply = await handIn(body, headers)
    expect(await countCases()).toBe(before)
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    return reply
  }

  test('a village there is not, a town, and a village of another county', async () => {
    for (const villageId of [newId(server.house.now()), county.org('a'), abroad.org('a1')])
      expect(await refused(aRequest({ villageId }))).toMatchObject({
        status: 422,
        body: { code: 'org.unknown', title: expect.stringContaining('选') },
      })
  })

  test.each([
    ['zh-CN', '打不通'],
    ['en', 'cannot be called'],
  ])('a number nobody can call, said in %s beside its field', async (language, words) => {
    const { status, body } = await refused(aRequest({ contact: { phone: '12345678901' } }), {
      'accept-language': language,
    })
    expect([status, body['code']]).toEqual([422, 'input.invalid'])
    expect(body['errors']).toEqual([{ path: 'contact.phone', message: expect.stringContaining(words) }])
  })

  test.each([
    ['words', { words: ' ' }],
    ['words', { words: '长'.repeat(20_001) }],
    ['clientKey', { clientKey: 'short' }],
    ['villageId', { villageId: 'a1' }],
    ['language', { language: 'fr' }],
    ['files', { files: Array.from({ length: 10 }, () => '01900000-0000-7000-8000-000000000001') }],
  ])('a wrong %s is named, in the reader’s language', async (path, wrong) => {
    const { body } = await refused(aRequest(wrong))
    expect(body).toMatchObject({
      code: 'input.invalid',
      status: 422,
      errors: [{ path, message: expect.stringMatching(/\p{Script=Han}/u) }],
    })
  })

  test('files of somebody else', async () => {
    expect(await refused(aRequest({ files: [newId(server.house.now())] }))).toMatchObject({
      status: 422,
      body: { code: 'file.not-found' },
    })
  })

  test('broken JSON, and JSON that is no object', async () => {
    for (const body of ['{"words": "停水"', '[]', '"停水"', 'null', '停水'])
      expect(await refused(body)).toMatchObject({ status: 400, body: { code: 'body.unreadable' } })
  })

  test('too long a body, without reading it to its end', async () => {
    expect(await refused(aRequest({ place: '长'.repeat(100_000) }))).toMatchObject({
      status: 413,
      body: { code: 'body.too-large' },
    })
    let given = 0
    const endless = new ReadableStream({
      pull: (to) => (++given > 5000 ? to.close() : to.enqueue(Buffer.alloc(10_000, 0x20))),
    })
    expect(await refused(endless)).toMatchObject({ status: 413 })
    expect(given).toBeLessThan(100)
  })

  test('more than the limit from one address: 429 says when to come again, and others are served', async () => {
    const replies = []
    for (let n = 0; n < 31; n++) replies.push(await handIn('{'))
    expect(replies.slice(0, 30).every((r) => r.status === 400)).toBe(true)
    const last = replies[30]
    expect(last).toMatchObject({ status: 429, body: { code: 'rate.exceeded' } })
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(last?.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await handIn(aRequest(), { 'x-forwarded-for': '198.51.100.7' })).status).toBe(201)
  })
})

describe('the query code', () => {
  test('opens with its number however both are written; a wrong one and a wrong number are answered alike', async () => {
    const { number, code } = (await handIn(aRequest())).body
    const look = (n: string, c: string) => call(server, '/requests/look-up', { body: { number: n, code: c } })
    for (const written of [number, number.toLowerCase(), number.replaceAll('-', ' '), number.slice(3)])
      expect((await look(written, `${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200)
    const wrong = await look(number, String((Number(code) + 1) % 1_000_000).padStart(6, '0'))
    const nowhere = await look('LX-2611-9999', code)
    expect([wrong.status, wrong.body]).toEqual([nowhere.status, nowhere.body])
    expect(wrong.body['code']).toBe('case.code-wrong')
  })

  test('after ten wrong ones even the right one waits', async () => {
    const { number, code } = (await handIn(aRequest())).body
    const look = (c: string) =>
      call(server, '/requests/look-up', { body: { number, code: c }, headers: { 'x-forwarded-for': '203.0.113.9' } })
    for (let n = 1; n <= 10; n++)
      expect((await look(String((Number(code) + n) % 1_000_000).padStart(6, '0'))).body['code']).toBe('case.code-wrong')
    expect(await look(code)).toMatchObject({ status: 429, body: { code: 'case.code-tries' } })
  })
})

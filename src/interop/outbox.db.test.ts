/** What leaves the house: once, again when it failed, never twice, never to the erased, and never a word of the matter. */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCounty, aHouse, type County, hour, minute } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { type SmsSandbox, startSms } from '../../test/sandbox/sms.ts'
import type { House } from '../access/command.ts'
import { takeIn, takeStep } from '../cases/service.ts'
import { sweepClocks } from '../cases/sweep-clocks.ts'
import { startJobs } from './jobs.ts'
import { messageText, sendDue } from './outbox.ts'
import { sendSms } from './sms.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let gateway: SmsSandbox
let house: House
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(it.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
beforeEach(async () => {
  gateway = await startSms(it.clock.now)
  const { endpoint, keyId, keySecret, sign } = gateway
  house = {
    ...it.house,
    config: {
      ...it.house.config,
      LIANXIN_DEMO: false,
      LIANXIN_SMS_ENDPOINT: endpoint,
      LIANXIN_SMS_KEY_ID: keyId,
      LIANXIN_SMS_KEY_SECRET: keySecret,
      LIANXIN_SMS_SIGN: sign,
    },
  }
  await owner.query('delete from outbox')
})
afterEach(() => gateway.stop())
afterAll(() => owner?.end())

let keys = 0
const handIn = (more: object = {}) =>
  takeIn(house, county.resident(), {
    clientKey: `outbox-key-${++keys}`,
    villageId: county.org('a1'),
    words: '我妈有病没钱治',
    place: '一组老井旁',
    contact: { phone: '138 1234 5678', name: '张三' },
    language: 'zh-CN',
    files: [],
    ...more,
  })
type Row = {
  id: string
  tries: number
  sent_at: Date | null
  failed_at: Date | null
  last_error: string | null
  next_try_at: Date
  provider_ref: string | null
  template: string
}
const rows = async (): Promise<Row[]> => (await owner.query('select * from outbox order by created_at, id')).rows
const row = async () => (await rows())[0] as Row
const send = () => sendDue(house, 1)
/** Sends until nothing is due, as the job does. */
const sendAll = async () => {
  while ((await send()) > 0);
}

describe('sending', () => {
  test('a message goes out once, with its reference kept', async () => {
    const { number } = await handIn()
    expect(await send()).toBe(1)
    expect(await send()).toBe(0)
    it.clock.advance(hour)
    expect(await send()).toBe(0)
    expect(gateway.sent).toMatchObject([
      { to: '13812345678', template: 'LX_RECEIVED', params: { number }, sign: gateway.sign },
    ])
    expect(await row()).toMatchObject({
      tries: 1,
      sent_at: expect.any(Date),
      failed_at: null,
      last_error: null,
      provider_ref: 'biz-1',
    })
  })

  test('every step a resident is told of has its filed template, and they go in the order they came', async () => {
    const { id } = await handIn()
    it.clock.advance(minute)
    await takeStep('accept')(house, county.as('a1-secretary'), {
      caseId: id,
      category: 'welfare',
      nature: 'help',
      urgency: 'ordinary',
      extent: 'individual',
    })
    it.clock.advance(minute)
    await takeStep('escalate')(house, county.as('a1-secretary'), { caseId: id, reason: '村里办不了' })
    it.clock.advance(minute)
    await takeStep('settle')(house, county.as('a-clerk'), {
      caseId: id,
      result: 'explained',
      answer: '已帮助申请救助',
      files: [],
    })
    await sendAll()
    expect(gateway.sent.map((m) => m.template)).toEqual(['LX_RECEIVED', 'LX_ACCEPTED', 'LX_ESCALATED', 'LX_ANSWERED'])
  })

  test('nothing of the matter or the person leaves: neither to the gateway nor on the outbox page', async () => {
    const { id } = await handIn()
    await takeStep('accept')(house, county.as('a1-secretary'), {
      caseId: id,
      title: '看病缺钱',
      category: 'welfare',
      nature: 'help',
      urgency: 'ordinary',
      extent: 'individual',
    })
    await sendAll()
    const { rows: kept } = await owner.query('select template, language, params, t::text as row from outbox t')
    const outward = [
      ...gateway.sent.map((m) => m.query),
      ...kept.map((m) => m.row),
      ...kept.map((m) => messageText(m, 'http://localhost')),
    ].join('\n')
    for (const secret of ['我妈', '没钱', '看病', '老井', '张三', 'welfare', '138 1234 5678'])
      expect(outward).not.toContain(secret)
    expect(kept.map((m) => m.row).join()).not.toContain('13812345678')
  })

  test('without a gateway the message is shown on the outbox page and counts as dealt with', async () => {
    await handIn()
    expect(await sendDue(it.house, 1)).toBe(1)
    expect(await row()).toMatchObject({ sent_at: expect.any(Date), provider_ref: 'shown' })
    expect(gateway.calls).toEqual([])
  })
})

describe('when it fails', () => {
  test('flow control is waited out: after 1, 5, 30, 120 and 600 minutes, then it is given up and shown so', async () => {
    await handIn()
    gateway.refuse('isv.BUSINESS_LIMIT_CONTROL', 99)
    for (const [n, wait] of [1, 5, 30, 120, 600].entries()) {
      expect(await send()).toBe(1)
      const at = await row()
      expect([
        at.tries,
        at.last_error,
        at.failed_at,
        (at.next_try_at.getTime() - it.clock.now().getTime()) / minute,
      ]).toEqual([n + 1, 'isv.BUSINESS_LIMIT_CONTROL', null, wait])
      it.clock.advance(wait * minute - 1)
      expect(await send(), 'not a moment earlier').toBe(0)
      it.clock.advance(1)
    }
    expect(await send()).toBe(1)
    expect(await row()).toMatchObject({
      tries: 6,
      sent_at: null,
      failed_at: it.clock.now(),
      last_error: 'isv.BUSINESS_LIMIT_CONTROL',
    })
    it.clock.advance(1000 * hour)
    expect(await send()).toBe(0)
    expect(gateway.sent).toEqual([])
    expect(new Set(gateway.calls.map((c) => c.nonce)).size, 'each try has a nonce of its own').toBe(6)
  })

  test('a later try succeeds and leaves no error behind', async () => {
    await handIn()
    gateway.refuse('hang up')
    await send()
    expect(await row()).toMatchObject({ last_error: 'unreachable', sent_at: null })
    it.clock.advance(minute)
    await send()
    expect(await row()).toMatchObject({ last_error: null, tries: 2, sent_at: it.clock.now() })
    expect(gateway.sent).toHaveLength(1)
  })

  test('what will never work is given up at once: a land line, a wrong secret', async () => {
    await handIn({ contact: { phone: '0717-4222222' } })
    await send()
    expect(await row()).toMatchObject({
      tries: 1,
      failed_at: expect.any(Date),
      last_error: 'isv.MOBILE_NUMBER_ILLEGAL',
    })
    const { endpoint, keyId, sign } = gateway
    const result = await sendSms(
      { endpoint, keyId, keySecret: 'other', sign },
      { phone: '13812345678', template: 'LX_RECEIVED', params: { number: 'x' }, nonce: 'n', at: it.clock.now() },
    )
    expect(result).toMatchObject({ ok: false, code: 'SignatureDoesNotMatch', retry: false })
  })

  test('one message that cannot be opened keeps no other from being sent', async () => {
    const broken = await handIn()
    it.clock.advance(minute)
    await handIn()
    await owner.query(
      `update residents set sealed_phone = '\\x01' where id = (select resident_id from cases where id = $1)`,
      [broken.id],
    )
    await sendAll()
    expect(gateway.sent).toHaveLength(1)
    expect((await rows()).map((r) => [r.sent_at !== null, r.last_error])).toEqual([
      [false, 'unexpected'],
      [true, null],
    ])
  })

  test('an erased person is not written to any more', async () => {
    const { id } = await handIn()
    await owner.query(
      'update person_keys set wrapped = null, destroyed_at = now() where resident_id = (select resident_id from cases where id = $1)',
      [id],
    )
    await send()
    expect(gateway.calls).toEqual([])
    expect(await row()).toMatchObject({ failed_at: expect.any(Date), last_error: 'no phone' })
  })
})

describe('several at work', () => {
  test('two senders at once send each message once, however slow the gateway', async () => {
    for (let n = 0; n < 12; n++) await handIn()
    gateway.slow(20)
    await Promise.all([sendAll(), sendAll(), sendAll()])
    expect(gateway.sent).toHaveLength(12)
    expect(new Set(gateway.sent.map((m) => m.params['number'])).size).toBe(12)
  })

  test('what a sender claims it can send before another may claim it: five tries of ten seconds within a minute', async () => {
    for (let n = 0; n < 8; n++) await handIn()
    expect(await send()).toBe(5)
    expect(await send()).toBe(3)
  })

  test('killed between claim and sending: another sends it when the claim has run out', async () => {
    await handIn()
    const killed = { ...house, db: { ...house.db, transaction: killedAfterClaim(house.db.transaction) } }
    await expect(sendDue(killed, 1)).rejects.toThrow('killed')
    expect(await send()).toBe(0)
    it.clock.advance(minute)
    expect(await send()).toBe(1)
    expect(gateway.sent).toHaveLength(1)
  })

  /** The claim is committed; then this process is gone, with everything it would still have done. */
  function killedAfterClaim(transaction: House['db']['transaction']): House['db']['transaction'] {
    let claimed = false
    return (scope, work) => {
      if (claimed) throw new Error('killed')
      claimed = true
      return transaction(scope, work)
    }
  }
})

describe('the job', () => {
  const until = async (done: () => boolean) => {
    for (let n = 0; n < 150 && !done(); n++) await new Promise((next) => setTimeout(next, 100))
  }

  test('a nudge sends soon; what came while no process ran is sent after the next start', {
    timeout: 60_000,
  }, async () => {
    // what the tests before left to be late by now: the clocks' minute may fall into this one, and would send word of it
    while ((await sweepClocks(house, 1)) > 0);
    await owner.query('delete from outbox')
    const first = await startJobs(house, db.ownerUrl)
    await handIn()
    first.nudge()
    await until(() => gateway.sent.length === 1)
    await first.stop()
    expect(gateway.sent).toHaveLength(1)

    await handIn()
    first.nudge()
    await new Promise((done) => setTimeout(done, 500))
    expect(gateway.sent, 'nothing runs').toHaveLength(1)
    const second = await startJobs(house, db.ownerUrl)
    second.nudge()
    await until(() => gateway.sent.length === 2)
    await second.stop()
    expect(gateway.sent).toHaveLength(2)
    expect((await rows()).every((r) => r.sent_at)).toBe(true)
  })
})

/** What the system does by itself, on the real database: once each, oldest first, whoever else is sweeping and whoever is killed. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { doing } from '../access/command.ts'
import { listInbox } from './inbox.ts'
import { readCase } from './reads/read-case.ts'
import { takeIn, takeResidentStep, takeStep } from './service.ts'
import { sweepClocks } from './sweep-clocks.ts'
import { verifyLog } from './verify.ts'
import { viewCase } from './view.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
/** Where posts fall vacant: who stands at an org is remembered for half a minute, and this clock goes back and forth. */
let vacant: County
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(it.house)
  vacant = await aCounty(it.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const start = new Date('2026-11-23T09:00:00+08:00')
beforeEach(() => it.clock.set(start))

let keys = 0
const handIn = (more: object = {}, where = county) =>
  takeIn(it.house, where.resident(), {
    clientKey: `sweep-${++keys}`,
    villageId: where.org('a1'),
    words: '水渠塌了，田里进不了水',
    contact: { phone: '13812340000' },
    language: 'zh-CN',
    files: [],
    ...more,
  })
const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
const sweep = async () => {
  let n = 0
  for (let woken = -1; woken !== 0; n += woken)
    woken = (await sweepClocks(it.house, 1)) + (await sweepClocks(it.house, 2))
  return n
}
const at = (text: string) => it.clock.set(new Date(`${text.replace(' ', 'T')}:00+08:00`))
const rowOf = async (id: string) => (await owner.query('select * from cases where id = $1', [id])).rows[0]
const eventsOf = async (id: string): Promise<string[]> =>
  (await owner.query('select type from case_events where case_id = $1 order by seq', [id])).rows.map((r) => r.type)
const noticesOf = async (id: string, kind: string): Promise<string[]> =>
  (
    await owner.query(
      'select m.slug from notices n join members m on m.jurisdiction_id = n.jurisdiction_id and m.id = n.member_id where n.case_id = $1 and n.kind = $2 order by 1',
      [id, kind],
    )
  ).rows.map((r) => r.slug)
const messagesOf = async (id: string) =>
  (await owner.query('select template, next_try_at from outbox where case_id = $1 order by id', [id])).rows

describe('a request nobody takes up', () => {
  test('is reminded of at half and at four fifths, then goes to the town and to the county, each with a new clock', async () => {
    const { id } = await handIn()
    at('2026-11-24 18:00')
    await sweep()
    expect(await noticesOf(id, 'half-used')).toEqual(['a1-secretary'])
    expect(await noticesOf(id, 'contact-missed')).toEqual(['a-clerk', 'a-leader', 'a1-secretary'])
    at('2026-11-25 12:00')
    await sweep()
    expect(await noticesOf(id, 'due-soon')).toEqual(['a1-secretary'])
    expect(await eventsOf(id)).toEqual(['register'])
    at('2026-11-26 00:01')
    expect(await sweep()).toBeGreaterThan(0)
    expect(await eventsOf(id)).toEqual(['register', 'lateUnaccepted'])
    expect(await rowOf(id)).toMatchObject({ state: 'registered', level: 'town', overdue: 1, reminded: 0 })
    expect(await noticesOf(id, 'lateUnaccepted')).toEqual(['a-clerk', 'a-leader', 'a1-secretary'])
    at('2026-12-01 09:00')
    await sweep()
    expect(await rowOf(id)).toMatchObject({ level: 'county', overdue: 2 })
    at('2026-12-07 09:00')
    await sweep()
    await sweep()
    expect(await eventsOf(id)).toEqual(['register', 'lateUnaccepted', 'lateUnaccepted', 'lateAtTop'])
    const seen = await doing(it.house, county.as('county-officer'), (d) => viewCase(d, id))
    expect(seen).toMatchObject({ onDutyList: true, colour: 'late', overdue: 3 })
  })

  test('the resident is told at eight in the morning, not at midnight, and of no earlier day', async () => {
    const { id, dueAt } = await handIn()
    at('2026-11-26 00:01')
    await sweep()
    const late = (await messagesOf(id)).find((m) => m.template === 'late-up')
    expect(late?.next_try_at).toEqual(new Date('2026-11-26T08:00:00+08:00'))
    expect((await rowOf(id)).promised_at.getTime()).toBeGreaterThan(Date.parse(dueAt))
  })

  test('sweeping again does nothing again', async () => {
    const { id } = await handIn()
    at('2026-11-26 00:01')
    await sweep()
    const before = await rowOf(id)
    expect(await sweep()).toBe(0)
    expect(await rowOf(id)).toEqual(before)
  })

  test('no look, comment or correction moves its clock', async () => {
    const { id } = await handIn()
    const { due_at } = await rowOf(id)
    at('2026-11-25 20:00')
    await doing(it.house, county.as('a1-secretary'), (d) => viewCase(d, id))
    await takeStep('comment')(it.house, county.as('a-clerk'), { caseId: id, words: '快办', mentions: [] })
    await takeStep('sort')(it.house, county.as('a1-secretary'), { caseId: id, ...sort })
    await takeResidentStep('addWords')(it.house, county.resident(id), { caseId: id, words: '还没人来', files: [] })
    expect((await rowOf(id)).due_at).toEqual(due_at)
    at('2026-11-26 00:01')
    await sweep()
    expect((await eventsOf(id)).at(-1)).toBe('lateUnaccepted')
  })
})

describe('whoever should act is not there', () => {
  test('a vacant post is passed over, and a case assigned to someone gone goes up like any other', async () => {
    const { id } = await handIn({}, vacant)
    await takeStep('accept')(it.house, vacant.as('a1-secretary'), { caseId: id, ...sort })
    await takeStep('assign')(it.house, vacant.as('a1-secretary'), { caseId: id, memberId: vacant.member('a1-liaison') })
    await owner.query('update members set active = false where jurisdiction_id = 2 and slug = any ($1)', [
      ['a-clerk', 'a-leader', 'a1-liaison'],
    ])
    at('2026-12-05 09:00')
    await sweep()
    expect(await rowOf(id)).toMatchObject({ state: 'in-hand', level: 'county', holder_member_id: null })
    await owner.query('update members set active = true where jurisdiction_id = 2')
  })

  test('with every post above vacant it stands on the duty list of its office', async () => {
    const { id } = await handIn({}, vacant)
    await owner.query(`update appointments set ends_on = '2026-11-01' where org_id = any ($1)`, [
      [vacant.org('a'), vacant.org('county')],
    ])
    at('2026-11-26 09:00')
    await sweep()
    expect(await rowOf(id)).toMatchObject({ level: 'branch', reminded: 100 })
    expect((await eventsOf(id)).at(-1)).toBe('lateAtTop')
    await owner.query('update appointments set ends_on = null where jurisdiction_id = 2')
  })
})

describe('a dispatch', () => {
  const dispatched = async () => {
    const { id } = await handIn()
    await takeStep('accept')(it.house, county.as('a1-secretary'), { caseId: id, ...sort })
    await takeStep('escalate')(it.house, county.as('a1-secretary'), { caseId: id, reason: '村里办不了' })
    await takeStep('dispatch')(it.house, county.as('a-clerk'), {
      caseId: id,
      departmentId: county.org('a-water'),
      dueDay: '2026-12-03',
      standard: '修好水渠',
    })
    return id
  }

  test('nobody opened in four hours raises an alarm by itself, once', async () => {
    const id = await dispatched()
    at('2026-11-23 13:01')
    await sweep()
    at('2026-11-23 15:00')
    await sweep()
    expect((await eventsOf(id)).filter((e) => e === 'unopened')).toHaveLength(1)
    expect(await noticesOf(id, 'unopened')).toEqual(['a-clerk', 'a-leader'])
  })

  test('opened by somebody of the department raises none', async () => {
    const id = await dispatched()
    at('2026-11-23 10:00')
    await readCase(it.house, county.as('a-water-officer'), { caseId: id })
    at('2026-11-23 13:01')
    await sweep()
    expect(await eventsOf(id)).not.toContain('unopened')
  })

  test('nobody signed for, or not done in time, comes back to whoever dispatched it', async () => {
    const unsigned = await dispatched()
    const undone = await dispatched()
    await takeStep('receive')(it.house, county.as('a-water-officer'), { caseId: undone })
    at('2026-11-25 09:00')
    await sweep()
    expect(await rowOf(unsigned)).toMatchObject({ state: 'in-hand', holder_org_id: county.org('a'), lead_org_id: null })
    expect(await rowOf(undone)).toMatchObject({ state: 'handling' })
    at('2026-12-04 09:00')
    await sweep()
    expect(await rowOf(undone)).toMatchObject({ state: 'in-hand', holder_org_id: county.org('a') })
    expect(await noticesOf(undone, 'lateDispatched')).toEqual([
      'a-clerk',
      'a-leader',
      'a-water-head',
      'a-water-officer',
    ])
  })
})

describe('after the answer', () => {
  const answered = async (more: object = {}) => {
    const { id } = await handIn(more)
    await takeStep('accept')(it.house, county.as('a1-secretary'), { caseId: id, ...sort })
    await takeStep('settle')(it.house, county.as('a1-secretary'), {
      caseId: id,
      result: 'resolved',
      answer: '水渠修好了',
      files: [],
    })
    return id
  }

  test('silence puts the case on the call-back list, and tells those who may call', async () => {
    const id = await answered()
    at('2026-12-03 09:00')
    await sweep()
    expect(await noticesOf(id, 'call-due')).toEqual(['a-clerk', 'a-leader', 'county-supervisor'])
    const inbox = await listInbox(it.house, county.as('county-supervisor'), {})
    expect(inbox.items.find((i) => i.id === id)).toMatchObject({ waits: 'call' })
  })

  test('thirty days after closing one more question goes out, once; never to someone anonymous', async () => {
    const [known, anonymous] = [await answered(), await answered({ contact: undefined })]
    for (const id of [known, anonymous])
      await takeResidentStep('confirm')(it.house, county.resident(id), { caseId: id, resolved: 'yes' })
    at('2026-12-23 12:00')
    await sweep()
    expect(await eventsOf(known)).not.toContain('askLater')
    for (const when of ['2026-12-24 09:00', '2027-02-24 09:00']) {
      at(when)
      await sweep()
    }
    expect((await eventsOf(known)).filter((e) => e === 'askLater')).toHaveLength(1)
    expect(await eventsOf(anonymous)).not.toContain('askLater')
    expect((await messagesOf(known)).filter((m) => m.template === 'later')).toHaveLength(1)
    await takeResidentStep('notSettled')(it.house, county.resident(known), { caseId: known })
    expect(await rowOf(known)).toMatchObject({ state: 'reopened', level: 'town', later: 'no' })
  })
})

test('the log of what was swept verifies', async () => {
  const { id } = await handIn()
  at('2026-12-05 09:00')
  await sweep()
  expect((await eventsOf(id)).length).toBeGreaterThan(1)
  expect(await verifyLog(it.house, 1)).not.toHaveProperty('fault')
})

describe('a hundred thousand overdue cases', () => {
  const many = 100_000

  test('each moves exactly once, though three processes sweep at once and one is killed', {
    timeout: 300_000,
  }, async () => {
    at('2026-12-25 09:00')
    await sweep()
    await fill(many)
    const when = it.clock.now().toISOString()
    const killed = sweeper(when, 200)
    await killed.printed
    killed.child.kill('SIGKILL')
    const [one, two] = [sweeper(when, 500), sweeper(when, 500)]
    expect((await one.ended) + (await two.ended)).toBeGreaterThan(0)
    const { rows } = await owner.query(`
      select count(*)::int as cases, count(*) filter (where level = 'town' and overdue = 1 and version = 2)::int as moved,
        (select count(*)::int from case_events e join cases c on c.jurisdiction_id = e.jurisdiction_id and c.id = e.case_id
          where c.number like 'LX-9999-%' and e.type = 'lateInHand' and e.seq = 2) as events
      from cases where number like 'LX-9999-%'`)
    expect(rows[0]).toEqual({ cases: many, moved: many, events: many })
    expect(await sweepClocks(it.house, 1)).toBe(0)
  })

  /** Cases in the village's hands, late since days, oldest last in the table: nothing is cut, whatever the order. */
  const fill = (n: number) =>
    owner.query(
      `with made as (
        insert into cases (jurisdiction_id, id, number, village_id, channel, registered_at, opening, state, level, holder_org_id, clock,
          clock_started_at, due_at, promised_at, wake_at, version, head, changed_at, seen_by)
        select 1, ('01940000-0000-7000-9000-' || lpad(to_hex(g), 12, '0'))::uuid, 'LX-9999-' || g, $2, 'web', $3::timestamptz - interval '20 days',
          '水渠塌了', 'in-hand', 'branch', $2, 'handling', $3::timestamptz - interval '20 days', $3::timestamptz - g * interval '1 second',
          $3, $3::timestamptz - g * interval '1 second', 1, decode(repeat('00', 32), 'hex'), $3, $4
        from generate_series(1, $1) g returning id)
      insert into case_events (jurisdiction_id, case_id, seq, type, audience, at, actor_kind, data, prev, hash)
      select 1, id, 1, 'register', 'everyone', $3, 'resident', '{}', '', decode(repeat('00', 32), 'hex') from made`,
      [n, county.org('a1'), it.clock.now(), county.chain('a1')],
    )

  function sweeper(when: string, most: number) {
    const file = fileURLToPath(new URL('../../test/processes/sweeper.ts', import.meta.url))
    const child = spawn(
      process.execPath,
      ['--import', './scripts/tsx-hook.mjs', file, db.ownerUrl, when, String(most)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let printed = ''
    const begun = new Promise<void>((done) => child.stdout.once('data', () => done()))
    child.stdout.on('data', (chunk) => {
      printed += chunk
    })
    const ended = new Promise<number>((done) =>
      child.on('exit', () => done(Number(/all (\d+)/.exec(printed)?.[1] ?? 0))),
    )
    return { child, printed: begun, ended }
  }
})

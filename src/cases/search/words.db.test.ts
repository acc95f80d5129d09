/** Finding by words on a real database: who finds what, and that nothing is found any more that was taken away or is kept from somebody. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCounty, aHouse, type County, day } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { scopeOf } from '../../access/caller.ts'
import { lookFor } from '../../kernel/scope.ts'
import { listCases } from '../lists.ts'
import { sequence } from '../public-log/sequence.ts'
import { erasePeople } from '../redact/erase.ts'
import { retire } from '../redact/retire.ts'
import { takeIn, takeMark, takeResidentStep, takeStep } from '../service.ts'
import { verifyLog } from '../verify.ts'
import { forgetAllWords, keepWords } from './keep.ts'
import { periodSize } from './periods.ts'

const db = testDatabase()
const it = aHouse(db)
let home: County
let abroad: County
let owner: pg.Client
beforeAll(async () => {
  home = await aCounty(it.house, 1)
  abroad = await aCounty(it.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())
// each request is of an instant of its own
beforeEach(() => it.clock.advance(1000))

const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
let n = 0
const ask = async (words: string, more: object = {}, county = home, village = 'a1') =>
  (
    await takeIn(it.house, county.resident(), {
      clientKey: `words-${++n}`,
      villageId: county.org(village),
      words,
      language: 'zh-CN',
      files: [],
      ...more,
    })
  ).id
const keep = (jurisdictionId = 1) => keepWords(it.house, jurisdictionId)
const find = async (words: string, by = 'a-clerk', more: object = {}, county = home) =>
  (await listCases(it.house, county.as(by), { words, limit: 50, ...more })).items.map((c) => c.id)
const inIndex = async (id: string) => (await owner.query('select 1 from case_search where case_id = $1', [id])).rowCount

test('by two characters, by a phrase, by a number in it, in full width too; newest first', async () => {
  const first = await ask('村东头的水渠塌了一段，安和路１３号门口', { place: '老井边' })
  it.clock.advance(1000)
  const second = await ask('水渠又塌了')
  expect(await find('水渠')).toEqual([])
  await keep()
  expect(await find('水渠')).toEqual([second, first])
  expect(await find('水渠塌了')).toEqual([first])
  expect(await find('渠塌 安和路13号')).toEqual([first])
  expect(await find('老井')).toEqual([first])
  expect(await find('水井')).toEqual([])
  expect(await find('水')).toEqual([])
})

test('by whatever the case page says: title, what was added, what was answered, what colleagues wrote', async () => {
  const id = await ask('夜里看不见')
  await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort, title: '村口照明' })
  await takeResidentStep('addWords')(it.house, home.resident(id), { caseId: id, words: '灯杆也歪了', files: [] })
  await takeStep('comment')(it.house, home.as('a-clerk'), { caseId: id, words: '找电工班', mentions: [] })
  await takeStep('settle')(it.house, home.as('a1-secretary'), { caseId: id, result: 'resolved', answer: '换了灯泡' })
  await keep()
  for (const words of ['看不见', '照明', '灯杆', '电工班', '灯泡']) expect(await find(words), words).toEqual([id])
})

describe('within scope', () => {
  test.each([
    ['a1-secretary', 1],
    ['a-clerk', 1],
    ['county-officer', 2],
    ['a2-secretary', 0],
    ['a-water-officer', 0],
    ['a1-liaison', 0],
    ['b-clerk', 1],
  ])('%s finds what they may read, %i', async (slug, many) => {
    const key = `鱼塘${'甲乙丙丁戊己庚'[n % 7]}${n}`
    await ask(`${key}发臭`)
    await ask(`${key}漏水`, {}, home, 'b1')
    await ask(`${key}漏水`, {}, abroad)
    await keep()
    await keep(2)
    expect(await find(key, slug)).toHaveLength(many)
  })
  test('who is given a case finds it from then on', async () => {
    const id = await ask('抽水泵坏了')
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort })
    await takeStep('escalate')(it.house, home.as('a1-secretary'), { caseId: id, reason: '村里办不了' })
    await keep()
    expect(await find('抽水泵', 'a-water-officer')).toEqual([])
    await takeStep('dispatch')(it.house, home.as('a-clerk'), {
      caseId: id,
      departmentId: home.org('a-water'),
      dueDay: '2026-12-10',
      standard: '修好',
    })
    await keep()
    expect(await find('抽水泵', 'a-water-officer')).toEqual([id])
  })
  test('the index itself shows nobody a row of another village, whatever is looked for', async () => {
    await ask('苗圃缺水')
    await keep()
    const { rows } = await owner.query(`select case_id from case_search`)
    const marks = rows.map((r) => `'=${r.case_id}'`).join(' | ')
    const seen = await it.house.db.transaction(scopeOf(home.as('b2-secretary')), async (tx) => {
      await lookFor(tx, marks)
      return (await sql`select 1 from case_search`.execute(tx)).rows
    })
    expect(seen).toEqual([])
  })
})

test('a filter of the list still holds, and pages go on', async () => {
  const ids: string[] = []
  for (let i = 0; i < 5; i++) {
    it.clock.advance(1000)
    ids.unshift(await ask(`晒谷场第${i}次被占`))
  }
  await keep()
  const me = home.as('a-clerk')
  const first = await listCases(it.house, me, { words: '晒谷场', limit: 2 })
  const second = await listCases(it.house, me, { words: '晒谷场', limit: 2, cursor: first.next ?? '' })
  const third = await listCases(it.house, me, { words: '晒谷场', limit: 2, cursor: second.next ?? '' })
  expect([first, second, third].flatMap((p) => p.items.map((c) => c.id))).toEqual(ids)
  expect(third.next).toBeNull()
  await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: ids[2] ?? '', ...sort })
  expect(await find('晒谷场', 'a-clerk', { state: 'in-hand' })).toEqual([ids[2]])
})

test('marked as about somebody, those it is kept from find it no more from the same commit on, and again when the mark comes off', async () => {
  const id = await ask('书记占了鱼塘地')
  await keep()
  expect(await find('鱼塘地', 'a1-secretary')).toEqual([id])
  await takeMark('markAbout')(it.house, home.as('a-clerk'), {
    caseId: id,
    orgs: [home.org('a1')],
    members: [],
    reason: '反映书记',
  })
  const { rows } = await owner.query('select hidden_from from case_search where case_id = $1', [id])
  expect(rows[0].hidden_from).toEqual([home.org('a1')])
  expect(await find('鱼塘地', 'a1-secretary')).toEqual([])
  expect(await find('鱼塘地')).toEqual([id])
  await keep()
  expect(await find('鱼塘地', 'a1-secretary')).toEqual([])
  await takeStep('unmarkAbout')(it.house, home.as('county-officer'), { caseId: id, reason: '核实过，不是反映书记' })
  expect(await find('鱼塘地', 'a1-secretary')).toEqual([id])
})

test('what is redacted is found no more from the same commit on; the rest is found again', async () => {
  const id = await ask('邻居赵小满家的狗咬人')
  await keep()
  expect(await find('赵小满')).toEqual([id])
  await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort })
  await takeStep('redactWords')(it.house, home.as('a-leader'), {
    caseId: id,
    seq: 1,
    field: 'words',
    hide: [{ from: 2, to: 5 }],
    reason: '写了别人的姓名',
  })
  expect(await find('赵小满')).toEqual([])
  expect(await inIndex(id)).toBe(0)
  await keep()
  expect(await find('赵小满')).toEqual([])
  expect(await find('狗咬人')).toEqual([id])
})

test('erased words are found no more from the same commit on; the answer of the office is', async () => {
  const id = await ask('我家猪圈漏雨', { contact: { name: '李某', phone: '13812340000' } })
  await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort, title: '猪圈' })
  await takeStep('settle')(it.house, home.as('a1-secretary'), { caseId: id, result: 'resolved', answer: '换了石棉瓦' })
  await takeResidentStep('confirm')(it.house, home.resident(id), {
    caseId: id,
    resolved: 'yes',
    satisfied: 'satisfied',
  })
  await keep()
  const { rows } = await owner.query(
    'select resident_id, name_index from cases c join residents r on r.id = c.resident_id where c.id = $1',
    [id],
  )
  expect(rows[0].name_index).toHaveLength(16)
  expect(await find('猪圈')).toEqual([id])
  await erasePeople(it.house, 1, [rows[0].resident_id])
  expect(await find('猪圈')).toEqual([])
  expect(await find('石棉瓦')).toEqual([id])
  const left = await owner.query('select name_index from residents where id = $1', [rows[0].resident_id])
  expect(left.rows[0].name_index).toBeNull()
  await keep()
  expect(await find('猪圈')).toEqual([])
  const verified = () => verifyLog(it.house, 1, { files: false }).then((v) => v.fault?.wrong)
  expect(await verified()).toBeUndefined()
  await owner.query(`update case_search set grams = grams || $q$'1/猪圈':1$q$::tsvector where case_id = $1`, [id])
  expect(await verified()).toBe('found')
  await forgetAllWords(it.house, 1)
  await keep()
  expect(await verified()).toBeUndefined()
})

test('what the scheme keeps no longer goes from the index with the words', async () => {
  const id = await ask('祠堂瓦片掉了')
  await takeResidentStep('withdraw')(it.house, home.resident(id), { caseId: id })
  await keep()
  expect(await find('祠堂')).toEqual([id])
  const now = it.clock.now()
  it.clock.advance((it.house.schemes.of(1).retention.words.days + 1) * day)
  await retire(it.house, 1)
  it.clock.set(now)
  expect(await find('祠堂')).toEqual([])
  const { rows } = await owner.query('select grams::text as grams from case_search where case_id = $1', [id])
  expect(rows[0].grams).not.toContain('祠堂')
})

describe('the job', () => {
  test('several at once index each case once, and none is left out', async () => {
    const ids: string[] = []
    for (let i = 0; i < 12; i++) ids.push(await ask('桥面有个洞'))
    const done = await Promise.all([keep(), keep(), keep(), keep()])
    expect(done.reduce((a, b) => a + b)).toBe(12)
    expect((await find('桥面')).toSorted()).toEqual(ids.toSorted())
    expect(await keep()).toBe(0)
  })

  test('a case that is being changed is waited for, and read as it is then', async () => {
    const id = await ask('涵洞堵了')
    const other = new pg.Client(db.ownerUrl)
    await other.connect()
    await other.query('begin')
    await other.query(`update cases set title = '石拱桥' where id = $1`, [id])
    const kept = keep()
    await new Promise((done) => setTimeout(done, 200))
    await other.query('commit')
    await other.end()
    expect(await kept).toBe(1)
    expect(await find('石拱桥')).toEqual([id])
  })

  test('what the log took before the job came is found too', async () => {
    const id = await ask('围墙裂了缝')
    await sequence(it.house, 1, true)
    await keep()
    expect(await find('围墙')).toEqual([id])
  })

  test('stopped in the middle of everything, it goes on where it stopped', async () => {
    const id = await ask('石磨坏了')
    await keep()
    await forgetAllWords(it.house, 1)
    await owner.query(
      `create function stop_here() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`,
    )
    await owner.query(
      `create trigger stop_here before update on search_state for each row when (new.walking = false) execute function stop_here()`,
    )
    await expect(keep()).rejects.toThrow('killed')
    await owner.query('drop trigger stop_here on search_state')
    await keep()
    expect(await find('石磨')).toEqual([id])
  })

  test('built anew it finds the same', async () => {
    const before = await find('水渠')
    expect(before).toHaveLength(2)
    await forgetAllWords(it.house, 1)
    const all = (await owner.query('select count(*)::int as n from cases where jurisdiction_id = 1')).rows[0].n
    expect(await keep()).toBe(all)
    expect(await find('水渠')).toEqual(before)
  })
})

test('over several periods: a frequent word a page at a time, a rare one wherever it is', async () => {
  // older than all others, so that what was found before is still the newest
  await owner.query('set session_replication_role = replica')
  await owner.query(
    `insert into cases (jurisdiction_id, id, number, village_id, channel, registered_at, opening, state, level, holder_org_id, clock,
       clock_started_at, due_at, promised_at, version, head, changed_at, seen_by, title)
     select 2, ('01940000-0000-7000-9000-' || lpad(to_hex(g), 12, '0'))::uuid, 'LX-1-' || g, $1, 'web', $2::timestamptz + g * interval '1 minute', 'x',
       'registered', 'branch', $1, 'acceptance', $2, $2, $2, 1, decode(repeat('00', 32), 'hex'), $2, $3,
       case when g % 3 = 0 then '堰塘' else '田坎' end || case when g % 700 = 5 then '渡槽' else '' end from generate_series(1, $4::int) g`,
    [abroad.org('a1'), '2025-01-01T00:00:00Z', abroad.chain('a1'), periodSize + 200],
  )
  await owner.query('set session_replication_role = origin')
  await forgetAllWords(it.house, 2)
  await keep(2)
  expect((await owner.query('select count(*)::int as n from search_periods where jurisdiction_id = 2')).rows[0].n).toBe(
    2,
  )
  const wanted = async (word: string) =>
    (
      await owner.query(
        `select id from cases where jurisdiction_id = 2 and title like '%' || $1 || '%' order by registered_at desc, id desc`,
        [word],
      )
    ).rows.map((r) => r.id)
  const me = abroad.as('a-clerk')
  for (const [word, limit] of [
    ['堰塘', 200],
    ['渡槽', 2],
  ] as const) {
    const found: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listCases(it.house, me, { words: word, limit, ...(cursor && { cursor }) })
      found.push(...page.items.map((c) => c.id))
      cursor = page.next
    }
    expect(found).toEqual(await wanted(word))
  }
})

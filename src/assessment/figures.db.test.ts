/** Figures over real rows: what a case's steps leave for them, and that a number, its list and row-level security agree. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manyCases } from '../../bench/figures/fill.ts'
import { aCounty, aHouse, type County, day, hour } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { scopeOf } from '../access/caller.ts'
import { listCases } from '../cases/lists.ts'
import { takeIn, takeResidentStep, takeStep } from '../cases/service.ts'
import { sweepClocks } from '../cases/sweep-clocks.ts'
import { type Countable, countable } from '../cases/vocabulary.ts'
import { figures } from './report.ts'
import type { FigureView } from './views.ts'
import type { Grouping } from './vocabulary.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
const start = new Date('2026-11-23T09:00:00+08:00')
beforeAll(async () => {
  county = await aCounty(it.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const response =
  'response_at(answers, first_contact_due_at, first_contacted_at, contact_due_at, contacted_at, ended_at)'
let n = 0
const later = (ms: number) => it.clock.advance(ms)
/** A request at village a1, handed in and accepted there; with a phone unless the test says otherwise. */
async function aRequest(phone: string | null = '13812340000', nature = 'help') {
  const { id, number } = await takeIn(it.house, county.resident(), {
    clientKey: `figures-${++n}`,
    villageId: county.org('a1'),
    words: '水管又漏了',
    ...(phone && { contact: { phone } }),
    language: 'zh-CN',
    files: [],
  })
  const sort = { category: 'water', nature, urgency: 'ordinary', extent: 'common' } as const
  await takeStep('accept')(it.house, county.as('a1-secretary'), { caseId: id, ...sort })
  return { caseId: id, number }
}
const answers = (caseId: string, by = 'a1-secretary') =>
  takeStep('settle')(it.house, county.as(by), { caseId, result: 'resolved', answer: '修好了', files: [] })
const confirms = (caseId: string, more: { satisfied?: 'satisfied' | 'fair'; why?: string } = {}) =>
  takeResidentStep('confirm')(it.house, county.resident(caseId), { caseId, resolved: 'yes', ...more })
const disputes = (caseId: string) =>
  takeResidentStep('dispute')(it.house, county.resident(caseId), { caseId, resolved: 'no', satisfied: 'dissatisfied' })

const read = (by: Grouping = 'none', who = 'county-director', more = {}) =>
  figures(it.house, county.as(who), { by, ...more })
const whole = async (formula: string, who?: string) =>
  (await read('none', who)).whole.find((f) => f.formula === formula) as FigureView
const of = (f: FigureView | undefined) => f && [f.numerator, f.denominator]
const kept = async (caseId: string) =>
  (await owner.query(`select *, ${response} as response_at from cases where id = $1`, [caseId])).rows[0] as Record<
    string,
    unknown
  >

/** Each of these begins with nothing to count: a day, and a month, of its own. */
beforeAll(() => it.clock.set(start))

describe('what the steps of a case leave for the figures', () => {
  test('one tap counts at once; the grade that follows joins the same verdict, on the day of the answer', async () => {
    const { caseId } = await aRequest()
    later(2 * hour)
    await answers(caseId)
    const answeredAt = it.clock.now()
    later(day)
    await confirms(caseId)
    const tapped = it.clock.now()
    expect(of(await whole('resolution'))).toEqual([1, 1])
    expect(of(await whole('satisfaction'))).toEqual([0, 0])
    later(day)
    await confirms(caseId, { satisfied: 'fair' })
    expect(of(await whole('satisfaction'))).toEqual([1, 1])
    expect(await kept(caseId)).toMatchObject({
      answers: 1,
      answered_at: answeredAt,
      answer_unit: county.org('a1'),
      first_resolved: 'yes',
      first_satisfied: 'fair',
      first_verdict_at: tapped,
      first_entered: 'self',
    })
  })

  test('a second answer that satisfies leaves the first “no” where it is, and stands beside it', async () => {
    const { caseId } = await aRequest()
    later(hour)
    await answers(caseId)
    await disputes(caseId)
    await answers(caseId, 'a-clerk')
    await confirms(caseId, { satisfied: 'satisfied' })
    expect(await kept(caseId)).toMatchObject({
      answers: 2,
      answer_unit: county.org('a1'),
      first_resolved: 'no',
      first_satisfied: 'dissatisfied',
      resolved: 'yes',
    })
    expect([of(await whole('resolution')), of(await whole('resolution-now'))]).toEqual([
      [1, 2],
      [2, 2],
    ])
  })

  test('silence on the second answer takes back no “no”', async () => {
    const { caseId } = await aRequest(null)
    await answers(caseId)
    await disputes(caseId)
    await answers(caseId, 'a-clerk')
    const due = (await kept(caseId))['due_at'] as Date
    it.clock.set(new Date(due.getTime() + hour))
    await takeStep('restUnanswered')(it.house, county.as('county-supervisor'), { caseId })
    expect(await kept(caseId)).toMatchObject({ outcome: 'no-answer', resolved: null, first_resolved: 'no' })
    it.clock.set(new Date('2026-11-30T20:00:00+08:00'))
    const figure = await whole('resolution-now')
    expect(of(figure)).toEqual([2, 3])
    expect((await whole('resolution')).reach).toEqual({ asked: 3, reachable: 2, answered: 3 })
  })

  test('a contradiction is held apart until somebody has called, and then is entered as a call', async () => {
    it.clock.set(new Date('2026-12-01T09:00:00+08:00'))
    const { caseId } = await aRequest()
    await answers(caseId)
    await confirms(caseId, { satisfied: 'satisfied', why: '还没修好' })
    const before = await whole('resolution')
    expect([of(before), before.beside.find((b) => b.what === 'doubt')?.n]).toEqual([[0, 0], 1])
    await takeStep('confirmByCall')(it.house, county.as('county-supervisor'), {
      caseId,
      resolved: 'yes',
      satisfied: 'fair',
      calledAt: it.clock.now().toISOString(),
      numberTail: '0000',
    })
    const after = await whole('resolution')
    expect(of(after)).toEqual([1, 1])
    expect(after.channels).toEqual([
      { channel: 'self', numerator: 0, denominator: 0 },
      { channel: 'call', numerator: 1, denominator: 1 },
    ])
  })

  test('weeks later “not really settled” changes no first verdict, and what stands now is no', async () => {
    const { caseId } = await aRequest()
    await answers(caseId)
    await confirms(caseId)
    later(40 * day)
    while (await sweepClocks(it.house, county.jurisdictionId));
    await takeResidentStep('notSettled')(it.house, county.resident(caseId), { caseId })
    await answers(caseId, 'a-clerk')
    const month = { from: '2026-12-01', to: '2026-12-31' }
    const { whole: all } = await read('none', 'county-director', month)
    const figure = (formula: string) => of(all.find((f) => f.formula === formula))
    expect([figure('resolution'), figure('resolution-now'), figure('later')]).toEqual([
      [2, 2],
      [1, 2],
      [0, 1],
    ])
  })
})

describe('first contact', () => {
  const month = { from: '2027-03-01', to: '2027-03-31' }
  const response = async (by: Grouping = 'none') => {
    const { whole: all, groups } = await read(by, 'county-director', month)
    return { all: all[0] as FigureView, units: new Map(groups.map((g) => [g.key, of(g.figures[0])])) }
  }
  test('made in time counts for whoever made it; missed, for whoever had it when the limit ran out', async () => {
    it.clock.set(new Date('2027-03-01T09:00:00+08:00'))
    const [contacted, slept, anonymous, declined] = [
      await aRequest(),
      await aRequest(),
      await aRequest(null),
      await aRequest(),
    ]
    later(hour)
    await takeStep('contact')(it.house, county.as('a1-secretary'), { caseId: contacted.caseId, by: 'phone' })
    await takeStep('decline')(it.house, county.as('a1-secretary'), {
      caseId: declined.caseId,
      ground: 'court',
      explanation: '要由法院来断',
    })
    // not due yet: neither late nor in time
    expect(of((await response()).all)).toEqual([1, 1])
    later(30 * hour)
    // the town takes over what the village slept on: that is still the village's
    await takeStep('escalate')(it.house, county.as('a1-secretary'), { caseId: slept.caseId, reason: '村里办不了' })
    await takeStep('contact')(it.house, county.as('a-clerk'), { caseId: slept.caseId, by: 'phone' })
    const { all, units } = await response('unit')
    expect(of(all)).toEqual([1, 2])
    expect(all.excluded).toEqual([{ ground: 'not-accepted', by: null, n: 1 }])
    expect(units).toEqual(new Map([[county.org('a1'), [1, 2]]]))
    expect((await kept(anonymous.caseId))['response_at']).toBeNull()
  })

  test('a “no” begins a second clock and leaves the first as it was', async () => {
    const before = of((await response()).all) as number[]
    const { caseId } = await aRequest()
    later(hour)
    await answers(caseId)
    const first = await kept(caseId)
    await disputes(caseId)
    later(3 * day)
    while (await sweepClocks(it.house, county.jurisdictionId));
    const now = await kept(caseId)
    expect(now['contact_missed']).toBe(true)
    expect(now['response_at']).toEqual(first['response_at'])
    expect(of((await response()).all)).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1])
  })

  test('withdrawn before anything was owed is not counted', async () => {
    const { caseId } = await aRequest()
    await takeResidentStep('withdraw')(it.house, county.resident(caseId), { caseId })
    expect((await kept(caseId))['response_at']).toBeNull()
  })
})

describe('with a year of cases of every kind', () => {
  const span = { from: '2027-05-01', to: '2028-03-31' }
  beforeAll(async () => {
    it.clock.set(new Date('2028-04-01T09:00:00+08:00'))
    const places = ['a1', 'a2', 'b1', 'b2'].map((slug) => ({
      village: county.org(slug),
      chain: county.chain(slug),
      head: county.household(slug).head,
      water: county.org(`${slug[0]}-water`),
      town: county.org(`${slug[0]}`),
    }))
    await manyCases(owner, { jurisdictionId: county.jurisdictionId, places }, 1500, it.clock.now(), 330)
  }, 60_000)

  const lists = async (counted: Countable, unit?: string, who = 'county-director') => {
    const filter = { counted, countedFrom: span.from, countedTo: span.to, ...(unit && { unit }), limit: 200 }
    let cursor: string | undefined
    let total = 0
    do {
      const page = await listCases(it.house, county.as(who), { ...filter, ...(cursor && { cursor }) })
      total += page.items.length
      cursor = page.next ?? undefined
    } while (cursor)
    return total
  }
  /** What the figures page says of a part. */
  const said = (all: readonly FigureView[], counted: Countable) => {
    const [formula, part] = counted.split('.') as [string, string]
    const f = all.find((x) => x.formula === formula)
    if (!f) throw new Error(`no figure ${formula}`)
    if (part === 'base') return f.denominator
    if (part === 'met') return f.numerator
    if (part === 'excluded') return f.excluded.reduce((sum, e) => sum + e.n, 0)
    if (part === 'asked' || part === 'reachable' || part === 'answered') return f.reach[part]
    return f.beside.find((b) => b.what === part)?.n
  }

  test.each(countable.filter((c) => c !== 'fate.ended'))('%s opens a list of exactly that many', async (counted) => {
    const { whole: all } = await read('none', 'county-director', span)
    const number = said(all, counted)
    expect(number, 'there is something to count').toBeGreaterThan(0)
    expect(await lists(counted)).toBe(number)
  })

  test('what ended adds up to its list', async () => {
    const { outcomes } = await read('none', 'county-director', span)
    const ended = outcomes.filter((o) => o.fate !== 'shelved').reduce((sum, o) => sum + o.n, 0)
    for (const { n: some } of outcomes) expect(some).toBeGreaterThan(0)
    expect(await lists('fate.ended')).toBe(ended)
  })

  test.each(['unit', 'village', 'category', 'level'] as const)(
    'told apart by %s, all add up to the whole',
    async (by) => {
      const { whole: all, groups } = await read(by, 'county-director', span)
      expect(groups.length).toBeGreaterThan(by === 'level' ? 1 : 3)
      for (const i of [0, 1, 2]) {
        const sum = (of: (f: FigureView) => number) =>
          groups.reduce((total, g) => total + of(g.figures[i] as FigureView), 0)
        expect(sum((f) => f.denominator)).toBe(all[i]?.denominator)
        expect(sum((f) => f.numerator)).toBe(all[i]?.numerator)
        expect(sum((f) => f.reach.asked)).toBe(all[i]?.reach.asked)
      }
    },
  )

  test('a unit’s number opens that unit’s list', async () => {
    const { groups } = await read('unit', 'county-director', span)
    for (const { key, figures: three } of groups) {
      expect(await lists('resolution.met', key as string)).toBe(three[1]?.numerator)
      expect(await lists('response.base', key as string)).toBe(three[0]?.denominator)
    }
  })

  test('a reader counts what they may see: the towns’ figures are the county’s, and a village sees its own alone', async () => {
    const total = async (who: string, more = {}) =>
      of((await read('none', who, { ...span, ...more })).whole[1]) as number[]
    const [all, a, b] = [await total('county-director'), await total('a-clerk'), await total('b-clerk')]
    expect([(a[0] ?? 0) + (b[0] ?? 0), (a[1] ?? 0) + (b[1] ?? 0)]).toEqual(all)
    expect(await total('county-director', { under: county.org('a') })).toEqual(a)
    const { groups } = await read('village', 'a1-secretary', span)
    expect(groups.map((g) => g.key)).toEqual([county.org('a1')])
    // asking for what is not theirs gives nothing, not a refusal that tells it exists
    expect(await total('a-clerk', { under: county.org('b') })).toEqual([0, 0])
  })

  test('units stand by name, whatever their figures', async () => {
    const { groups } = await read('unit', 'county-director', span)
    const names = groups.map((g) => g.name)
    expect(names).toEqual([...names].sort(new Intl.Collator('zh-CN-u-co-pinyin').compare))
    expect(JSON.stringify(groups)).not.toMatch(/rank/i)
  })

  test('a month is read through the index of its day, not by reading the table', async () => {
    const plan = (where: string) =>
      it.house.db.transaction(scopeOf(county.as('a-clerk')), async (tx) => {
        const { rows } = await sql.raw(`explain select count(*) from cases where ${where}`).execute(tx)
        return (rows as Record<string, string>[]).map((r) => r['QUERY PLAN']).join('\n')
      })
    for (const [column, index] of [
      ['answered_at', 'cases_answered'],
      [response, 'cases_response'],
      ['ended_at', 'cases_ended'],
    ])
      expect(await plan(`${column} >= '2028-01-01' and ${column} < '2028-01-08'`)).toContain(index)
  })
})

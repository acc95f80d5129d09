/** Leaving a case out: who asks, who decides, what it changes; held by the table, the command and the database. */
import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCounty, aHouse, type County, minute } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { doing } from '../access/command.ts'
import { takeIn, takeResidentStep, takeStep } from '../cases/service.ts'
import { viewCase } from '../cases/view.ts'
import { appeals } from './appeals.ts'
import { figures } from './report.ts'
import type { FigureView } from './views.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(it.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

let n = 0
/** Answered by village a1 and disputed by the resident: a “no” in the village's figures. */
async function aNo(): Promise<string> {
  const { id: caseId } = await takeIn(it.house, county.resident(), {
    clientKey: `appeal-${++n}`,
    villageId: county.org('a1'),
    words: '地基的事',
    contact: { phone: '13812340000' },
    language: 'zh-CN',
    files: [],
  })
  const sort = { category: 'housing', nature: 'help', urgency: 'ordinary', extent: 'individual' } as const
  await takeStep('accept')(it.house, county.as('a1-secretary'), { caseId, ...sort })
  await takeStep('settle')(it.house, county.as('a1-secretary'), {
    caseId,
    result: 'explained',
    answer: '规划不允许',
    files: [],
  })
  await takeResidentStep('dispute')(it.house, county.resident(caseId), {
    caseId,
    resolved: 'no',
    satisfied: 'dissatisfied',
  })
  return caseId
}
type Rates = ('response' | 'resolution' | 'satisfaction')[]
const ask = (caseId: string, who: string, rates: Rates = ['resolution', 'satisfaction'], ground = 'lawful-no') =>
  takeStep('askExclusion')(it.house, county.as(who), { caseId, rates, ground, note: '法律不允许，已解释清楚' })
const decide = (caseId: string, who: string, decision: 'approved' | 'refused' = 'approved') =>
  takeStep('decideExclusion')(it.house, county.as(who), { caseId, decision, reason: '核对过规划文件' })
const refused = (code: string) => expect.objectContaining({ code })
const resolution = async (who = 'county-director') =>
  (await figures(it.house, county.as(who), {})).whole[1] as FigureView
const may = async (caseId: string, who: string) =>
  (await doing(it.house, county.as(who), (d) => viewCase(d, caseId))).may

describe('asked and decided', () => {
  test('it counts until approved; then it is out, with ground and office, and only of the rates asked about', async () => {
    const caseId = await aNo()
    await ask(caseId, 'a1-secretary')
    expect([(await resolution()).denominator, (await resolution()).excluded]).toEqual([1, []])
    await decide(caseId, 'county-director')
    const figure = await resolution()
    expect(figure.denominator).toBe(0)
    expect(figure.excluded).toEqual([
      { ground: 'lawful-no', by: { id: county.org('county'), name: '县连心办', nameEn: 'county' }, n: 1 },
    ])
    const all = (await figures(it.house, county.as('county-director'), {})).whole
    expect([all[0]?.denominator, all[2]?.denominator]).toEqual([1, 0])
    const { events } = await doing(it.house, county.as('a1-secretary'), (d) => viewCase(d, caseId))
    expect(events.slice(-2)).toMatchObject([
      {
        type: 'askExclusion',
        audience: 'desk',
        data: { ground: 'lawful-no' },
        texts: { note: '法律不允许，已解释清楚' },
      },
      {
        type: 'decideExclusion',
        audience: 'desk',
        data: { decision: 'approved' },
        texts: { reason: '核对过规划文件' },
      },
    ])
  })

  test('refused, it counts on, and may be asked again with something new', async () => {
    const before = (await resolution()).denominator
    const caseId = await aNo()
    await ask(caseId, 'a1-secretary')
    await decide(caseId, 'county-supervisor', 'refused')
    expect((await resolution()).denominator).toBe(before + 1)
    await ask(caseId, 'a1-secretary', ['resolution'])
    await decide(caseId, 'county-director')
    expect((await resolution()).denominator).toBe(before)
  })

  test('whoever is to decide, and then whoever asked, is told', async () => {
    const caseId = await aNo()
    await ask(caseId, 'a1-secretary')
    await decide(caseId, 'county-director')
    const { rows } = await owner.query(
      `select kind, member_id from notices where case_id = $1 and kind like '%Exclusion'`,
      [caseId],
    )
    const told = (kind: string) =>
      rows
        .filter((r) => r.kind === kind)
        .map((r) => r.member_id)
        .sort()
    expect(told('askExclusion')).toEqual([county.member('county-director'), county.member('county-supervisor')].sort())
    expect(told('decideExclusion')).toEqual([county.member('a1-secretary')])
  })
})

describe('who may not', () => {
  test('a unit that is not counted asks nothing, nor about a rate that counts another', async () => {
    const caseId = await aNo()
    await expect(ask(caseId, 'a-clerk')).rejects.toEqual(refused('case.not-allowed'))
    expect(await may(caseId, 'a-clerk')).not.toContain('askExclusion')
    expect(await may(caseId, 'a1-secretary')).toContain('askExclusion')
    expect(await may(caseId, 'county-director')).toContain('askExclusion')
  })

  test('the one who asked never decides, not even at the county office; nor does anyone without the right', async () => {
    const caseId = await aNo()
    await ask(caseId, 'county-director')
    await expect(decide(caseId, 'county-director')).rejects.toEqual(refused('case.not-allowed'))
    await expect(decide(caseId, 'county-officer')).rejects.toEqual(refused('case.not-allowed'))
    await expect(decide(caseId, 'a1-secretary')).rejects.toEqual(refused('case.not-allowed'))
    expect(await may(caseId, 'county-supervisor')).toContain('decideExclusion')
    await decide(caseId, 'county-supervisor')
  })

  test('who also holds a post in the unit counted does not decide for it', async () => {
    const caseId = await aNo()
    await ask(caseId, 'a1-secretary')
    const director = county.as('county-director')
    const secretary = county.as('a1-secretary').actor.appointments
    const both = {
      ...director,
      actor: { ...director.actor, appointments: [...director.actor.appointments, ...secretary] },
    }
    const decision = { caseId, decision: 'approved', reason: '核对过' } as const
    await expect(takeStep('decideExclusion')(it.house, both, decision)).rejects.toEqual(refused('case.not-allowed'))
    await decide(caseId, 'county-supervisor', 'refused')
  })

  test('what counts for the county office itself is not left out: nobody here stands above it', async () => {
    const caseId = await aNo()
    await takeStep('escalate')(it.house, county.as('a-clerk'), { caseId, reason: '镇里办不了' })
    await owner.query('update cases set answer_unit = $1 where id = $2', [county.org('county'), caseId])
    await expect(ask(caseId, 'county-officer')).rejects.toEqual(refused('figures.own-office'))
  })

  test('nothing is asked about a rate that does not count the case, on a ground the scheme does not know, or twice at once', async () => {
    const caseId = await aNo()
    await owner.query('update cases set contact_unit = null, contact_missed = false where id = $1', [caseId])
    await expect(ask(caseId, 'a1-secretary', ['response'])).rejects.toEqual(refused('figures.not-counted'))
    await expect(ask(caseId, 'a1-secretary', ['resolution'], 'nowhere')).rejects.toEqual(refused('case.code-unknown'))
    await ask(caseId, 'a1-secretary', ['resolution'])
    await expect(ask(caseId, 'a1-secretary', ['satisfaction'])).rejects.toEqual(refused('case.not-now'))
    await decide(caseId, 'county-director')
    await expect(decide(caseId, 'county-supervisor')).rejects.toEqual(refused('case.not-now'))
  })
})

describe('held by the database alone', () => {
  const row = async () => {
    const caseId = await aNo()
    await ask(caseId, 'a1-secretary')
    const { rows } = await owner.query('select * from figure_exclusions where case_id = $1', [caseId])
    return { caseId, asked: rows[0] as { id: string; asked_by: string } }
  }
  const update = (id: string, by: string, org: string, posts: string[]) =>
    owner.query(
      `update figure_exclusions set decided = 'approved', decided_seq = 1, decided_by = $2, decided_org = $3, decided_posts = $4, decided_at = now() where id = $1`,
      [id, by, org, posts],
    )

  test('the asker as decider, the unit counted as decider, and a post there, are each refused', async () => {
    const { asked } = await row()
    const [office, village] = [county.org('county'), county.org('a1')]
    const director = county.member('county-director')
    await expect(update(asked.id, asked.asked_by, office, [office])).rejects.toThrow('nobody_decides_what_they_asked')
    await expect(update(asked.id, director, village, [office])).rejects.toThrow('nobody_decides_for_their_own_unit')
    await expect(update(asked.id, director, office, [office, village])).rejects.toThrow(
      'nobody_decides_for_their_own_unit',
    )
    await expect(
      owner.query(`update figure_exclusions set decided = 'approved' where id = $1`, [asked.id]),
    ).rejects.toThrow('decided_whole')
  })

  test('the app decides once: a decision is not changed, what was asked is not rewritten, and nothing is removed', async () => {
    const { caseId, asked } = await row()
    await decide(caseId, 'county-director')
    const as = (statement: string) =>
      it.house.db.transaction({ jurisdictionId: county.jurisdictionId, cases: [caseId] }, (tx) =>
        tx.executeQuery(CompiledQuery.raw(statement)),
      )
    const again = await as(`update figure_exclusions set decided = 'refused' where id = '${asked.id}'`)
    expect(again.numAffectedRows).toBe(0n)
    await expect(
      as(`update figure_exclusions set ground = 'lawful-no' where id = '${asked.id}'`),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(as(`delete from figure_exclusions where id = '${asked.id}'`)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the list of what waits', () => {
  test('oldest first, with words, units and whether I decide; others see those of their own cases', async () => {
    const before = (await appeals(it.house, county.as('county-director'), {})).items.length
    it.clock.advance(minute)
    const caseId = await aNo()
    await ask(caseId, 'a1-secretary')
    const list = async (who: string) => (await appeals(it.house, county.as(who), {})).items
    const mine = await list('county-director')
    expect(mine).toHaveLength(before + 1)
    expect(mine.at(-1)).toMatchObject({
      caseId,
      rates: ['resolution', 'satisfaction'],
      ground: 'lawful-no',
      counted: [{ id: county.org('a1') }],
      asked: { member: { name: '王a1-secretary' }, org: { id: county.org('a1') }, note: '法律不允许，已解释清楚' },
      decided: null,
      mayDecide: true,
    })
    expect((await list('a1-secretary')).at(-1)).toMatchObject({ caseId, mayDecide: false })
    expect(await list('a2-secretary')).toEqual([])
    expect(await list('b-clerk')).toEqual([])
    await decide(caseId, 'county-supervisor')
    const approved = (await appeals(it.house, county.as('a-clerk'), { which: 'approved' })).items
    expect(approved.find((a) => a.caseId === caseId)?.decided).toMatchObject({
      decision: 'approved',
      member: { name: '王county-supervisor' },
      org: { id: county.org('county') },
      reason: '核对过规划文件',
    })
  })
})

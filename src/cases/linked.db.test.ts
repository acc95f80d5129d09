/** Linked and split cases: one answer is shared, no voice is lost. */
import { beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County, day } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { doing } from '../access/command.ts'
import { newId } from '../kernel/ids.ts'
import { takeIn, takeResidentStep, takeStep } from './service.ts'
import { viewCase } from './view.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
beforeAll(async () => {
  county = await aCounty(it.house)
})

let keys = 0
const handIn = (words: string) =>
  takeIn(it.house, county.resident(), {
    clientKey: `linked-key-${++keys}`,
    villageId: county.org('a1'),
    words,
    language: 'zh-CN',
    files: [],
  })
const secretary = () => county.as('a1-secretary')
const accept = (caseId: string) =>
  takeStep('accept')(it.house, secretary(), {
    caseId,
    category: 'water',
    nature: 'help',
    urgency: 'ordinary',
    extent: 'common',
  })
const link = (caseId: string, leadNumber: string) => takeStep('link')(it.house, secretary(), { caseId, leadNumber })
const settle = (caseId: string, answer = '主管道修好了') =>
  takeStep('settle')(it.house, secretary(), { caseId, result: 'resolved', answer, files: [] })
const view = (caseId: string) => doing(it.house, county.as('county-director'), (d) => viewCase(d, caseId))

test('one answer reaches all that are joined, even those joined before their lead was joined itself', async () => {
  const [lead, joined, further] = [await handIn('停水'), await handIn('我家也停水'), await handIn('水小得很')]
  await accept(lead.id)
  await accept(joined.id)
  await link(further.id, joined.number)
  await link(joined.id, lead.number)
  await settle(lead.id)
  for (const { id, number } of [joined, further]) {
    const { state, events, ...shown } = await view(id)
    expect([state, shown.number, events.at(-1)?.type]).toEqual(['answered', number, 'answerWithLead'])
    expect(events.at(-1)).toMatchObject({ actor: { kind: 'system' }, texts: { answer: '主管道修好了' } })
  }
})

test('who answers for a lead is not shown what was joined to it from a village that is not theirs', async () => {
  const lead = await handIn('停水')
  await accept(lead.id)
  const theirs = await takeIn(it.house, county.resident(), {
    clientKey: 'linked-from-a2',
    villageId: county.org('a2'),
    words: '邻村也停水',
    language: 'zh-CN',
    files: [],
  })
  const [neighbour, caseId] = [county.as('a2-secretary'), theirs.id]
  const sorted = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
  await takeStep('accept')(it.house, neighbour, { caseId, ...sorted })
  await takeStep('escalate')(it.house, neighbour, { caseId, reason: '村里办不了' })
  await takeStep('link')(it.house, county.as('a-clerk'), { caseId, leadNumber: lead.number })
  const shown = await settle(lead.id)
  expect(JSON.stringify(shown)).not.toContain('邻村也停水')
  expect(shown.linked).toEqual([])
  expect((await view(caseId)).state).toBe('answered')
})

test('each keeps its own words and verdict: closing one closes no other, and a no reopens one alone', async () => {
  const [lead, joined] = [await handIn('停水'), await handIn('我家也停水')]
  await accept(lead.id)
  await link(joined.id, lead.number)
  await settle(lead.id)
  const yes = { resolved: 'yes', satisfied: 'satisfied' } as const
  await takeResidentStep('confirm')(it.house, county.resident(lead.id), { caseId: lead.id, ...yes })
  expect(await view(joined.id)).toMatchObject({ state: 'answered', words: '我家也停水' })
  await takeResidentStep('dispute')(it.house, county.resident(joined.id), { caseId: joined.id, resolved: 'no' })
  expect((await view(lead.id)).state).toBe('closed')
  expect(await view(joined.id)).toMatchObject({ state: 'reopened', level: 'town' })
})

test('after a no the case may be joined to another lead', async () => {
  const [first, second, joined] = [await handIn('停水'), await handIn('管道又裂了'), await handIn('我家也停水')]
  await accept(first.id)
  await accept(second.id)
  await link(joined.id, first.number)
  await settle(first.id)
  await takeResidentStep('dispute')(it.house, county.resident(joined.id), { caseId: joined.id, resolved: 'no' })
  const again = await takeStep('link')(it.house, county.as('a-clerk'), { caseId: joined.id, leadNumber: second.number })
  expect(again).toMatchObject({ state: 'linked', linkedTo: { number: second.number } })
})

test('a lead must be open, and another case', async () => {
  const [lead, joined] = [await handIn('停水'), await handIn('我家也停水')]
  await expect(link(joined.id, joined.number)).rejects.toMatchObject({ code: 'case.lead-is-itself' })
  await expect(link(joined.id, 'LX-0000-0000')).rejects.toMatchObject({ code: 'case.lead-not-found' })
  await accept(lead.id)
  await settle(lead.id)
  await expect(link(joined.id, lead.number)).rejects.toMatchObject({ code: 'case.lead-not-open' })
  const passed = await handIn('电表走得快')
  const elsewhere = { authority: '县供电公司', explanation: '电表归供电公司检定，请向他们申请。' }
  await takeStep('passOn')(it.house, secretary(), { caseId: passed.id, ...elsewhere })
  await expect(link(joined.id, passed.number)).rejects.toMatchObject({ code: 'case.lead-not-open' })
})

test('a split names who split it, on both sides, and the new case begins with its own clock', async () => {
  const one = await handIn('停水，路灯也坏了')
  it.clock.advance(day)
  const { splits } = await takeStep('split')(it.house, secretary(), {
    caseId: one.id,
    words: '路灯也坏了',
    keeps: '停水',
  })
  const other = await view(splits[0]?.id ?? '')
  expect(other).toMatchObject({ state: 'registered', words: '路灯也坏了', splitFrom: { number: one.number } })
  expect(other.registeredAt).toBe(it.clock.now().toISOString())
  expect(other.events[0]?.actor.member).toMatchObject({ id: county.member('a1-secretary') })
  expect((await view(one.id)).words).toBe('停水，路灯也坏了')
})

test('an old verdict does not stand for an answer nobody judged', async () => {
  const one = await handIn('停水')
  await accept(one.id)
  await settle(one.id)
  const partly = { resolved: 'partly', satisfied: 'very-satisfied' } as const
  await takeResidentStep('dispute')(it.house, county.resident(one.id), { caseId: one.id, ...partly })
  await takeStep('settle')(it.house, county.as('a-leader'), {
    caseId: one.id,
    result: 'resolved',
    answer: '换了水泵',
    files: [],
  })
  it.clock.advance(20 * day)
  const rested = await takeStep('restUnanswered')(it.house, county.as('county-supervisor'), { caseId: one.id })
  expect(rested).toMatchObject({ state: 'closed', outcome: 'no-answer', satisfied: null })
})

test('a mention of somebody who cannot see the case, or of nobody, tells nobody', async () => {
  const one = await handIn('停水')
  const mentions = [county.member('b-clerk'), newId(it.house.now()), county.member('a-clerk')]
  await takeStep('comment')(it.house, secretary(), { caseId: one.id, words: '请看一下', mentions })
  const told = (slug: string) =>
    doing(it.house, county.as(slug), (d) =>
      d.tx.selectFrom('notices').select('kind').where('case_id', '=', one.id).where('kind', '=', 'comment').execute(),
    )
  expect([await told('a-clerk'), await told('b-clerk')]).toEqual([[{ kind: 'comment' }], []])
})

test('a mention of what is no member is not kept, and refuses nothing', async () => {
  const one = await handIn('停水')
  const mentions = [county.org('a1'), county.member('a-clerk')]
  const { events } = await takeStep('comment')(it.house, secretary(), { caseId: one.id, words: '请看一下', mentions })
  expect(events.at(-1)?.data).toMatchObject({ mentions: [county.member('a-clerk')] })
})

test('a liaison mentioned on a case of another liaison hears nothing of it', async () => {
  const one = await handIn('停水')
  const mentions = [county.member('a1-liaison')]
  await takeStep('comment')(it.house, secretary(), { caseId: one.id, words: '请看一下', mentions })
  const told = await doing(it.house, county.as('a1-liaison'), (d) =>
    d.tx.selectFrom('notices').select('kind').where('case_id', '=', one.id).execute(),
  )
  expect(told).toEqual([])
})

test('a form drawn before somebody else acted is refused', async () => {
  const one = await handIn('停水')
  await accept(one.id)
  const stale = takeStep('escalate')(it.house, secretary(), { caseId: one.id, version: 1, reason: '村里办不了' })
  await expect(stale).rejects.toMatchObject({ code: 'case.changed' })
})

test('of two who act at once one is first, and the other is told', async () => {
  const one = await handIn('停水')
  const results = await Promise.allSettled([accept(one.id), accept(one.id), accept(one.id)])
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  for (const r of results) if (r.status === 'rejected') expect(r.reason).toMatchObject({ code: 'case.not-now' })
})

/** What the resident reads of a request that waits, rests, is handled with others or takes longer. */
import { beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County, day, minute } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { doing } from '../access/command.ts'
import { followed } from './receipt.ts'
import { takeIn, takeResidentStep, takeStep } from './service.ts'
import { viewCase } from './view.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
beforeAll(async () => {
  county = await aCounty(it.house)
})

let keys = 0
const handIn = async (contact = true) => {
  it.clock.advance(minute)
  return takeIn(it.house, county.resident(), {
    clientKey: `view-key-${++keys}`,
    villageId: county.org('a1'),
    words: '停水三天了',
    language: 'zh-CN',
    files: [],
    ...(contact && { contact: { phone: '138 1234 5678' } }),
  })
}
const secretary = () => county.as('a1-secretary')
const accept = (caseId: string) =>
  takeStep('accept')(it.house, secretary(), {
    caseId,
    category: 'water',
    nature: 'help',
    urgency: 'ordinary',
    extent: 'common',
  })
const view = (caseId: string) => followed(it.house, county.resident(caseId), { caseId })

test('a question is shown until when; the reply goes on with the work, and its words are erased with the others', async () => {
  const { id } = await handIn()
  await accept(id)
  const question = '坏的是哪一段水管？'
  await takeStep('askResident')(it.house, secretary(), { caseId: id, question })
  const asked = await view(id)
  expect(asked).toMatchObject({ state: 'waiting', question, contactBy: null })
  expect(Date.parse(asked.questionUntil ?? '')).toBeGreaterThan(it.clock.now().getTime())
  expect(asked.may).toContain('reply')
  await takeResidentStep('reply')(it.house, county.resident(id), { caseId: id, words: '井边那一段', files: [] })
  expect(await view(id)).toMatchObject({ state: 'in-hand', question: null, questionUntil: null })
  await takeResidentStep('withdraw')(it.house, county.resident(id), { caseId: id })
  await takeResidentStep('eraseMe')(it.house, county.resident(id), { caseId: id })
  const { events } = await doing(it.house, county.as('county-director'), (d) => viewCase(d, id))
  expect(events.find((e) => e.type === 'reply')?.texts).toEqual({})
})

test('first contact is promised to who can be reached, until it was made', async () => {
  const [reached, anonymous] = [await handIn(), await handIn(false)]
  expect((await view(anonymous.id)).contactBy).toBeNull()
  expect((await view(reached.id)).contactBy).not.toBeNull()
  await accept(reached.id)
  await takeStep('contact')(it.house, secretary(), { caseId: reached.id, by: 'phone' })
  expect((await view(reached.id)).contactBy).toBeNull()
})

test('passed on: to whom and their phone; shelved: why, and when it is looked at again; declined: why', async () => {
  const [passed, shelved, declined] = [await handIn(), await handIn(), await handIn()]
  await takeStep('passOn')(it.house, secretary(), {
    caseId: passed.id,
    authority: '县供电公司',
    phone: '0717-4222222',
    explanation: '电杆归供电公司管',
  })
  expect(await view(passed.id)).toMatchObject({
    outcome: 'passed-on',
    passedOn: { authority: '县供电公司', phone: '0717-4222222' },
    reason: '电杆归供电公司管',
  })
  await accept(shelved.id)
  await takeStep('escalate')(it.house, secretary(), { caseId: shelved.id, reason: '村里没有钱' })
  await takeStep('shelve')(it.house, county.as('a-leader'), {
    caseId: shelved.id,
    reason: '等明年的项目',
    reviewDay: '2027-03-01',
  })
  const rests = await view(shelved.id)
  expect([rests.reason, rests.passedOn, rests.dueAt?.slice(0, 10)]).toEqual(['等明年的项目', null, '2027-03-01'])
  expect(rests.line).toContain('3月1日')
  await takeStep('decline')(it.house, secretary(), {
    caseId: declined.id,
    ground: 'court',
    explanation: '要由法院来断',
  })
  expect(await view(declined.id)).toMatchObject({ outcome: 'not-accepted', reason: '要由法院来断', passedOn: null })
})

test('an extension names the old date and the new one', async () => {
  const { id } = await handIn()
  await accept(id)
  const before = await view(id)
  const until = new Date(Date.parse(before.dueAt ?? '') + 3 * day).toISOString().slice(0, 10)
  await takeStep('askExtension')(it.house, secretary(), { caseId: id, until, reason: '材料没到' })
  await takeStep('approveExtension')(it.house, county.as('a-leader'), { caseId: id })
  const after = await view(id)
  const { line } = after.story.at(-1) ?? { line: '' }
  expect(Date.parse(after.dueAt ?? '')).toBeGreaterThan(Date.parse(before.dueAt ?? ''))
  expect(line).toMatch(/原定(\d+月\d+日).*改到(?!\1)\d+月\d+日/)
})

test('handled together with others: said so, under one’s own number, with one’s own verdict', async () => {
  const [lead, joined] = [await handIn(), await handIn()]
  await accept(lead.id)
  await takeStep('link')(it.house, secretary(), { caseId: joined.id, leadNumber: lead.number })
  expect(await view(joined.id)).toMatchObject({ state: 'linked', number: joined.number })
  expect((await view(joined.id)).line).toMatch(/一起办.*编号和评价还是单独的/)
  await takeStep('settle')(it.house, secretary(), { caseId: lead.id, result: 'resolved', answer: '修好了', files: [] })
  await takeResidentStep('confirm')(it.house, county.resident(lead.id), { caseId: lead.id, resolved: 'yes' })
  expect(await view(joined.id)).toMatchObject({ state: 'answered', verdict: null, answer: { text: '修好了' } })
})

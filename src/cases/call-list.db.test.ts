/** Whom to call, in which order, and who may not: on the real database, with the clock moved. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { listCalls } from './call-list.ts'
import { listInbox } from './inbox.ts'
import { takeIn, takeResidentStep, takeStep } from './service.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
beforeAll(async () => {
  county = await aCounty(it.house)
})
const at = (text: string) => it.clock.set(new Date(`${text.replace(' ', 'T')}:00+08:00`))
beforeEach(() => at('2026-11-23 09:00'))

let keys = 0
/** Answered by the clerk of town A, whose post carries call-backs too. */
async function answered(contact: object | undefined = { name: '何桂兰', phone: '13812340000' }) {
  const { id } = await takeIn(it.house, county.resident(), {
    clientKey: `call-list-${++keys}`,
    villageId: county.org('a1'),
    words: '水渠塌了，田里进不了水',
    language: 'zh-CN',
    files: [],
    ...(contact && { contact: contact as { phone: string } }),
  })
  const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
  await takeStep('accept')(it.house, county.as('a1-secretary'), { caseId: id, ...sort })
  await takeStep('escalate')(it.house, county.as('a1-secretary'), { caseId: id, reason: '要镇里出钱' })
  const answer = { result: 'resolved' as const, answer: '水渠修好了', files: [] }
  await takeStep('settle')(it.house, county.as('a-clerk'), { caseId: id, ...answer })
  return id
}
const called = { calledAt: '2026-12-03T09:00:00+08:00', numberTail: '0000' }
const supervisor = () => county.as('county-supervisor')
const noAnswer = (caseId: string) => takeStep('noteCall')(it.house, supervisor(), { caseId, ...called })
const calls = async (who = supervisor(), more: object = {}) => (await listCalls(it.house, who, more)).items
const ids = (items: readonly { id: string }[], of: readonly string[]) =>
  items.map((i) => i.id).filter((id) => of.includes(id))
const inboxOf = async (who = supervisor(), more: object = {}) => listInbox(it.house, who, more)

test('never tried comes first; after two attempts, and not before, the case may rest', async () => {
  const [tried, fresh] = [await answered(), await answered()]
  expect(ids(await calls(), [tried, fresh])).toEqual([])
  at('2026-12-03 09:00')
  await noAnswer(tried)
  expect(ids(await calls(), [tried, fresh])).toEqual([fresh, tried])
  const found = async () => (await calls()).find((i) => i.id === tried)
  expect(await found()).toMatchObject({ why: 'overdue', calls: 1, name: '何**', phone: '138****0000', mine: false })
  expect((await found())?.may).not.toContain('restUnanswered')
  await noAnswer(tried)
  expect((await found())?.may).toContain('restUnanswered')
  await takeStep('restUnanswered')(it.house, supervisor(), { caseId: tried })
  expect(await found()).toBeUndefined()
})

test('whoever handled it sees that somebody else must call, and it does not wait for them', async () => {
  const id = await answered()
  at('2026-12-03 09:00')
  const mine = (await calls(county.as('a-clerk'))).find((i) => i.id === id)
  expect(mine).toMatchObject({ mine: true })
  expect(mine?.may).not.toContain('confirmByCall')
  expect(ids((await inboxOf(county.as('a-clerk'))).items, [id])).toEqual([])
  expect((await inboxOf()).items.find((i) => i.id === id)).toMatchObject({ waits: 'call' })
})

test('a closed case in doubt waits for a caller until somebody has asked', async () => {
  const id = await answered()
  await takeResidentStep('confirm')(it.house, county.resident(id), { caseId: id, resolved: 'yes', why: '还没修好' })
  expect((await inboxOf()).items.find((i) => i.id === id)).toMatchObject({ waits: 'call', state: 'closed' })
  expect(ids((await inboxOf(county.as('a-clerk'))).items, [id])).toEqual([])
  expect((await calls()).find((i) => i.id === id)).toMatchObject({ why: 'doubt', doubt: 'words' })
  await takeStep('confirmByCall')(it.house, supervisor(), { caseId: id, resolved: 'yes', ...called })
  expect(ids((await inboxOf()).items, [id])).toEqual([])
  expect(ids(await calls(), [id])).toEqual([])
})

test('pages of both lists follow each other without a gap or a repeat, deadlines and doubts mixed', async () => {
  const made: string[] = []
  for (const doubted of [false, true, false, true, true]) {
    const id = await answered()
    made.push(id)
    if (doubted)
      await takeResidentStep('confirm')(it.house, county.resident(id), { caseId: id, resolved: 'yes', why: '没人来' })
  }
  at('2026-12-03 09:00')
  await noAnswer(made[0] as string)
  for (const list of [inboxOf, (who = supervisor(), more: object = {}) => listCalls(it.house, who, more)]) {
    const whole = (await list(undefined, { limit: 100 })).items.map((i) => i.id)
    const walked: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list(undefined, { limit: 2, ...(cursor && { cursor }) })
      walked.push(...page.items.map((i) => i.id))
      cursor = page.next
    }
    expect(walked).toEqual(whole)
    expect(new Set(walked).size).toBe(walked.length)
    expect(
      ids(
        walked.map((id) => ({ id })),
        made,
      ).sort(),
    ).toEqual([...made].sort())
  }
})

test('a cursor that is none of ours is refused', async () => {
  await expect(listCalls(it.house, supervisor(), { cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'input.invalid',
  })
})

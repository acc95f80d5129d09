/** The one box: what is typed is found as what it is, within scope, and nothing kept from somebody in any group. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registration } from '../../test/a-petition.ts'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { listCases } from '../cases/lists.ts'
import { keepWords } from '../cases/search/keep.ts'
import { registerHeard, takeIn, takeMark, takeStep } from '../cases/service.ts'
import { search } from './search.ts'

const db = testDatabase()
const it = aHouse(db)
let home: County
let first: { id: string; number: string }
let n = 0
beforeAll(async () => {
  home = await aCounty(it.house, 1)
  await aCounty(it.house, 2)
  first = await ask('村东头水渠塌了', { place: '老井边', contact: { name: '赵小满', phone: '13812341234' } })
  await keepWords(it.house, 1)
})
beforeEach(() => it.clock.advance(1000))

const ask = (words: string, more: object = {}) =>
  takeIn(it.house, home.resident(), {
    clientKey: `search-box-${++n}`,
    villageId: home.org('a1'),
    words,
    language: 'zh-CN',
    files: [],
    ...more,
  })
const find = (q: string, by = 'a-clerk', more: object = {}) => search(it.house, home.as(by), { q, ...more })
const ids = (items: readonly { id: string }[]) => items.map((c) => c.id)

describe('a number', () => {
  test.each([(s: string) => s, (s: string) => s.slice(3), (s: string) => s.slice(-4), (s: string) => s.toLowerCase()])(
    'written in several ways',
    async (as) => expect(ids((await find(as(first.number))).numbers)).toEqual([first.id]),
  )
  test('of a case out of scope finds nothing', async () => {
    expect((await find(first.number, 'b-clerk')).numbers).toEqual([])
  })
  test('of the state petition system', async () => {
    const { id } = await ask('我要上访', {})
    await takeStep('accept')(it.house, home.as('a1-secretary'), {
      caseId: id,
      category: 'water',
      nature: 'complain',
      urgency: 'ordinary',
      extent: 'individual',
    })
    await takeStep('escalate')(it.house, home.as('a1-secretary'), { caseId: id, reason: '村里办不了' })
    await takeStep('treatAsPetition')(it.house, home.as('a-clerk'), {
      ...registration,
      caseId: id,
      externalNumber: 'XF20261123-001',
    })
    await keepWords(it.house, 1)
    for (const q of ['XF20261123-001', 'xf20261123 001']) expect(ids((await find(q)).numbers), q).toEqual([id])
  })
})

describe('a person', () => {
  test.each([
    ['13812341234', 'phone'],
    ['138 1234 1234', 'phone'],
    ['1234', 'tail'],
    ['赵小满', 'name'],
  ])('%s', async (q, by) => {
    const { people } = await find(q)
    expect(people).toMatchObject({ by, more: false })
    expect(ids(people.items)).toEqual([first.id])
    expect(JSON.stringify(await find(q))).not.toContain('13812341234')
  })
  test('by the whole name only, and never in another town', async () => {
    expect((await find('赵小')).people.items).toEqual([])
    expect((await find('赵小满', 'b-clerk')).people.items).toEqual([])
  })
  test('more than a group shows is said, and given when asked for', async () => {
    for (let i = 0; i < 3; i++) await ask('停水', { contact: { name: '钱大年', phone: '13900009999' } })
    await keepWords(it.house, 1)
    expect((await find('钱大年', 'a-clerk', { limit: 2 })).people).toMatchObject({ more: true })
    const all = await find('钱大年', 'a-clerk', { only: 'people', limit: 50 })
    expect(all.people.items).toHaveLength(3)
    expect(all.words.items).toEqual([])
  })
})

describe('a household', () => {
  test('by its number or its head’s name, masked; its requests are a list', async () => {
    const { id, head } = home.household('a1')
    const heard = await registerHeard(it.house, home.as('a1-secretary'), {
      clientKey: `search-box-${++n}`,
      villageId: home.org('a1'),
      words: '屋顶漏',
      channel: 'visit',
      consent: 'given',
      residentId: head,
      language: 'zh-CN',
      files: [],
    })
    const [one] = (await find('李户主', 'a1-secretary')).households
    expect(one).toMatchObject({ id, number: 1, head: '李**', village: { id: home.org('a1') } })
    expect(ids((await find('1户', 'a1-secretary')).households)).toEqual([id])
    const list = await listCases(it.house, home.as('a1-secretary'), { household: id, limit: 50 })
    expect(ids(list.items)).toEqual([heard.id])
    expect((await find('李户主', 'a2-secretary')).households.map((h) => h.id)).not.toContain(id)
  })
})

test('a colleague leads to what is in their hands or was written down by them', async () => {
  const { staff } = await find('王a1-lia')
  const me = home.member('a1-liaison')
  expect(ids(staff)).toContain(me)
  const heard = await registerHeard(it.house, home.as('a1-liaison'), {
    clientKey: `search-box-${++n}`,
    villageId: home.org('a1'),
    words: '走访听来的',
    channel: 'visit',
    consent: 'not-asked',
    language: 'zh-CN',
    files: [],
  })
  const list = await listCases(it.house, home.as('a-clerk'), { member: me, limit: 50 })
  expect(ids(list.items)).toContain(heard.id)
  expect(ids((await listCases(it.house, home.as('b-clerk'), { member: me, limit: 50 })).items)).toEqual([])
})

test('places and units of one’s own tree', async () => {
  expect(ids((await find('a1村')).places)).toEqual([home.org('a1')])
  expect(ids((await find('水利站')).units)).toEqual([home.org('a-water')])
  expect((await find('b1村')).places).toEqual([])
})

describe('words', () => {
  test('are marked where a list shows them', async () => {
    const [row] = (await find('水渠')).words.items
    expect(row?.case.id).toBe(first.id)
    expect(row?.opening.filter((p) => p.mark)).toEqual([{ text: '水渠', mark: true }])
    expect(row?.deeper).toBe(false)
  })
  test('further down a case are found, and not shown: to read on one opens it', async () => {
    await takeStep('comment')(it.house, home.as('a-clerk'), { caseId: first.id, words: '请挖掘机队看看', mentions: [] })
    await keepWords(it.house, 1)
    const [row] = (await find('挖掘机')).words.items
    expect(row).toMatchObject({ deeper: true })
    expect(JSON.stringify(row)).not.toContain('挖掘机')
  })
  test('one character is too little, and said so', async () =>
    expect((await find('水')).words).toEqual({ tooShort: true, items: [], next: null }))
})

test('marked as about the village, it is in no group for those there', async () => {
  const { id, number } = await ask('书记占了我家的秧田', { contact: { name: '孙来福', phone: '13711112222' } })
  await keepWords(it.house, 1)
  expect(ids((await find('孙来福', 'a1-secretary')).people.items)).toEqual([id])
  await takeMark('markAbout')(it.house, home.as('a-clerk'), {
    caseId: id,
    orgs: [home.org('a1')],
    members: [],
    reason: '反映书记',
  })
  for (const q of [number, '孙来福', '13711112222', '2222', '秧田', '书记占了'])
    expect(JSON.stringify(await find(q, 'a1-secretary')), q).not.toContain(id)
  expect(ids((await find('秧田')).words.items.map((w) => w.case))).toEqual([id])
})

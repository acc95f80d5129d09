/** A request about an official or a unit: one test for each door by which those it is about could reach it. */

import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytelessPhoto, hangOn } from '../../test/a-file.ts'
import { petitionInputs } from '../../test/a-petition.ts'
import { aCounty, aHouse, type County, day } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { findMemberActor, type MemberActor, type MemberCaller, scopeOf } from '../access/caller.ts'
import { doing } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { newId } from '../kernel/ids.ts'
import { previewBulk, runBulk } from './bulk.ts'
import { revealContact } from './contact.ts'
import { caseListing, countCases } from './export-cases.ts'
import { exportListing } from './export-list.ts'
import { handbook } from './handbook.ts'
import { listInbox } from './inbox.ts'
import { type Action, isMark, type MarkAction, type Step, steps } from './lifecycle.ts'
import { listByPhone, listCases } from './lists.ts'
import type { AboutWhom } from './model.ts'
import { neighboursOf } from './neighbours.ts'
import { overview } from './overview.ts'
import { petitionExport } from './petition/paper.ts'
import { problemList } from './problem-list.ts'
import { readAsResident } from './reads/read-case.ts'
import { lookUp } from './receipt.ts'
import { keepWords } from './search/keep.ts'
import { noteSeen } from './seen.ts'
import { registerHeard, takeIn, takeMark, takeResidentStep, takeStep, takeStepQuietly } from './service.ts'
import { supervisionList } from './supervision-list.ts'
import { verifyLog } from './verify.ts'
import { viewCase } from './view.ts'
import { viewForResident } from './view-resident.ts'
import { weeklyList } from './weekly-list.ts'

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

const sort = { category: 'affairs', nature: 'complain', urgency: 'ordinary', extent: 'individual' } as const
const words = '村支书记把低保名额给了自己亲戚'
let n = 0
const ask = (about?: AboutWhom, more: object = {}) =>
  takeIn(it.house, home.resident(), {
    clientKey: `hidden-${++n}`,
    villageId: home.org('a1'),
    words,
    contact: { phone: '13812349999', name: '张三' },
    language: 'zh-CN',
    files: [],
    ...(about && { about }),
    ...more,
  })
const village = () => ({ orgs: [home.org('a1')], members: [] })
const reason = '反映的是村里的书记'
const mark = (caseId: string, about: AboutWhom, by = 'a-clerk', action: MarkAction = 'markAboutInHand') =>
  takeMark(action)(it.house, home.as(by), { caseId, ...about, reason })
const shows = (by: MemberCaller, caseId: string) => doing(it.house, by, (d) => viewCase(d, caseId))
const notFound = { code: 'not-found' }
const row = async (id: string) => (await owner.query('select * from cases where id = $1', [id])).rows[0]

/** Those at the village and below it, whoever registered or handled the case. */
const kept = ['a1-secretary', 'a1-liaison', 'a1-liaison-2'] as const
const above = ['a-clerk', 'a-leader', 'county-officer', 'county-supervisor'] as const

/** A case that has left a trace everywhere before it was marked: notices, a message, a photo, a comment, a look at the contact. */
async function lived(said = words) {
  const receipt = await ask(undefined, { words: said })
  const caseId = receipt.id
  await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId, ...sort })
  await takeStep('comment')(it.house, home.as('a-clerk'), {
    caseId,
    words: '请村里说明名单',
    mentions: [home.member('a1-secretary'), home.member('a1-liaison')],
  })
  await revealContact(it.house, home.as('a1-secretary'), { caseId, reason: '核实情况' })
  await noteSeen(it.house, home.as('a1-secretary'), { caseId, version: 2 })
  const fileId = await hangOn(it.house, caseId, bytelessPhoto)
  await mark(caseId, village())
  return { ...receipt, caseId, fileId }
}
let it1: Awaited<ReturnType<typeof lived>>
beforeAll(async () => {
  it1 = await lived()
})

describe('where it goes', () => {
  test('about a village: to the town, with a clock of its own, nobody in it and no lead', async () => {
    expect(await row(it1.caseId)).toMatchObject({
      state: 'in-hand',
      level: 'town',
      holder_org_id: home.org('a'),
      holder_member_id: null,
      lead_org_id: null,
      clock: 'handling',
    })
  })
  test('not yet accepted, it is registered one level up', async () => {
    const { id } = await ask()
    await mark(id, village(), 'a-clerk', 'markAbout')
    expect(await row(id)).toMatchObject({ state: 'registered', level: 'town', clock: 'acceptance' })
  })
  test('about a town or its department: to the county', async () => {
    for (const org of ['a', 'a-water']) {
      const { id } = await ask()
      await mark(id, { orgs: [home.org(org)], members: [] }, 'county-officer', 'markAbout')
      expect(await row(id)).toMatchObject({ level: 'county', holder_org_id: home.org('county') })
    }
  })
  test('about somebody of another town: to the county, as the own town stands above nobody there', async () => {
    const { id } = await ask()
    await mark(id, { orgs: [], members: [home.member('b1-secretary')] }, 'a-clerk', 'markAbout')
    expect(await row(id)).toMatchObject({ level: 'county' })
  })
  test('one already higher up stays there', async () => {
    const { id } = await ask()
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort })
    await takeStep('escalate')(it.house, home.as('a1-secretary'), { caseId: id, reason: '村里办不了' })
    await takeStep('escalate')(it.house, home.as('a-clerk'), { caseId: id, reason: '镇里办不了' })
    await mark(id, village(), 'county-officer')
    expect(await row(id)).toMatchObject({ level: 'county', state: 'in-hand' })
  })
  test('about the county nobody here can handle it, and nothing moves', async () => {
    const { id } = await ask()
    const county = { orgs: [home.org('county')], members: [] }
    await expect(mark(id, county, 'a-clerk', 'markAbout')).rejects.toMatchObject({ code: 'case.about-top' })
    await expect(ask(county)).rejects.toMatchObject({ code: 'case.about-top' })
    expect(await row(id)).toMatchObject({ hidden_from: [], level: 'branch' })
  })
  test('it is never dispatched to those it is about, nor given to one of them', async () => {
    const { id } = await ask({ orgs: [home.org('a-water')], members: [] })
    await takeStep('accept')(it.house, home.as('county-officer'), { caseId: id, ...sort })
    const dispatch = { caseId: id, dueDay: '2026-12-10', standard: '查清楚' }
    await expect(
      takeStep('dispatch')(it.house, home.as('county-officer'), { ...dispatch, departmentId: home.org('a-water') }),
    ).rejects.toMatchObject({ code: 'case.department-unknown' })
    await takeStep('dispatch')(it.house, home.as('county-officer'), { ...dispatch, departmentId: home.org('a-roads') })
  })
  test('the log still verifies', async () => {
    expect((await verifyLog(it.house, 1, { files: false })).fault).toBeUndefined()
  })
})

describe('those above see it, those it is about do not', () => {
  test.each(above)('%s sees it, as confidential and from whom', async (slug) => {
    const view = await shows(home.as(slug), it1.caseId)
    expect(view).toMatchObject({ confidential: true, about: { orgs: [{ id: home.org('a1') }], members: [] } })
  })
  test.each(kept)('door: opening it, as %s', async (slug) => {
    await expect(shows(home.as(slug), it1.caseId)).rejects.toMatchObject(notFound)
  })
  test('the resident follows it as before, and reads that it is confidential', async () => {
    const view = await lookUp(it.house, home.resident(), { number: it1.number, code: it1.code })
    expect(view).toMatchObject({ confidential: 'kept', words })
    expect(JSON.stringify(view)).not.toContain(reason)
  })
})

describe.each(kept)('as %s', (slug) => {
  const me = () => home.as(slug)
  const numbers = (items: readonly { number: string }[]) => items.map((c) => c.number)

  test('door: list', async () => {
    expect(numbers((await listCases(it.house, me(), { limit: 200 })).items)).not.toContain(it1.number)
  })
  test('door: search by number', async () => {
    expect((await listCases(it.house, me(), { number: it1.number })).items).toEqual([])
  })
  test('door: search by words', async () => {
    await keepWords(it.house, 1)
    expect(numbers((await listCases(it.house, home.as('a-clerk'), { words: '低保名额' })).items)).toContain(it1.number)
    expect(numbers((await listCases(it.house, me(), { words: '低保名额' })).items)).not.toContain(it1.number)
  })
  test('door: search by phone', async () => {
    for (const phone of ['13812349999', '9999'])
      expect(numbers((await listByPhone(it.house, me(), { phone })).items)).not.toContain(it1.number)
  })
  test('door: inbox', async () => {
    expect(numbers((await listInbox(it.house, me(), {})).items)).not.toContain(it1.number)
  })
  test('door: the neighbours of another request, and its own', async () => {
    // the same words of the same person, written down by the reader
    const twin = await registerHeard(it.house, me(), {
      clientKey: `hidden-${++n}`,
      villageId: home.org('a1'),
      words,
      channel: 'visit',
      consent: 'given',
      contact: { phone: '13812349999' },
      language: 'zh-CN',
      files: [],
    })
    const shown = await neighboursOf(it.house, me(), { caseId: twin.caseId ?? '' })
    expect(numbers([...shown.alike, ...shown.household])).not.toContain(it1.number)
    await expect(neighboursOf(it.house, me(), { caseId: it1.caseId })).rejects.toMatchObject(notFound)
  })
  test('door: as its resident reads it', async () => {
    await expect(readAsResident(it.house, me(), { caseId: it1.caseId })).rejects.toMatchObject(notFound)
  })
  test('door: counts', async () => {
    const { seen = [] } = scopeOf(me())
    const { rows } = await owner.query(
      'select count(*)::int as n from cases where jurisdiction_id = 1 and seen_by && $1 and not hidden_from && $2',
      [seen, me().actor.recused],
    )
    expect((await overview(it.house, me(), { from: '2020-01-01' })).period.registered).toBe(rows[0].n)
    expect((await countCases(it.house, me(), {})).n).toBe(rows[0].n)
  })
  test('door: weekly list', async () => {
    const { fresh, older } = await weeklyList(it.house, me(), {})
    expect(numbers([...fresh, ...older])).not.toContain(it1.number)
  })
  test('door: problem list and supervision list, rows and totals', async () => {
    for (const list of [problemList, supervisionList]) {
      const { items, total } = await list(it.house, me(), {})
      expect(numbers(items)).not.toContain(it1.number)
      expect(total).toBe(items.length)
    }
  })
  test('door: the whole list as a file, and its count', async () => {
    const file = await exportListing(it.house, me(), caseListing({ limit: 1 }), 'csv')
    const text = await file.text()
    expect(text).not.toContain(it1.number)
    // mark, first line and head before the rows, the last line after them
    expect(text.trimEnd().split('\r\n').length - 3).toBe(Number(file.headers.get('x-total-count')))
  })
  test('door: a step on many, by name or by filter', async () => {
    const bulk = { action: 'supervise', input: { words: '请抓紧' } } as const
    const named = await previewBulk(it.house, me(), { ...bulk, ids: [it1.caseId] })
    expect(named).toMatchObject({ total: 0, rows: [], gone: 1 })
    const all = await previewBulk(it.house, me(), { ...bulk, filter: {} })
    expect(numbers(all.rows)).not.toContain(it1.number)
    const before = await row(it1.caseId)
    const { rows } = await runBulk(it.house, me(), { ...bulk, rows: [{ id: it1.caseId, version: before.version }] })
    expect(rows).toMatchObject([{ result: 'refused', refused: { code: 'not-found' } }])
    expect(await row(it1.caseId)).toEqual(before)
  })
  test('door: contact', async () => {
    await expect(revealContact(it.house, me(), { caseId: it1.caseId, reason: '核实情况' })).rejects.toMatchObject(
      notFound,
    )
  })
  test.each((steps as readonly Step[]).filter((s) => s.by.startsWith('case.') && !s.who.includes('resident')))(
    'door: step $action',
    async ({ action }) => {
      const before = await row(it1.caseId)
      const input = { caseId: it1.caseId, ...inputs(action as Action) } as never
      await expect(takeStepQuietly(action as Action)(it.house, me(), input)).rejects.toMatchObject(notFound)
      expect(await row(it1.caseId)).toEqual(before)
    },
  )
  test('door: the export of a petition', async () => {
    for (const as of ['export', 'print'] as const)
      await expect(petitionExport(it.house, me(), { caseId: it1.caseId, as })).rejects.toMatchObject(notFound)
  })
  test('door: notices, those sent before it was marked too', async () => {
    expect(
      (
        await owner.query('select 1 from notices where case_id = $1 and member_id = $2', [
          it1.caseId,
          me().actor.memberId,
        ])
      ).rowCount,
    ).toBe(slug === 'a1-secretary' ? 2 : 0)
    const seen = await it.house.db.transaction(scopeOf(me()), (tx) =>
      tx.selectFrom('notices').select('id').where('case_id', '=', it1.caseId).execute(),
    )
    expect(seen).toEqual([])
  })
  test('door: attachments, named with their case or without', async () => {
    await it.house.db.transaction(scopeOf(me()), async (tx) => {
      expect(await tx.selectFrom('files').select('id').where('id', '=', it1.fileId).execute()).toEqual([])
    })
    await expect(shows(me(), it1.caseId)).rejects.toMatchObject(notFound)
  })
})

const called = { calledAt: '2026-11-23T09:00:00+08:00', numberTail: '5678' }
/** Input right in shape: only sight can refuse it. */
function inputs(action: Action): object {
  const given: Partial<Record<Action, object>> = {
    accept: sort,
    sort,
    settleDirectly: { result: 'resolved', answer: '办好了' },
    settle: { result: 'resolved', answer: '办好了' },
    answer: { result: 'resolved', answer: '办好了' },
    answerWithLead: { result: 'resolved', answer: '办好了' },
    decline: { ground: 'court', explanation: '要由法院来断' },
    assign: { memberId: home.member('a1-liaison') },
    handOver: { memberId: home.member('a1-liaison') },
    dispatch: { departmentId: home.org('a-water'), dueDay: '2026-12-10', standard: '修好' },
    askExtension: { until: '2026-12-12', reason: '等材料' },
    shelve: { reason: '等明年项目', reviewDay: '2027-01-05' },
    link: { leadNumber: it1.number },
    split: { words: '路灯也坏了', keeps: '水渠的事' },
    confirmByCall: { resolved: 'yes', ...called },
    disputeByCall: { resolved: 'no', ...called },
    noteCall: called,
    contact: { by: 'phone' },
    askResident: { question: '水表在哪一头' },
    replyHeard: { words: '在西头' },
    passOn: { authority: '县供电公司', explanation: '归供电公司管' },
    publish: { question: '水渠塌了', answer: '修好了水渠', confirmed: true },
    redactWords: { seq: 1, field: 'words', hide: [{ from: 0, to: 1 }], reason },
    blackOut: { fileId: it1.fileId, rects: [{ x: 0, y: 0, width: 1, height: 1 }] },
    comment: { words: '看一下', mentions: [] },
    supervise: { words: '看一下' },
    addHeard: { words: '看一下' },
    reflect: { words: '看一下' },
    dissentByCall: { resolved: 'no', ...called },
    noteHearing: { from: '2026-11-20', to: '2026-11-20' },
    ...petitionInputs,
    ...Object.fromEntries(steps.filter((s) => s.needs === 'About').map((s) => [s.action, { ...village(), reason }])),
  }
  return given[action] ?? { reason: '不归我们管' }
}

describe('beside the case', () => {
  test('door: mentions reach nobody it is kept from, and those above they do', async () => {
    await takeStep('comment')(it.house, home.as('a-clerk'), {
      caseId: it1.caseId,
      words: '请看材料',
      mentions: [home.member('a1-secretary'), home.member('a-leader')],
    })
    const { rows } = await owner.query('select distinct member_id from notices where case_id = $1 and at = $2', [
      it1.caseId,
      it.house.now(),
    ])
    const told = rows.map((r) => r.member_id)
    expect(told).toContain(home.member('a-leader'))
    const { rows: fresh } = await owner.query(
      `select 1 from notices where case_id = $1 and member_id = $2 and kind = 'comment'`,
      [it1.caseId, home.member('a1-secretary')],
    )
    // the one from before the marking, and no more
    expect(fresh).toHaveLength(1)
  })

  test('door: the handbook of the member who wrote it down', async () => {
    const { id, number } = await registerHeard(it.house, home.as('a1-liaison'), {
      clientKey: `heard-${++n}`,
      villageId: home.org('a1'),
      words: '书记不公开账目',
      channel: 'visit',
      consent: 'not-asked',
      language: 'zh-CN',
      files: [],
    })
    expect((await handbook(it.house, home.as('a1-liaison'), {})).items.map((i) => i.number)).toContain(number)
    expect(await takeMark('markAbout')(it.house, home.as('a1-liaison'), { caseId: id, ...village(), reason })).toEqual({
      moved: true,
      visible: false,
    })
    expect((await handbook(it.house, home.as('a1-liaison'), {})).items.map((i) => i.number)).not.toContain(number)
  })

  test('a registrar it is kept from gets the receipt and nothing else, again too', async () => {
    const sheet = {
      clientKey: `heard-${++n}`,
      villageId: home.org('a1'),
      words: '书记不公开账目',
      channel: 'visit',
      consent: 'not-asked' as const,
      language: 'zh-CN' as const,
      files: [],
      about: village(),
    }
    const first = await registerHeard(it.house, home.as('a1-liaison'), sheet)
    expect(first).toMatchObject({ caseId: null, again: false })
    expect(await registerHeard(it.house, home.as('a1-liaison'), sheet)).toMatchObject({
      number: first.number,
      code: first.code,
      caseId: null,
      again: true,
    })
    await expect(shows(home.as('a1-liaison'), first.id)).rejects.toMatchObject(notFound)
    expect(await row(first.id)).toMatchObject({ level: 'town', holder_org_id: home.org('a') })
  })

  test('handed in as about the village, nobody there is ever told, and the contact is hidden with it', async () => {
    const { id } = await ask(village())
    const { rows } = await owner.query('select member_id, hidden_from from notices where case_id = $1', [id])
    expect(rows.map((r) => r.member_id).sort()).toEqual([home.member('a-clerk'), home.member('a-leader')].sort())
    const { resident_id } = await row(id)
    const seen = (slug: string) =>
      it.house.db.transaction(scopeOf(home.as(slug)), (tx) =>
        tx.selectFrom('residents').select('id').where('id', '=', resident_id).execute(),
      )
    expect(await seen('a1-secretary')).toEqual([])
    expect(await seen('a-clerk')).toHaveLength(1)
  })

  test('door: linked cases: marked, it leaves every joining, and an answer to the lead does not touch it', async () => {
    const [lead, voice] = [await ask(undefined, { words: '低保名单没有公示' }), await ask()]
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: lead.id, ...sort })
    await takeStep('link')(it.house, home.as('a1-secretary'), { caseId: voice.id, leadNumber: lead.number })
    await mark(voice.id, village(), 'a-clerk')
    expect(await row(voice.id)).toMatchObject({ state: 'in-hand', level: 'town' })
    const view = await shows(home.as('a1-secretary'), lead.id)
    expect(JSON.stringify(view)).not.toContain(voice.id)
    await takeStep('settle')(it.house, home.as('a1-secretary'), {
      caseId: lead.id,
      result: 'resolved',
      answer: '已公示',
    })
    expect(await row(voice.id)).toMatchObject({ state: 'in-hand', level: 'town' })
  })

  test('door: linked cases: a marked lead lets its voices go, and they do not name it any more', async () => {
    const [lead, voice] = [await ask(), await ask(undefined, { words: '低保名单没有公示' })]
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: lead.id, ...sort })
    await takeStep('link')(it.house, home.as('a1-secretary'), { caseId: voice.id, leadNumber: lead.number })
    await mark(lead.id, village(), 'a-clerk')
    expect(await row(voice.id)).toMatchObject({ state: 'in-hand', holder_org_id: home.org('a1'), hidden_from: [] })
    const view = JSON.stringify(await shows(home.as('a1-secretary'), voice.id))
    expect(view).not.toContain(lead.id)
    expect(view).not.toContain(lead.number)
  })

  test('it is linked to nothing, and nothing to it', async () => {
    const other = await ask()
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: other.id, ...sort })
    await expect(
      takeStep('link')(it.house, home.as('a-clerk'), { caseId: it1.caseId, leadNumber: other.number }),
    ).rejects.toMatchObject({ code: 'case.not-now' })
    await takeStep('escalate')(it.house, home.as('a1-secretary'), { caseId: other.id, reason: '村里办不了' })
    await expect(
      takeStep('link')(it.house, home.as('a-clerk'), { caseId: other.id, leadNumber: it1.number }),
    ).rejects.toMatchObject({ code: 'case.lead-not-open' })
  })

  test('door: split parts: the whole goes with the part, and a part of it is kept from the same', async () => {
    const whole = await ask()
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: whole.id, ...sort })
    const view = await takeStep('split')(it.house, home.as('a1-secretary'), {
      caseId: whole.id,
      words: '书记给亲戚低保',
      keeps: '路灯不亮',
    })
    const part = view.splits[0]?.id ?? ''
    await mark(part, village(), 'a-clerk', 'markAbout')
    for (const id of [whole.id, part]) await expect(shows(home.as('a1-secretary'), id)).rejects.toMatchObject(notFound)
    const again = await takeStep('split')(it.house, home.as('a-clerk'), {
      caseId: whole.id,
      words: '还有账目不公开',
      keeps: '路灯不亮',
    })
    const later = again.splits.find((s) => s.id !== part)?.id ?? ''
    expect(await row(later)).toMatchObject({ level: 'town', hidden_from: [home.org('a1')] })
    await expect(shows(home.as('a1-secretary'), later)).rejects.toMatchObject(notFound)
  })

  test('door: village page: never published, and taken back when marked afterwards', async () => {
    const settle = async (id: string, by: string) => {
      await takeStep('settle')(it.house, home.as(by), { caseId: id, result: 'resolved', answer: '核实处理了' })
      await takeResidentStep('confirm')(it.house, home.resident(id), {
        caseId: id,
        resolved: 'yes',
        satisfied: 'satisfied',
      })
    }
    const published = async (id: string) =>
      (await owner.query('select 1 from village_results where case_id = $1', [id])).rowCount
    const [before, after] = [await ask(village()), await ask()]
    await takeStep('accept')(it.house, home.as('a-clerk'), { caseId: before.id, ...sort })
    await settle(before.id, 'a-clerk')
    expect(await published(before.id)).toBe(0)
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: after.id, ...sort })
    await settle(after.id, 'a1-secretary')
    expect(await published(after.id)).toBe(1)
    await owner.query(
      `insert into publications (jurisdiction_id, id, case_id, village_id, question, answer, confirmed_by, at)
       values (1, $1, $2, $3, '低保名额', '核实处理了', $4, $5)`,
      [newId(it.house.now()), after.id, home.org('a1'), home.member('a-leader'), it.house.now()],
    )
    await mark(after.id, village(), 'a-clerk', 'markAboutEnded')
    expect(await published(after.id)).toBe(0)
    // a copy published before says nothing any more, not even which request it was of
    const { rows: copies } = await owner.query('select question, answer from publications where case_id = $1', [
      after.id,
    ])
    expect(copies).toEqual([{ question: null, answer: null }])
    for (const scope of [scopeOf(home.as('a1-secretary')), { jurisdictionId: 1 }])
      expect(
        await it.house.db.transaction(scope, (tx) =>
          tx.selectFrom('publications').select('id').where('case_id', '=', after.id).execute(),
        ),
      ).toEqual([])
    expect(await row(after.id)).toMatchObject({ state: 'closed', holder_org_id: null })
    await expect(shows(home.as('a1-secretary'), after.id)).rejects.toMatchObject(notFound)
  })

  test('door: outbox page: its administrator at the county reads no message of a case about the county', async () => {
    const { id } = await ask()
    await takeMark('passToDiscipline')(it.house, home.as('a-clerk'), {
      caseId: id,
      orgs: [home.org('county')],
      members: [],
      reason,
    })
    const scope = { ...scopeOf(home.as('county-admin')), job: 'outbox' as const }
    const seen = await it.house.db.transaction(scope, (tx) => tx.selectFrom('outbox').select('case_id').execute())
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.map((o) => o.case_id)).not.toContain(id)
  })

  test('door: reveals: looks at the contact of a household tell nothing of its hidden request', async () => {
    const { head } = home.household('a2')
    const heard = (text: string) =>
      registerHeard(it.house, home.as('a2-secretary'), {
        clientKey: `heard-${++n}`,
        villageId: home.org('a2'),
        words: text,
        channel: 'visit',
        consent: 'given',
        residentId: head,
        language: 'zh-CN',
        files: [],
      })
    const [open, hidden] = [await heard('路灯不亮'), await heard('书记不公道')]
    await revealContact(it.house, home.as('a-clerk'), { caseId: hidden.id, reason: '核实情况' })
    await mark(hidden.id, { orgs: [home.org('a2')], members: [] }, 'a-clerk', 'markAbout')
    await it.house.db.transaction(
      { ...scopeOf(home.as('a2-secretary')), cases: [open.id], people: [head] },
      async (tx) => {
        expect(await tx.selectFrom('residents').select('id').where('id', '=', head).execute()).toHaveLength(1)
        expect(await tx.selectFrom('reveals').select('case_id').execute()).toEqual([])
      },
    )
  })

  test('door: receipts: a member reads that of an opened case only, a resident’s look-up goes on', async () => {
    const read = (scope: Parameters<typeof it.house.db.transaction>[0]) =>
      it.house.db.transaction(scope, (tx) =>
        tx.selectFrom('case_receipts').select('case_id').where('number', '=', it1.number).execute(),
      )
    expect(await read(scopeOf(home.as('a1-secretary')))).toEqual([])
    expect(await read(scopeOf(home.as('a-clerk')))).toEqual([])
    expect(await read({ jurisdictionId: 1 })).toHaveLength(1)
  })

  test('another county is untouched by a marking, and sees nothing of it', async () => {
    expect(home.as('a1-secretary').actor.recused).not.toContain(abroad.org('a1'))
    await expect(shows(abroad.as('a-clerk'), it1.caseId)).rejects.toMatchObject(notFound)
  })
})

test('what went to the discipline office comes back to no desk: nobody here could see it', async () => {
  const { id } = await ask()
  await takeMark('passToDiscipline')(it.house, home.as('a-clerk'), {
    caseId: id,
    orgs: [home.org('county')],
    members: [],
    reason,
  })
  const resident = home.resident(id)
  await expect(
    takeResidentStep('appeal')(it.house, resident, { caseId: id, reason: '请再看看' }),
  ).rejects.toMatchObject({
    code: 'case.not-now',
  })
  const view = await doing(it.house, resident, (d) => viewForResident(d, id))
  expect(view).toMatchObject({ confidential: 'discipline', state: 'passed-on' })
  expect(view.may).not.toContain('appeal')
})

describe('who is kept from it', () => {
  const on = (slug: string) =>
    findMemberActor(
      it.house.db,
      it.house.schemes.of(1),
      1,
      home.member(slug),
      dayOf(it.house.now()),
    ) as Promise<MemberActor>
  const asNow = async (slug: string): Promise<MemberCaller> => ({ ...home.as(slug), actor: await on(slug) })
  const appoint = (member: string, role: string, org: string) =>
    owner.query(
      `insert into appointments (jurisdiction_id, id, member_id, org_id, role, starts_on) values (1, $1, $2, $3, $4, '2026-01-01')`,
      [newId(it.house.now()), home.member(member), home.org(org), role],
    )

  test('a set holds oneself, the orgs above, and whoever leads them', () => {
    const { recused } = home.as('a1-liaison').actor
    for (const id of [
      home.member('a1-liaison'),
      ...home.chain('a1'),
      home.member('a1-secretary'),
      home.member('a-leader'),
    ])
      expect(recused).toContain(id)
    for (const slug of ['a1-liaison-2', 'a-clerk', 'a2-secretary']) expect(recused).not.toContain(home.member(slug))
    expect(scopeOf(home.resident())).not.toHaveProperty('recused')
  })

  test('somebody with posts at two places is known at both, and the case is kept from both', async () => {
    await appoint('b2-secretary', 'department-head', 'a-roads')
    const { id } = await ask({ orgs: [], members: [home.member('b2-secretary')] })
    const { hidden_from } = await row(id)
    expect(new Set(hidden_from)).toEqual(new Set([home.member('b2-secretary'), home.org('b2'), home.org('a-roads')]))
    for (const slug of ['b2-secretary', 'b2-liaison', 'a-roads-officer'])
      await expect(shows(await asNow(slug), id)).rejects.toMatchObject(notFound)
    expect((await shows(home.as('county-officer'), id)).confidential).toBe(true)
  })

  test('who comes under that person later is kept from it too', async () => {
    const { id } = await ask({ orgs: [], members: [home.member('a1-secretary')] })
    await appoint('a1-secretary', 'town-leader', 'a')
    expect((await shows(home.as('a-clerk'), id)).number).toBeTruthy()
    await expect(shows(await asNow('a-clerk'), id)).rejects.toMatchObject(notFound)
    expect((await shows(await asNow('county-officer'), id)).number).toBeTruthy()
  })

  test('a marker of the own office sees it go', async () => {
    const { id } = await ask()
    expect(await mark(id, village(), 'a1-secretary', 'markAbout')).toEqual({ moved: true, visible: false })
    await expect(shows(home.as('a1-secretary'), id)).rejects.toMatchObject(notFound)
  })

  test('only above the holder the mark comes off again; then it is seen as before', async () => {
    const { id } = await ask(village())
    const off = { caseId: id, reason: '核实过，不是反映书记' }
    await expect(takeStep('unmarkAbout')(it.house, home.as('a-clerk'), off)).rejects.toMatchObject({
      code: 'case.not-allowed',
    })
    await takeStep('unmarkAbout')(it.house, home.as('county-officer'), off)
    expect((await shows(home.as('a1-secretary'), id)).confidential).toBe(false)
    expect((await owner.query(`select 1 from notices where case_id = $1 and hidden_from <> '{}'`, [id])).rowCount).toBe(
      0,
    )
  })

  test('a mark on a case unknown to the marker finds no case', async () => {
    await expect(mark(it1.caseId, village(), 'b-clerk')).rejects.toMatchObject(notFound)
    expect(isMark('accept')).toBe(false)
  })
})

test('every table, read as the app’s role in the scope of those it is kept from, holds nothing of it', async () => {
  it.clock.advance(day)
  const marked = { ...(await lived('书记占了集体的鱼塘')), said: '集体的鱼塘' }
  const straight = {
    ...(await ask({ orgs: [], members: [home.member('a1-secretary')] }, { words: '举报书记收红包' })),
    said: '收红包',
  }
  await keepWords(it.house, 1)
  const found = `'=${marked.id}' | '=${straight.id}' | '1/鱼塘' | '1/红包'`
  const { rows: tables } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  )
  expect(tables.length).toBeGreaterThan(20)
  const { rows: open } = await owner.query(
    `select id, resident_id from cases where hidden_from = '{}' and seen_by && $1`,
    [[home.org('a1')]],
  )
  for (const slug of kept)
    for (const { id, number, said } of [marked, straight]) {
      const { resident_id } = await row(id)
      const secrets = [id, number, resident_id, said]
      const scope = scopeOf(home.as(slug))
      // bare, looking for them by words, and with every case opened that this member may open
      for (const more of [
        {},
        { words: found },
        { cases: open.map((c) => c.id), people: open.map((c) => c.resident_id).filter(Boolean) },
      ])
        await it.house.db.transaction({ ...scope, ...more }, async (tx) => {
          for (const { name } of tables) {
            const found = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(tx)
            for (const secret of secrets)
              expect(
                found.rows.filter((r) => r.row.includes(secret)),
                `${name} as ${slug}`,
              ).toEqual([])
          }
        })
    }
})

/** Records on a real database: written once, corrected, withdrawn, in steps; seen by whom they concern, credited to the row. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scheme } from '../../test/a-case.ts'
import { aKey, aVisit, kindsYaml } from '../../test/a-record.ts'
import { aCounty, aHouse, type County, day, runScheme } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { scopeOf } from '../access/caller.ts'
import { erasePeople } from '../cases/redact/erase.ts'
import { boardOf } from './board.ts'
import { addFollowUp, finishFollowUp, listFollowUps, recordToCase } from './follow-ups.ts'
import { listKinds, listLedgers } from './kind-view.ts'
import { countRecords, listRecords } from './list.ts'
import { listPots } from './pots.ts'
import { correctRecord, takeRecordStep, withdrawRecord, writeRecord } from './service.ts'
import { readRecord } from './view.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(it.house)
  await runScheme(it.house, county, kindsYaml)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const refused = (code: string) => expect.objectContaining({ code })
const credits = async (recordId: string) =>
  (
    await owner.query('select subject_id, kind, met, counted from record_credits where record_id = $1 order by 1', [
      recordId,
    ])
  ).rows
const subjects = async (recordId: string) => (await credits(recordId)).map((c) => c.subject_id).sort()
const write = (slug: string, of: Parameters<typeof aVisit>[1] = {}) =>
  writeRecord(it.house, county.as(slug), aVisit(county, of))
const sees = (slug: string, recordId: string) =>
  readRecord(it.house, county.as(slug), { recordId }).then(
    () => true,
    () => false,
  )

test('a visit counts to who wrote it, who came along, and the village; a town clerk’s also to the household’s village', async () => {
  const [liaison, other] = [county.member('a1-liaison'), county.member('a1-liaison-2')]
  const household = county.household('a1').id
  const { id } = await write('a1-liaison', { fields: { household, present: [other], people: 2 } })
  expect(await subjects(id)).toEqual([liaison, other, county.org('a1')].sort())
  expect((await credits(id)).find((c) => c.subject_id === liaison)).toMatchObject({
    met: [other],
    counted: { people: 2 },
  })
  const fromTown = await write('a-clerk', { orgId: county.org('a') })
  expect(await subjects(fromTown.id)).toEqual([county.member('a-clerk'), county.org('a'), county.org('a1')].sort())
})

test('sent twice it is one record; another sheet under the same key is refused', async () => {
  const sheet = aVisit(county)
  const me = county.as('a1-liaison')
  const both = await Promise.all([writeRecord(it.house, me, sheet), writeRecord(it.house, me, sheet)])
  expect(new Set(both.map((r) => r.id)).size).toBe(1)
  expect(await writeRecord(it.house, me, sheet)).toMatchObject({ id: both[0]?.id, again: true })
  await expect(writeRecord(it.house, me, { ...sheet, title: '别的' })).rejects.toEqual(refused('record.key-reused'))
})

test('a wrong sheet is refused with every fault at its field', async () => {
  const faults = async (of: Parameters<typeof aVisit>[1]) =>
    write('a1-liaison', of).then(
      () => [],
      (e) => e.fields.map((f: { path: string; message: string }) => `${f.path}: ${f.message}`),
    )
  expect((await faults({ fields: { people: -1 } })).sort()).toEqual([
    'fields.household: needed',
    expect.stringMatching(/^fields\.people: /),
  ])
  const household = county.household('b1').id
  expect(await faults({ onDay: '2026-11-24', fields: { household, present: [aKey()] } })).toEqual([
    'onDay: record-day-ahead',
    'fields.household: record-no-household',
    'fields.present: record-no-member',
  ])
  expect(await faults({ promises: [{ what: '修渠', dueOn: '2026-11-01' }] })).toEqual([
    'promises.0.dueOn: record-promise-past',
  ])
  await expect(write('a-water-officer')).rejects.toEqual(refused('record.not-yours'))
  await expect(write('b1-liaison')).rejects.toEqual(refused('record.not-yours'))
  await expect(write('a1-liaison', { kind: 'dance' })).rejects.toEqual(refused('record.kind-unknown'))
})

test('a meeting without a quorum is no meeting', async () => {
  const meet = (came: number) => write('a1-secretary', { kind: 'meeting', fields: { came, entitled: 10 } })
  await expect(meet(5)).rejects.toMatchObject({ code: 'record.quorum', params: { present: 5, entitled: 10, takes: 6 } })
  await expect(meet(6)).resolves.toMatchObject({ version: 1 })
})

test('whoever wrote it sees it, and those who came along and lead; the neighbour village and a fellow liaison do not', async () => {
  const { id } = await write('a1-liaison')
  const seen = ['a1-liaison', 'a1-secretary', 'a-clerk', 'a-leader', 'county-director', 'county-supervisor']
  const not = ['a1-liaison-2', 'a2-secretary', 'a2-liaison', 'b-clerk', 'a-water-head', 'county-admin']
  for (const slug of seen) expect(await sees(slug, id), slug).toBe(true)
  for (const slug of not) expect(await sees(slug, id), slug).toBe(false)
  const { id: together } = await write('a1-liaison', {
    fields: { household: county.household('a1').id, present: [county.member('a2-liaison')] },
  })
  expect(await sees('a2-liaison', together)).toBe(true)
  const mine = await listRecords(it.house, county.as('a2-secretary'), {})
  expect(mine.items.map((r) => r.id)).not.toContain(id)
})

test('a correction is a new version with its reason; the old words stay, a stale form is refused, credits follow', async () => {
  const me = county.as('a1-liaison')
  const { id } = await write('a1-liaison')
  const [first, second] = [county.household('a1').id, county.member('a1-secretary')]
  const sheet = {
    recordId: id,
    onDay: '2026-11-21',
    fields: { household: first, said: '水渠通了', present: [second] },
    why: '日子写错了',
  }
  expect(await correctRecord(it.house, me, { ...sheet, version: 1 })).toMatchObject({ version: 2 })
  await expect(correctRecord(it.house, me, { ...sheet, version: 1 })).rejects.toEqual(refused('record.changed'))
  const view = await readRecord(it.house, me, { recordId: id })
  expect(view).toMatchObject({ onDay: '2026-11-21', version: 2, fields: { said: '水渠通了' } })
  expect(view.history.map((h) => [h.kind, h.why, h.cells.find((c) => c.code === 'said')?.text])).toEqual([
    ['made', null, '水渠还是不通'],
    ['corrected', '日子写错了', '水渠通了'],
  ])
  expect(await subjects(id)).toEqual([county.member('a1-liaison'), second, county.org('a1')].sort())
  await expect(correctRecord(it.house, county.as('a2-secretary'), { ...sheet, version: 2 })).rejects.toEqual(
    refused('not-found'),
  )
})

test('withdrawn it is still read, counts for nobody, and is not changed any more', async () => {
  const { id } = await write('a1-liaison')
  const before = await countRecords(it.house, county.as('a1-liaison'), {})
  await withdrawRecord(it.house, county.as('a1-secretary'), { recordId: id, version: 1, why: '记重了' })
  expect(await credits(id)).toEqual([])
  expect(await countRecords(it.house, county.as('a1-liaison'), {})).toEqual({ n: before.n - 1 })
  expect(await readRecord(it.house, county.as('a1-liaison'), { recordId: id })).toMatchObject({
    withdrawn: { why: '记重了' },
    mayChange: false,
    version: 2,
  })
  await expect(
    withdrawRecord(it.house, county.as('a1-liaison'), { recordId: id, version: 2, why: '再来' }),
  ).rejects.toEqual(refused('record.withdrawn'))
})

test('steps: none skipped, the approval by somebody else, the sum approved in the pot', async () => {
  const { id } = await write('a1-secretary', { kind: 'relief', fields: { amount: 800 } })
  const take = (slug: string, version: number, step: string, fields: object) =>
    takeRecordStep(it.house, county.as(slug), { recordId: id, version, step, fields: fields as never })
  await expect(take('a1-secretary', 1, 'approve', { amount: 500 })).rejects.toEqual(refused('record.step-order'))
  await take('a1-secretary', 1, 'check', { found: '确有困难' })
  await expect(take('a1-secretary', 2, 'approve', { amount: 500 })).rejects.toEqual(refused('record.step-another'))
  await expect(take('a-clerk', 2, 'approve', { amount: 500 })).rejects.toEqual(refused('record.step-role'))
  const { id: second } = await write('a1-secretary', { kind: 'relief', fields: { amount: 900 } })
  const step = (slug: string, version: number, code: string, fields: object) =>
    takeRecordStep(it.house, county.as(slug), { recordId: second, version, step: code, fields: fields as never })
  await expect(step('a1-liaison', 1, 'check', { found: '看过' })).rejects.toEqual(refused('not-found'))
  const { id: third } = await write('a1-liaison', { kind: 'relief', fields: { amount: 700 } })
  const go = (slug: string, version: number, code: string, fields: object) =>
    takeRecordStep(it.house, county.as(slug), { recordId: third, version, step: code, fields: fields as never })
  await go('a1-liaison', 1, 'check', { found: '看过' })
  await go('a1-secretary', 2, 'approve', { amount: 600.5 })
  await go('a1-secretary', 3, 'pay', { receipt: 'S-1' })
  await expect(go('a1-secretary', 4, 'pay', { receipt: 'S-1' })).rejects.toEqual(refused('record.step-order'))
  const view = await readRecord(it.house, county.as('a1-secretary'), { recordId: third })
  expect(view.steps.map((s) => s.taken?.cells.map((c) => c.text))).toEqual([['看过'], ['600.50 元'], ['S-1']])
  expect(view.next).toBeNull()
  expect((await credits(third))[0]?.counted).toEqual({ amount: 700, 'approve.amount': 600.5 })
  await writeRecord(it.house, county.as('a-clerk'), {
    ...aVisit(county, { orgId: county.org('a') }),
    kind: 'pot-funding',
    fields: { pot: 'relief', amount: 1000 },
  })
  const { items } = await listPots(it.house, county.as('a-clerk'), {})
  expect(items[0]?.total).toEqual({ setAside: 1000, asked: 2300.5, approved: 600.5, paid: 600.5, balance: 399.5 })
})

test('a promise becomes a follow-up, then a case in one go; a second request is linked beside it; one kept from the reader is not named', async () => {
  const me = county.as('a1-liaison')
  const { id } = await write('a1-liaison', { promises: [{ what: '帮忙修水渠', dueOn: '2026-12-01' }] })
  const open = await listFollowUps(it.house, me, {})
  const promise = open.items.find((f) => f.recordId === id)
  expect(promise).toMatchObject({ what: '帮忙修水渠', may: true, late: false })
  const heard = {
    recordId: id,
    clientKey: aKey(),
    villageId: county.org('a1'),
    words: '水渠堵了，请修一修',
    channel: 'visit',
    consent: 'not-asked',
  } as const
  const kept = { ...heard, followUpId: promise?.id }
  const first = await recordToCase(it.house, me, kept)
  expect(await recordToCase(it.house, me, kept)).toMatchObject({ number: first.number, again: true })
  const second = await recordToCase(it.house, me, { ...heard, clientKey: aKey(), words: '路灯不亮' })
  const secret = await recordToCase(it.house, me, {
    ...heard,
    clientKey: aKey(),
    words: '书记收钱',
    about: { orgs: [], members: [county.member('a1-secretary')] },
  })
  const view = await readRecord(it.house, me, { recordId: id })
  expect(view.cases.map((c) => c.number).sort()).toEqual([first.number, second.number].sort())
  expect(view.followUps[0]).toMatchObject({ may: false, doneAt: expect.any(String) })
  for (const slug of ['a1-secretary', 'a-clerk', 'county-director']) {
    const other = await readRecord(it.house, county.as(slug), { recordId: id })
    expect(other.cases.map((c) => c.number)).not.toContain(secret.number)
  }
  const { rows } = await owner.query('select count(*)::int as n from record_cases where record_id = $1', [id])
  expect(rows[0].n).toBe(2)
})

test('a follow-up is finished by whose it is, once', async () => {
  const { id } = await write('a1-liaison')
  const more = await addFollowUp(it.house, county.as('a1-liaison'), {
    recordId: id,
    what: '送表格',
    dueOn: '2026-11-30',
  })
  const finish = (slug: string) => finishFollowUp(it.house, county.as(slug), { followUpId: more.id, words: '送到了' })
  await expect(finish('a1-secretary')).rejects.toEqual(refused('follow-up.not-yours'))
  await expect(finish('a2-secretary')).rejects.toEqual(refused('not-found'))
  await finish('a1-liaison')
  await expect(finish('a1-liaison')).rejects.toEqual(refused('follow-up.done'))
})

test('the board shows what residents may read, from the day it is posted for as long as the scheme asks; withdrawn it is gone', async () => {
  const post = (of: object) =>
    write('a1-secretary', { kind: 'disclosure', fields: { what: '三季度收支', inner: '王会计做的' }, ...of })
  await expect(post({ boardUntil: '2026-11-30' })).rejects.toMatchObject({ fields: [{ path: 'boardUntil' }] })
  const { id } = await post({})
  const board = (village: string, today = '2026-11-23') => boardOf(it.house, 1, county.org(village), 'zh-CN', today)
  const { now, past } = await board('a1')
  expect(now.map((p) => [p.id, p.from, p.until, p.cells.map((c) => c.text)])).toEqual([
    [id, '2026-11-23', '2026-12-07', ['三季度收支']],
  ])
  expect(past).toEqual([])
  expect((await board('a2')).now).toEqual([])
  expect((await board('a1', '2026-12-08')).past.map((p) => p.id)).toEqual([id])
  // the desk of another village does not read it among its work
  expect((await listRecords(it.house, county.as('a2-secretary'), {})).items).toEqual([])
  await withdrawRecord(it.house, county.as('a1-secretary'), { recordId: id, version: 1, why: '数字有误' })
  expect((await board('a1')).now).toEqual([])
})

test('a kind only in the YAML: form, list, ledger, credits, and its old form when the scheme moves on', async () => {
  const added = `
recordKinds:
  talent:
    name: { zh-CN: 人才登记, en: Talent }
    group: people
    fills: [branch-secretary]
    fields:
      skill: { name: { zh-CN: 技术, en: Skill }, type: choice, required: true, options: { pigs: { name: { zh-CN: 养猪, en: Pigs } } } }
      years: { name: { zh-CN: 年数, en: Years }, type: number }
ledgers:
  talents: { name: { zh-CN: 人才台账, en: Talents }, records: [talent] }
`
  const other = await aCounty(it.house, 2)
  await runScheme(it.house, other, added)
  const me = other.as('a1-secretary')
  const kind = (await listKinds(it.house, me, {})).items.find((k) => k.code === 'talent')
  expect(kind).toMatchObject({
    mayWrite: true,
    fields: [{ code: 'skill', options: [{ value: 'pigs' }] }, { code: 'years' }],
  })
  const { id } = await writeRecord(it.house, me, {
    clientKey: aKey(),
    kind: 'talent',
    orgId: other.org('a1'),
    onDay: '2026-11-20',
    fields: { skill: 'pigs', years: 12 },
  })
  expect((await listLedgers(it.house, me, {})).items).toMatchObject([{ code: 'talents', kinds: [{ code: 'talent' }] }])
  const rows = await listRecords(it.house, me, { ledger: 'talents' })
  expect(rows.items.map((r) => r.cells.map((c) => `${c.name} ${c.text}`))).toEqual([['技术 养猪', '年数 12']])
  expect((await credits(id)).map((c) => c.counted)).toEqual([
    { skill: 'pigs', years: 12 },
    { skill: 'pigs', years: 12 },
  ])
  await owner.query(`update programmes set ends_on = '2026-11-23' where jurisdiction_id = 2`)
  it.clock.advance(day)
  await owner.query(`insert into programmes (jurisdiction_id, code, version, source, content, sha256, filled, starts_on, applied_at)
    select jurisdiction_id, code, 2, source, jsonb_set(content::jsonb, '{recordKinds}', '{}')::json, sha256, filled, '2026-11-24', applied_at from programmes where jurisdiction_id = 2`)
  await it.house.schemes.reload(2)
  expect((await listKinds(it.house, me, {})).items.map((k) => k.code)).toEqual(Object.keys(scheme.recordKinds))
  const old = await readRecord(it.house, me, { recordId: id })
  expect(old.cells.map((c) => c.text)).toEqual(['养猪', '12'])
  it.clock.advance(-day)
})

test('with the last of a household its words go; that there was a visit stays', async () => {
  const household = county.household('a2')
  const { id } = await write('a2-liaison', {
    orgId: county.org('a2'),
    title: '看望老李',
    fields: { household: household.id, said: '腿疼' },
    promises: [{ what: '带老李看病', dueOn: '2026-12-01' }],
  })
  await erasePeople(it.house, 1, [household.head])
  const view = await readRecord(it.house, county.as('a2-liaison'), { recordId: id })
  expect(view).toMatchObject({ title: '', followUps: [{ what: '' }] })
  expect(JSON.stringify(view)).not.toMatch(/腿疼|老李/)
  expect(await subjects(id)).toEqual([county.member('a2-liaison'), county.org('a2')].sort())
  // and nobody else’s way of removing words
  const { id: another } = await write('a1-liaison')
  await it.house.db.transaction({ ...scopeOf(county.as('a1-liaison')), records: [another] }, async (tx) => {
    const gone = await sql`delete from record_texts`.execute(tx)
    expect(Number(gone.numAffectedRows ?? 0)).toBe(0)
  })
})

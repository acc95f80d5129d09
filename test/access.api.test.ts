/** The first door and the third, for every route, every role and every place: who may call it, and what they reach through it. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { Hono } from 'hono'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { apiRouter } from '../src/access/routes.ts'
import { type Action, stepOf } from '../src/cases/lifecycle.ts'
import { registerHeard, takeStep } from '../src/cases/service.ts'
import { makeTemplate } from '../src/cases/templates/templates.ts'
import { recountAll } from '../src/duties/keep.ts'
import { declareRoutes } from '../src/interop/declared.ts'
import { storeUpload } from '../src/kernel/blobs/upload.ts'
import { open } from '../src/kernel/http/route.ts'
import { enterAbsence } from '../src/registry/absences.ts'
import { applyScheme } from '../src/schemes/apply.ts'
import { planScheme } from '../src/schemes/plan.ts'
import { hangOn } from './a-file.ts'
import { opinion, registration } from './a-petition.ts'
import { kindsYaml, sharedKinds } from './a-record.ts'
import { aScheme } from './a-scheme.ts'
import { everyMember, mayCall, member, type Role } from './access-expectations.ts'
import { aCounty, type County, runScheme } from './builders.ts'
import { testDatabase } from './database.ts'
import { aServer, call, signIn, withAccounts } from './server.ts'

const db = testDatabase()
const server = aServer(db, { LIANXIN_INTAKE_PER_MINUTE: '10000' })
const declared = declareRoutes()
/** Their next place is the own one: they reach no case anywhere. */
const officers: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin']
let home: County
let abroad: County
let owner: pg.Client
const cookies = new Map<Role, string>()
/** A leave of each one’s own, far ahead. */
const leaves = new Map<Role | undefined, string>()
/** Prepared words of the county’s, one for each to try at: all read them. */
const prepared = new Map<Role | undefined, string>()

/** Whose account the security administrator handles: nobody the tests sign in as. */
const handled = 'b-leader'
/** A record with a photo and something promised. */
type Written = { recordId: string; recordFileId: string; followUpId: string }
/** One of each role's own. */
const written = new Map<Role, Written>()
type Place = {
  county: County
  village: string
  caseId: string
  number: string
  fileId: string
  leadNumber: string
  written: Written
}
const places = {} as Record<'own' | 'otherLiaison' | 'otherVillage' | 'otherTown' | 'otherCounty', Place>
/** The nearest place that is not theirs. The county office has none within the county. */
const sibling: Record<Role, keyof typeof places | undefined> = {
  liaison: 'otherLiaison',
  'branch-secretary': 'otherVillage',
  'town-leader': 'otherTown',
  'town-clerk': 'otherTown',
  'department-head': 'otherLiaison',
  'department-officer': 'otherLiaison',
  'county-director': undefined,
  'county-officer': undefined,
  'county-supervisor': undefined,
  'system-admin': 'own',
  'security-admin': 'own',
  'audit-admin': 'own',
}

beforeAll(async () => {
  home = await aCounty(server.house, 1)
  abroad = await aCounty(server.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  const name = 'name: { zh-CN: 走访, en: visits }'
  const duties = `
programme: everybody
completeness: { tied: { ${name}, of: { households: {} }, by: { tie: liaison } } }
duties: { visits: { ${name}, who: { roles: [${everyMember}] }, measure: { count: visit }, per: year, atLeast: 1 } }`
  await runScheme(server.house, home, duties, { startsOn: '2026-01-01' })
  await recountAll(server.house, 1)
  await runScheme(
    server.house,
    home,
    `programme: tied
placeKinds: { station: { name: { zh-CN: 连心站, en: station } } }`,
  )
  await withAccounts(server, home, [...Object.values(member), handled])
  for (const role of everyMember) {
    cookies.set(role, await signIn(server, member[role]))
    const days = { startsOn: '2027-05-01', endsOn: '2027-05-02' }
    const words = { orgId: home.org('county'), kind: 'words', name: role, body: '已经办好' } as const
    prepared.set(role, (await makeTemplate(server.house, home.as('county-director'), words)).id)
    leaves.set(role, (await enterAbsence({})(server.house, home.as(member[role]), days)).id)
  }
  const post = await owner.query('select id from appointments where member_id = $1', [home.member(handled)])
  postId = post.rows[0].id
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
  const photo = await storeUpload(server.house.blobs, Readable.from([jpeg]), 'before.jpg')

  for (const county of [home, abroad]) await runScheme(server.house, county, kindsYaml)
  /** A record of this member's, seen by them and these. */
  async function aRecord(county: County, village: string, memberId: string, seen: readonly string[]): Promise<Written> {
    const [recordId, recordFileId, followUpId] = [randomUUID(), randomUUID(), randomUUID()]
    const { jurisdictionId } = county
    await owner.query(
      `insert into records (jurisdiction_id, id, kind, programme, programme_version, on_day, until_day, org_id, author_id, title, data, seen_by, made_at, changed_at)
       values ($1, $2, 'meeting', 'tried', 1, '2026-11-20', '2026-11-20', $3, $4, '', '{}', $5, now(), now())`,
      [jurisdictionId, recordId, county.org(village), memberId, [memberId, ...seen]],
    )
    await owner.query(
      `insert into follow_ups (jurisdiction_id, id, record_id, owner_id, what, due_on, made_at, seen_by) values ($1, $2, $3, $4, '修渠', '2026-12-01', now(), $5)`,
      [jurisdictionId, followUpId, recordId, memberId, [memberId, ...seen]],
    )
    await owner.query(
      `insert into files (jurisdiction_id, id, record_id, kind, mime, name, size, sha256, public_sha256, created_at) values ($1, $2, $3, 'photo', 'image/jpeg', 'a.jpg', $4, $5, $6, now())`,
      [jurisdictionId, recordFileId, recordId, photo.size, photo.sha256, photo.publicSha256],
    )
    return { recordId, recordFileId, followUpId }
  }
  for (const role of everyMember) written.set(role, await aRecord(home, 'a1', home.member(member[role]), []))

  /** A case that has been with the liaison, the village, the town and one of its departments: each of them sees it. */
  async function aPlace(county: County, village: string, liaison: string, department: string): Promise<Place> {
    const { house } = server
    const [writer, secretary, clerk] = [
      county.as(liaison),
      county.as(`${village}-secretary`),
      county.as(`${village[0]}-clerk`),
    ]
    const heard = (clientKey: string) =>
      registerHeard(house, writer, {
        clientKey,
        villageId: county.org(village),
        words: '水渠塌了',
        contact: { phone: '13812345678' },
        channel: 'visit',
        consent: 'given',
        language: 'zh-CN',
        files: [],
      })
    const [it, lead] = [
      await heard(`place-${county.jurisdictionId}-${liaison}`),
      await heard(`lead-${county.jurisdictionId}-${liaison}`),
    ]
    const caseId = it.id
    await takeStep('handUp')(house, writer, { caseId })
    await takeStep('accept')(house, secretary, {
      caseId,
      category: 'water',
      nature: 'help',
      urgency: 'ordinary',
      extent: 'common',
    })
    await takeStep('escalate')(house, secretary, { caseId, reason: '村里办不了' })
    await takeStep('dispatch')(house, clerk, {
      caseId,
      departmentId: county.org(department),
      dueDay: '2026-12-10',
      standard: '修好水渠',
    })
    const fileId = await hangOn(house, caseId, photo, county.jurisdictionId)
    const place = { county, village, caseId, number: it.number, fileId, leadNumber: lead.number }
    return { ...place, written: await aRecord(county, village, county.member(liaison), county.chain(village)) }
  }
  // a scheme that runs, for the routes over schemes
  const { plan } = await planScheme(server.house, home.as('county-director'), {
    source: aScheme({ recordKinds: sharedKinds }),
  })
  await applyScheme()(server.house, home.as('county-director'), {
    source: aScheme({ recordKinds: sharedKinds }),
    token: plan?.token ?? '',
  })
  places.own = await aPlace(home, 'a1', 'a1-liaison', 'a-water')
  places.otherLiaison = await aPlace(home, 'a1', 'a1-liaison-2', 'a-roads')
  places.otherVillage = await aPlace(home, 'a2', 'a2-liaison', 'a-roads')
  places.otherTown = await aPlace(home, 'b1', 'b1-liaison', 'b-water')
  places.otherCounty = await aPlace(abroad, 'a1', 'a1-liaison', 'a-water')
})
afterAll(() => owner?.end())

let keys = 0
/** A post of somebody nobody signs in as. */
let postId = ''
/** Input a form would send: right in shape, so that only rights can refuse it. */
function bodyOf(id: string, place: Place, household = place.caseId): object {
  const { county } = place
  const call = { calledAt: '2026-11-24T09:00:00+08:00', numberTail: '0000' }
  const needs: Record<string, object> = {
    Nothing: {},
    Reason: { reason: '不归我们管' },
    Note: {},
    Words: { words: '再说一句' },
    Comment: { words: '看一下' },
    Decline: { ground: 'court', explanation: '要由法院来断' },
    Sort: { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' },
    Assign: { memberId: county.member('a1-secretary') },
    Dispatch: { departmentId: county.org('a-water'), dueDay: '2026-12-10', standard: '修好' },
    Receive: {},
    Extension: { until: '2026-12-12', reason: '等材料' },
    Answer: { result: 'resolved', answer: '修好了水渠' },
    Shelve: { reason: '等明年项目', reviewDay: '2027-01-05' },
    Link: { leadNumber: place.leadNumber },
    Split: { words: '路灯也坏了', keeps: '水渠的事' },
    Confirm: { resolved: 'yes', satisfied: 'satisfied' },
    Dispute: { resolved: 'no' },
    CalledConfirm: { resolved: 'yes', ...call },
    CalledDispute: { resolved: 'no', ...call },
    CallNote: call,
    Contact: { by: 'phone' },
    Ask: { question: '漏的是哪一段管子' },
    PassOn: { authority: '县供电公司', explanation: '路灯归供电公司管' },
    Reflection: { words: '常去看看' },
    Publish: { question: '水渠塌了', answer: '修好了水渠', confirmed: true },
    Redact: { seq: 1, field: 'words', hide: [{ from: 0, to: 1 }], reason: '里面有人名' },
    BlackOut: { rects: [{ x: 0, y: 0, width: 0.5, height: 0.5 }] },
    // somebody of another town, so that whoever marks it still sees it
    About: { members: [county.member('b2-secretary')], reason: '反映那边的书记' },
    AskExclusion: { rates: ['response'], ground: 'lawful-no', note: '法律不允许' },
    DecideExclusion: { decision: 'refused', reason: '没有依据' },
    Petition: registration,
    PetitionNumber: { externalNumber: 'XF2026-1' },
    PetitionKind: { kind: 'claim' },
    PetitionRoad: { road: 'court' },
    PetitionTell: { notice: '您反映的事收到了，由镇里办。' },
    PetitionExtension: { until: '2027-02-01', reason: '要等鉴定' },
    Opinion: opinion,
    Hearing: { from: '2026-11-20', to: '2026-11-20' },
  }
  const action = id.replace(/Case$/, '') as Action
  if (id.endsWith('Case') && stepOf[action]) return needs[stepOf[action].needs] ?? {}
  const request = { clientKey: `matrix-${++keys}`, villageId: county.org(place.village), words: '路灯坏了' }
  const aStation = { kind: 'station', name: '连心点', orgId: home.org('a1'), address: null, hours: null, phone: null }
  const others: Record<string, object> = {
    signIn: { username: 'nobody-at-all', password: 'x' },
    secondStep: { code: '000000' },
    handInRequest: request,
    lookUpRequest: { number: place.number, code: '000000' },
    requestReceipt: { number: place.number, code: '000000' },
    registerCase: { ...request, channel: 'visit', consent: 'not-asked' },
    changePassword: { current: 'not mine', next: 'Qinghe-2027' },
    enrolSecondFactor: { password: 'not mine' },
    confirmSecondFactor: { code: '000000' },
    endSecondFactor: { password: 'not mine' },
    readNotices: { all: true },
    importBoundaries: {
      villages: [
        {
          name: 'a1',
          shape: [
            [
              [
                [106, 29],
                [106.1, 29],
                [106.1, 29.1],
                [106, 29],
              ],
            ],
          ],
        },
      ],
    },
    enterAbsence: { startsOn: '2027-03-01', endsOn: '2027-03-02' },
    makeTemplate: { orgId: county.org('county'), kind: 'words', name: '试', body: '试' },
    changeTemplate: { orgId: county.org('county'), kind: 'words', name: '试', body: '试', version: 1 },
    handOver: { takings: [{ kind: 'cases', orgId: county.org('b'), toId: county.member('b-clerk') }] },
    lookAtCase: { doing: 'reading' },
    noteSeen: { version: 1 },
    // a year long over: no limit runs into it
    importHolidays: { year: 2005, off: [1, 2, 3, 4, 5].map((d) => `2005-10-0${d}`), work: [], source: '一份旧通知' },
    revealContact: { reason: '核实情况' },
    listPrinted: { caseIds: [place.caseId] },
    saveView: { name: '逾期', filter: 'late=true', columns: ['number'] },
    changeView: { name: '逾期', filter: 'late=true', columns: ['number'] },
    previewBulk: { action: 'supervise', input: { words: '请抓紧' }, ids: [place.caseId] },
    runBulk: { action: 'supervise', input: { words: '请抓紧' }, rows: [{ id: place.caseId, version: placeVersion }] },
    noteReading: { finding: `night/${county.member('a1-liaison')}/2026-11-23`, note: '问过了' },
    // the number left in every place: each role finds its own of them
    findByPhone: { phone: '13812345678' },
    beginSeeAs: { memberId: county.member('a-clerk'), code: '000000', reason: '请看一下' },
    // the tree of the tests stays as it is: another one was looked at
    moveUnit: { targetId: home.org('b'), token: 'of-another-tree' },
    joinUnit: { targetId: home.org('b1'), token: 'of-another-tree' },
    addUnit: { parentId: home.org('b'), kind: 'village-branch', name: `新村${keys}党支部` },
    changeUnit: { name: 'a1村党支部' },
    addPerson: { name: '新来的' },
    addAccount: { username: `new-${keys}` },
    givePost: { orgId: home.org('b'), role: 'liaison', startsOn: '2026-11-24' },
    endPost: { endsOn: '2023-01-01' },
    search: { q: '水渠' },
    planScheme: { source: aScheme({ recordKinds: sharedKinds }) },
    applyScheme: { source: aScheme({ recordKinds: sharedKinds }), token: 'of-another-state' },
    draftScheme: {
      code: 'own',
      title: '自己的方案',
      about: '清发〔2027〕1号',
      startsOn: '2027-01-01',
      duties: [],
      ties: [],
      records: [],
    },
    endScheme: { on: '2099-12-31' },
    fillBlank: { blank: 'visits', number: 1 },
    writeRecord: {
      clientKey: `record-${++keys}`,
      kind: 'visit',
      orgId: county.org(place.village),
      onDay: '2026-11-22',
      fields: { household: county.household(place.village).id },
    },
    correctRecord: { version: 1, onDay: '2026-11-22', fields: { came: 8, entitled: 10 }, why: '人数写错了' },
    withdrawRecord: { version: 1, why: '记重了' },
    takeRecordStep: { version: 1, step: 'check' },
    addFollowUp: { what: '修渠', dueOn: '2026-12-01' },
    recordToCase: { ...request, channel: 'visit', consent: 'not-asked' },
    makeTie: { kind: 'liaison', fromId: home.member('a1-liaison-2'), toId: household },
    makeTies: {
      kind: 'liaison',
      reason: '支部会议定',
      rows: [{ fromId: home.member('a1-liaison-2'), toId: household }],
    },
    endTie: { reason: '换人' },
    changeConsent: { phoneFrom: true, phoneTo: true },
    issueCards: { kind: 'liaison' },
    printCards: { kind: 'liaison' },
    addPlace: aStation,
    changePlace: aStation,
    setUnitTraits: { traits: [], organisation: 'own', jointWith: null },
    setHouseholdTraits: { traits: [] },
    setMemberStanding: { traits: [], standing: 'here', awayAt: null },
  }
  return others[id] ?? (mayCall[id]?.includes('security-admin') && mayCall[id].length === 1 ? { reason: '试一试' } : {})
}

/** How many events a place's case begins with. */
const placeVersion = 5
/** A view of the role's own, a new one each time: one of the routes removes it. */
async function viewOf(role: Role | undefined): Promise<string> {
  const { rows } = await owner.query(
    `insert into saved_views values (1, gen_random_uuid(), $1, null, '我的', '', '{number}', now(), now()) returning id`,
    [home.member(member[role ?? 'liaison'])],
  )
  return rows[0].id
}

/** A duty everybody has, and a test of completeness; each asks about their own. */
function dutyQuery(id: string, role: Role | undefined): string {
  const slug = member[role ?? 'liaison']
  const org = home.members.find((m) => m.slug === slug)?.org ?? ''
  const duty = '?programme=everybody&version=1&duty=visits&period=2026'
  if (id === 'subjectDuty') return `${duty}&subjectId=${home.member(slug)}`
  if (id === 'dutyBelow') return `${duty}&org=${home.org(org)}`
  return id === 'missingOf' ? `?programme=everybody&version=1&test=tied&org=${home.org(org)}` : ''
}

/** A household of village a1 with its liaison, a card of theirs and a station: new ones each time, as routes end and replace them. */
async function aTie() {
  const ids = { householdId: randomUUID(), tieId: randomUUID(), cardId: randomUUID(), placeId: randomUUID() }
  const seen = [...home.chain('a1'), home.member('a1-liaison')]
  const number = 1000 + ++keys
  await owner.query(
    `with h as (insert into households (jurisdiction_id, id, village_id, number, village_group, seen_by) values (1, $1, $5, $6, '一组', $7) returning id),
      t as (insert into ties (jurisdiction_id, id, kind, member_id, household_id, starts_on, seen_by)
        select 1, $2, 'liaison', $8, id, '2026-01-01', $7 from h returning id),
      c as (insert into contact_cards (jurisdiction_id, id, tie_id, code, issued_at, seen_by) select 1, $3, id, $9, now(), $7 from t)
    insert into places (jurisdiction_id, id, kind, name, org_id) values (1, $4, 'station', '连心站', $5)`,
    [
      ...Object.values(ids).slice(0, 4),
      home.org('a1'),
      number,
      seen,
      home.member('a1-liaison'),
      `CARD${String(number).padStart(8, '2')}`,
    ],
  )
  return ids
}

/** Calls a route about a place, as a role or as nobody. */
async function knock(route: (typeof declared)[number], place: Place, role?: Role, theirs?: Written) {
  const record = theirs ?? place.written
  const made = ['ties', 'cards', 'roster'].includes(route.tag) ? await aTie() : undefined
  const path = route.path
    .replace('{caseId}', place.caseId)
    .replace('{recordId}', record.recordId)
    .replace('{followUpId}', record.followUpId)
    .replace('{fileId}', route.path.includes('{recordId}') ? record.recordFileId : place.fileId)
    .replace('{viewId}', route.path.includes('{viewId}') ? await viewOf(role) : '')
    .replace('{memberId}', home.member(route.id === 'setMemberStanding' ? 'a1-liaison' : handled))
    .replace('{orgId}', home.org('a1'))
    .replace('{postId}', postId)
    .replace('{list}', route.tag === 'roster' ? 'households' : 'units')
    .replace('{tieId}', made?.tieId ?? '')
    .replace('{cardId}', made?.cardId ?? '')
    .replace('{placeId}', made?.placeId ?? '')
    .replace('{householdId}', made?.householdId ?? '')
    .replace('{absenceId}', leaves.get(role) ?? place.caseId)
    .replace('{templateId}', prepared.get(role) ?? place.caseId)
    .replace('{code}', 'trial')
    .replace('{version}', '1')
    .replace('{sessionId}', 'a-session-there-is-not')
  const query =
    route.id === 'getFile'
      ? `?caseId=${place.caseId}`
      : route.id === 'listHouseholds'
        ? `?village=${place.county.org(place.village)}`
        : route.id === 'exportPetitions'
          ? '?from=2026-01-01&to=2026-12-31&format=json'
          : route.id === 'petitionYear'
            ? '?year=2026'
            : route.id === 'previewMove' || route.id === 'previewJoin'
              ? `?targetId=${home.org(route.id === 'previewMove' ? 'b' : 'b1')}`
              : route.id === 'standInsFor'
                ? '?startsOn=2027-03-01&endsOn=2027-03-02'
                : route.id === 'listTieCandidates'
                  ? `?kind=liaison&toId=${made?.householdId}`
                  : ['listTieGaps', 'proposeTies', 'listCards'].includes(route.id)
                    ? '?kind=liaison'
                    : dutyQuery(route.id, role)
  const body =
    route.method === 'get' ? undefined : route.upload ? new FormData() : bodyOf(route.id, place, made?.householdId)
  return call(server, path + query, {
    method: route.method.toUpperCase(),
    ...(role && { cookies: cookies.get(role) }),
    ...(body && { body }),
  })
}

/** Everything of these cases, each in one word: a refused call leaves it as it was. */
async function fingerprints(of: readonly Place[]): Promise<string[]> {
  const { rows } = await owner.query(
    `select md5(concat(c::text, (select string_agg(e.hash::text, ',' order by seq) from case_events e where e.case_id = c.id), (select count(*) from reveals r where r.case_id = c.id),
      '/', (select concat(r.version, r.changed_at, (select string_agg(f::text, ',' order by f.id) from follow_ups f where f.record_id = r.id)) from records r where r.id = u.record),
      '/', (select count(*) from case_reads r where r.case_id = c.id), '/', (select count(*) from notices n where n.case_id = c.id), '/', (select count(*) from files f where f.case_id = c.id))) as print
    from unnest($1::uuid[], $2::uuid[]) with ordinality as u (id, record, n) join cases c using (id) order by n`,
    [of.map((p) => p.caseId), of.map((p) => p.written.recordId)],
  )
  return rows.map((r) => r.print)
}
const countCases = async () => (await owner.query('select count(*)::int as n from cases')).rows[0].n as number

/** What a call about a place outside one's scope gives, where it is not simply 404. */
const outside: Record<string, { status: number; code?: string; empty?: true }> = {
  registerCase: { status: 422, code: 'org.unknown' },
  listHouseholds: { status: 200, empty: true },
  noteReading: { status: 404, code: 'not-found' },
  // a row out of sight is a row of the result: gone, or refused
  previewBulk: { status: 200 },
  runBulk: { status: 200 },
}
/** Routes that name no place: what they show is looked through for anything foreign instead. */
const namesPlace = (route: (typeof declared)[number]) =>
  /\{(caseId|fileId|recordId|followUpId)\}/.test(route.path) || route.id in outside

test('every declared route is expected, and nothing else', () => {
  expect(declared.map((r) => r.id).sort()).toEqual(Object.keys(mayCall).sort())
  expect(server.declared.map((r) => `${r.method} ${r.path} ${JSON.stringify(r.permission)}`)).toEqual(
    declared.map((r) => `${r.method} ${r.path} ${JSON.stringify(r.permission)}`),
  )
})

describe.each(declared.map((r) => [r.id, r] as const))('%s', (id, route) => {
  const roles = mayCall[id] ?? []

  test('without a session', async () => {
    const before = await fingerprints([places.own])
    const reply = await knock(route, places.own)
    if (roles === 'anyone') expect(['session.required', 'forbidden']).not.toContain(reply.body['code'])
    else {
      expect(reply).toMatchObject({ status: 401, body: { code: 'session.required' } })
      expect(await fingerprints([places.own])).toEqual(before)
    }
  })
  if (roles === 'anyone') return

  test.each(everyMember)('as %s', async (role) => {
    const near = sibling[role]
    const foreign = [near, 'otherCounty'].flatMap((name) => (name ? [places[name as keyof typeof places]] : []))
    const before = await fingerprints([places.own, ...foreign])
    if (!roles.includes(role)) {
      for (const place of [places.own, ...foreign])
        expect(await knock(route, place, role)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      return expect(await fingerprints([places.own, ...foreign])).toEqual(before)
    }
    const cases = await countCases()
    if (namesPlace(route))
      for (const place of foreign.filter((p) => !(outside[id] && role === 'liaison' && p === places.otherLiaison))) {
        const expected = outside[id] ?? { status: 404, code: 'not-found' }
        const reply = await knock(route, place, role)
        expect(reply.status).toBe(expected.status)
        if (expected.code) expect(reply.body['code']).toBe(expected.code)
        if (expected.empty) expect(reply.body['items']).toEqual([])
      }
    expect(await fingerprints(foreign), 'what is not theirs is untouched').toEqual(before.slice(1))
    expect(await countCases()).toBe(cases)

    const reply = await knock(route, places.own, role, written.get(role))
    expect(['session.required', 'forbidden', 'not-found', 'no-such-page', 'unexpected', 'input.invalid']).not.toContain(
      reply.body['code'],
    )
    const shown = JSON.stringify(reply.body)
    for (const place of foreign)
      for (const secret of [place.caseId, place.fileId, place.written.recordId, place.written.followUpId])
        if (!officers.includes(role)) expect(shown).not.toContain(secret)
    expect(await fingerprints(foreign)).toEqual(before.slice(1))
  })
})

describe('no way past the declarations', () => {
  const input = z.object({})
  const route = {
    id: 'bare',
    tag: 'test',
    method: 'get',
    path: '/bare',
    summary: '',
    input,
    refusals: [],
    run: async () => ({}),
  } as const

  test('a route without a permission cannot be mounted', () => {
    const { route: mount } = apiRouter(new Hono(), async () => home.resident())
    // @ts-expect-error a route declares who may call it
    expect(() => mount(route)).toThrow('declares no permission')
    // @ts-expect-error nor is an empty word a permission
    expect(() => mount({ ...route, permission: '' })).toThrow('declares no permission')
    // @ts-expect-error nor one the scheme does not know
    mount({ ...route, id: 'unknown', permission: 'case.everything' })
    mount({ ...route, id: 'said', permission: open('a test may') })
    expect(() => mount({ ...route, id: 'said', permission: 'self' })).toThrow('declared twice')
  })

  test('every path mounted under /api is declared', () => {
    const mounted = new Set(
      server.app.routes.filter((r) => r.path.startsWith('/api')).map((r) => `${r.method} ${r.path}`),
    )
    const known = new Set(
      declared.map((r) => `${r.method.toUpperCase()} /api/v1${r.path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect([...mounted].filter((path) => !known.has(path)).sort()).toEqual([
      'ALL /api/*',
      'GET /api/docs',
      'GET /api/openapi.json',
    ])
    expect([...known].filter((path) => !mounted.has(path))).toEqual([])
  })

  test('an id that is none, a method that is none and a path beside a declared one reach nothing', async () => {
    const as = { cookies: cookies.get('county-director') }
    expect((await call(server, '/cases/1', as)).status).toBe(422)
    expect((await call(server, `/cases/${places.own.caseId}`, { ...as, method: 'DELETE' })).status).toBe(404)
    expect((await call(server, `/cases/${places.own.caseId}/answer-with-lead`, { ...as, body: {} })).status).toBe(404)
    expect(
      (
        await call(server, `/cases/${places.own.caseId}/confirm`, {
          ...as,
          body: { resolved: 'yes', satisfied: 'satisfied' },
        })
      ).status,
    ).toBe(404)
  })
})

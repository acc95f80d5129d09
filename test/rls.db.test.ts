/** Row-level security alone: the app's role, no command and no check of ours in between, and still nothing foreign is seen or touched. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopeOf } from '../src/access/caller.ts'
import { revealContact } from '../src/cases/contact.ts'
import { beginDraft, keepDraft } from '../src/cases/draft.ts'
import { importHolidays } from '../src/cases/holidays.ts'
import { sequence } from '../src/cases/public-log/sequence.ts'
import { readCase } from '../src/cases/reads/read-case.ts'
import { noteReading } from '../src/cases/reads/review.ts'
import { saveView } from '../src/cases/saved-views.ts'
import { makeDisciplineKey, sealReport } from '../src/cases/sealed.ts'
import { keepWords } from '../src/cases/search/keep.ts'
import { noteSeen } from '../src/cases/seen.ts'
import { takeIn, takeResidentStep, takeStep } from '../src/cases/service.ts'
import { makeTemplate } from '../src/cases/templates/templates.ts'
import { checkDatabase, openDatabase } from '../src/kernel/database.ts'
import { alsoOpen, type Scope, type Tx } from '../src/kernel/scope.ts'
import { enterAbsence } from '../src/registry/absences.ts'
import { importBoundaries } from '../src/registry/boundaries-store.ts'
import { bytelessPhoto, hangOn } from './a-file.ts'
import { aCounty, aHouse, type County } from './builders.ts'
import { testDatabase } from './database.ts'

const db = testDatabase()
const it = aHouse(db)
let home: County
let abroad: County
let owner: pg.Client

const cases = 'select id from cases where village_id = $1'
const people = 'select id from residents where village_id = $1'
/** Which rows of each table belong to a village. A new table fails the first test below until it is entered here or among the next. */
const ofVillage: Record<string, string> = {
  cases: 'village_id = $1',
  households: 'village_id = $1',
  residents: 'village_id = $1',
  contact_cards:
    'tie_id in (select id from ties where household_id in (select id from households where village_id = $1))',
  ties: 'household_id in (select id from households where village_id = $1)',
  case_events: `case_id in (${cases})`,
  case_texts: `case_id in (${cases})`,
  case_search: `case_id in (${cases})`,
  case_reads: `case_id in (${cases})`,
  case_seen: `case_id in (${cases})`,
  case_links: `case_id in (${cases})`,
  files: `case_id in (${cases})`,
  outbox: `case_id in (${cases})`,
  notices: `case_id in (${cases})`,
  person_keys: `resident_id in (${people})`,
  figure_exclusions: `case_id in (${cases})`,
  reveals: `resident_id in (${people})`,
  drafts: 'id in (select id from drafts_of where village_id = $1)',
  erasures: `case_id in (${cases})`,
  saved_views: `org_id is null and member_id in (select member_id from appointments where org_id = $1)`,
}
/** Seen only by those who look into unusual reading, and nobody outside the jurisdiction. */
const ofReviewers = ['read_notes']
/** Seen by an office and all below it: src/cases/templates/templates.db.test.ts. */
const ofOffices = ['answer_templates']
/** Seen by all of the jurisdiction, by nobody outside it: the directory, numbers, and results without words or names. */
const ofJurisdiction = [
  'absences',
  'appointments',
  'boundaries',
  'calendar_years',
  'case_receipts',
  'discipline_keys',
  'doomed_blobs',
  'import_columns',
  'log_heads',
  'log_keys',
  'log_leaves',
  'log_nodes',
  'log_pending',
  'members',
  'number_blocks',
  'org_changes',
  'org_codes',
  'orgs',
  'places',
  'publications',
  'search_periods',
  'search_state',
  'village_results',
]
/** Written by all, read in the scope of the audit administrator alone: test/audit.db.test.ts. */
const ofTheAuditor = ['audit']
/** Of one member: their code, and who looked through whose eyes. */
const ofTwo = ['see_as', 'see_as_codes']
/** Put in by anyone, read by the courier's command alone. */
const forTheCourier = ['sealed_reports']

beforeAll(async () => {
  home = await aCounty(it.house, 1)
  abroad = await aCounty(it.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  await owner.query('create temp table drafts_of (id uuid, village_id uuid)')
  for (const county of [home, abroad]) {
    for (const village of ['a1', 'a2', 'b1']) await live(county, village)
    await sequence(it.house, county.jurisdictionId)
    // one more, which waits to be sequenced
    await live(county, 'b2')
    const shape = [
      [
        [
          [106, 29],
          [106.1, 29],
          [106.1, 29.1],
          [106, 29],
        ] as [number, number][],
      ],
    ]
    await importBoundaries()(it.house, county.as('county-admin'), { villages: [{ name: 'a1', shape }] })
    await keepWords(it.house, county.jurisdictionId)
    await importHolidays(it.house, county.as('county-admin'), {
      year: 2027,
      off: ['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'],
      work: [],
      source: '放假安排的通知',
    })
  }
  for (const county of [home, abroad]) {
    await besides(county.jurisdictionId)
    await enterAbsence({})(it.house, county.as('a-clerk'), { startsOn: '2027-02-01', endsOn: '2027-02-02' })
    const prepared = { orgId: county.org('county'), kind: 'words', name: '办结', body: '{编号}已经办好' } as const
    await makeTemplate(it.house, county.as('county-director'), prepared)
  }
})

/** What belongs to the jurisdiction and to no village: a holiday notice, the discipline office's key, something sealed for it. */
async function besides(jurisdictionId: number) {
  const { house } = it
  await owner.query(`insert into calendar_years values ($1, 2030, '{2030-01-01}', '{}', '通知', $2, null)`, [
    jurisdictionId,
    house.now(),
  ])
  await owner.query(`insert into import_columns values ($1, 'units', '{}', $2)`, [jurisdictionId, house.now()])
  const county = jurisdictionId === 1 ? home : abroad
  await owner.query(`insert into org_changes values ($1, $2, $3, null, $4, 'changed', '{}')`, [
    jurisdictionId,
    randomUUID(),
    house.now(),
    county.org('a1'),
  ])
  await owner.query(`insert into org_codes values ($1, 'a1-before', $2, $3)`, [
    jurisdictionId,
    county.org('a1'),
    house.now(),
  ])
  await owner.query(
    `insert into places (jurisdiction_id, id, kind, name, org_id) values ($1, $2, 'station', '连心站', $3)`,
    [jurisdictionId, randomUUID(), county.org('a1')],
  )
  const [helper, helped] = ['county-admin', 'a-clerk'].map((slug) => county.member(slug))
  await owner.query(`insert into see_as_codes values ($1, $2, 'x', $3)`, [jurisdictionId, helped, house.now()])
  await owner.query(
    `insert into see_as (jurisdiction_id, id, helper_id, member_id, session_id, reason, began_at, until) values ($1, $2, $3, $4, 's', '看一下', $5, $5)`,
    [jurisdictionId, randomUUID(), helper, helped, house.now()],
  )
  await makeDisciplineKey(house, jurisdictionId)
  await house.db.transaction({ jurisdictionId }, (tx) =>
    sealReport(tx, jurisdictionId, house.now(), { village: 'a1村', words: '县里的人收红包' }),
  )
}
afterAll(() => owner?.end())

/** A village with something in every table: two joined cases, one settled, words, files, a look at a contact, a draft. */
async function live(county: County, village: string) {
  const { house } = it
  const [secretary, clerk] = [county.as(`${village}-secretary`), county.as(`${village[0]}-clerk`)]
  const takeInOne = (words: string) =>
    takeIn(house, county.resident(), {
      clientKey: randomUUID(),
      villageId: county.org(village),
      words,
      contact: { phone: '13812340000' },
      language: 'zh-CN',
      files: [],
    })
  const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
  const [lead, joined, settled] = [
    await takeInOne('停水三天'),
    await takeInOne('我家也停水'),
    await takeInOne('路灯不亮'),
  ]
  await takeStep('accept')(house, secretary, { caseId: lead.id, ...sort })
  await takeStep('link')(house, secretary, { caseId: joined.id, leadNumber: lead.number })
  await takeStep('comment')(house, secretary, {
    caseId: lead.id,
    words: '请镇里看一下',
    mentions: [clerk.actor.memberId],
  })
  await revealContact(house, secretary, { caseId: lead.id, reason: '核实情况' })
  await readCase(house, secretary, { caseId: lead.id })
  await noteSeen(house, secretary, { caseId: lead.id, version: 1 })
  await noteReading(house, county.as('county-director'), {
    finding: `night/${clerk.actor.memberId}/2026-11-23`,
    note: '值班',
  })
  await takeStep('accept')(house, secretary, { caseId: settled.id, ...sort })
  await takeStep('settle')(house, secretary, { caseId: settled.id, result: 'resolved', answer: '换了灯泡', files: [] })
  await takeResidentStep('confirm')(house, county.resident(settled.id), {
    caseId: settled.id,
    resolved: 'yes',
    satisfied: 'satisfied',
  })
  const theirs = county.resident(settled.id)
  await takeResidentStep('allowPublishing')(house, theirs, { caseId: settled.id })
  await takeStep('publish')(house, clerk, {
    caseId: settled.id,
    question: '路灯不亮',
    answer: '换了灯泡',
    photos: [],
    confirmed: true,
  })
  // one that ended and was erased on request; its bytes wait to be removed
  const erased = await takeInOne('想问一声，不用办了')
  await takeResidentStep('withdraw')(house, county.resident(erased.id), { caseId: erased.id })
  await takeResidentStep('eraseMe')(house, county.resident(erased.id), { caseId: erased.id })
  await owner.query(`insert into doomed_blobs values ($1, $2, now()) on conflict do nothing`, [
    county.jurisdictionId,
    'c'.repeat(64),
  ])
  await takeStep('askExclusion')(house, secretary, {
    caseId: settled.id,
    rates: ['resolution'],
    ground: 'lawful-no',
    note: '法律不允许',
  })
  for (const org of [undefined, county.org(village)])
    await saveView(house, secretary, { name: '逾期', filter: 'late=true', columns: ['number'], org })
  await owner.query(
    `insert into contact_cards (jurisdiction_id, id, tie_id, code, issued_at, seen_by)
     select t.jurisdiction_id, t.id, t.id, upper(left(md5(t.id::text), 12)), $1, t.seen_by from ties t join households h on h.id = t.household_id
     where h.village_id = $2`,
    [house.now(), county.org(village)],
  )
  const draft = beginDraft(house, '还没写完')
  await keepDraft(house, county.jurisdictionId, draft)
  await owner.query('insert into drafts_of values ($1, $2)', [draft.id, county.org(village)])
  await hangOn(house, lead.id, bytelessPhoto, county.jurisdictionId)
}

/** Rows as the owner knows them. */
const known = async (table: string, where: string, value: unknown): Promise<object[]> =>
  (await owner.query(`select to_jsonb(t) as row from ${table} t where ${where}`, [value])).rows.map((r) => r.row)
const primaryKeys = async (table: string): Promise<string[]> =>
  (
    await owner.query(
      `select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indisprimary and i.indrelid = $1::regclass`,
      [table],
    )
  ).rows.map((r) => r.attname)
/** `where` for exactly these rows, by primary key. */
const these = async (table: string, rows: readonly object[]) => {
  const keys = await primaryKeys(table)
  return sql<boolean>`(${sql.join(keys.map((k) => sql.ref(`t.${k}`)))}) in (select ${sql.join(keys.map((k) => sql.ref(`r.${k}`)))}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) r)`
}
const count = async (tx: Tx, table: string, where = sql<boolean>`true`) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} t where ${where}`.execute(tx)).rows[0]?.n

const held = async () =>
  (
    await owner.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity order by 1`,
    )
  ).rows.map((r) => r.relname as string)
const granted = async (table: string, privilege: string) =>
  (await owner.query(`select has_table_privilege('lianxin_app', $1, $2) as yes`, [table, privilege])).rows[0]
    .yes as boolean
const refusedBySql = { code: '42501' }

test('every table under row-level security is covered here', async () => {
  expect(
    [
      ...Object.keys(ofVillage),
      ...ofJurisdiction,
      ...ofReviewers,
      ...ofOffices,
      ...ofTheAuditor,
      ...ofTwo,
      ...forTheCourier,
    ].sort(),
  ).toEqual(await held())
})

const onlookers: [string, () => Scope, () => [County, string]][] = [
  [
    'a branch secretary sees nothing of the sibling village',
    () => scopeOf(home.as('a1-secretary')),
    () => [home, 'a2'],
  ],
  ['a town clerk sees nothing of the other town', () => scopeOf(home.as('a-clerk')), () => [home, 'b1']],
  ['a department sees nothing it was not given', () => scopeOf(home.as('a-water-officer')), () => [home, 'a1']],
  ['the county office sees nothing of another county', () => scopeOf(home.as('county-director')), () => [abroad, 'a1']],
  ['a liaison member sees nothing but their own', () => scopeOf(home.as('a1-liaison-2')), () => [home, 'a1']],
  ['a system administrator sees no village', () => scopeOf(home.as('county-admin')), () => [home, 'a1']],
  ['a resident without a code sees no village', () => scopeOf(home.resident()), () => [home, 'a1']],
]
describe.each(onlookers)('%s', (_name, scope, place) => {
  test.each(Object.entries(ofVillage))('%s: neither read, changed, removed nor added', async (table, where) => {
    const [county, village] = place()
    const rows = await known(table, where, county.org(village))
    expect(rows.length, 'there is something to hide').toBeGreaterThan(0)
    await untouchable(scope(), table, rows)
  })
})

test.each([...ofJurisdiction, ...ofReviewers, ...ofOffices])(
  '%s of another county: neither read, changed, removed nor added',
  async (table) => {
    const rows = await known(table, 'jurisdiction_id = $1', 2)
    expect(rows.length).toBeGreaterThan(0)
    await untouchable(scopeOf(home.as('county-director')), table, rows)
  },
)

test.each(forTheCourier)(
  '%s: read in no scope but the courier’s, and by it in its own jurisdiction only',
  async (table) => {
    const { db: house } = it.house
    const rows = await known(table, 'true or $1', true)
    expect(rows).toHaveLength(2)
    const scopes: Scope[] = [
      ...home.members.map((m) => scopeOf(home.as(m.slug))),
      { jurisdictionId: 1 },
      { jurisdictionId: 1, job: 'outbox' },
      { jurisdictionId: 1, job: 'sweep' },
    ]
    for (const scope of scopes) expect(await house.transaction(scope, (tx) => count(tx, table))).toBe(0)
    expect(await house.transaction({ jurisdictionId: 1, job: 'courier' }, (tx) => count(tx, table))).toBe(1)
    await untouchable(scopeOf(home.as('county-director')), table, await known(table, 'jurisdiction_id = $1', 2))
  },
)

/** These rows are not there for this scope, whatever is tried with them. */
async function untouchable(scope: Scope, table: string, rows: readonly object[]) {
  const { db: house } = it.house
  const where = await these(table, rows)
  expect(await house.transaction(scope, (tx) => count(tx, table, where))).toBe(0)
  const touched = (statement: ReturnType<typeof sql>) =>
    house.transaction(scope, async (tx) => Number((await statement.execute(tx)).numAffectedRows ?? 0))
  if (await granted(table, 'update'))
    expect(await touched(sql`update ${sql.table(table)} t set jurisdiction_id = jurisdiction_id where ${where}`)).toBe(
      0,
    )
  if (await granted(table, 'delete'))
    expect(await touched(sql`delete from ${sql.table(table)} t where ${where}`)).toBe(0)
  // what the database works out of the rest cannot be written
  const columns = sql.join(
    (
      await owner.query(
        `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [table],
      )
    ).rows.map((r) => sql.ref(r.attname)),
  )
  for (const row of rows.slice(0, 1))
    await expect(
      touched(
        sql`insert into ${sql.table(table)} (${columns}) select ${columns} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)`,
      ),
    ).rejects.toMatchObject(refusedBySql)
}

test.each(ofTwo)('%s: there for the one it is of, and for nobody else of either county', async (table) => {
  const rows = await known(table, 'jurisdiction_id = $1', 1)
  expect(rows).toHaveLength(1)
  for (const slug of ['a-leader', 'county-director', 'security-admin', 'audit-admin'])
    await untouchable(scopeOf(home.as(slug)), table, rows)
  await untouchable(scopeOf(home.as('a-clerk')), table, await known(table, 'jurisdiction_id = $1', 2))
  await it.house.db.transaction(scopeOf(home.as('a-clerk')), async (tx) => expect(await count(tx, table)).toBe(1))
})

test.each(ofReviewers)('%s of one’s own county: not there either without the scope of a review', async (table) => {
  const rows = await known(table, 'jurisdiction_id = $1', 1)
  expect(rows.length).toBeGreaterThan(0)
  for (const slug of ['county-director', 'county-officer', 'a-clerk'])
    await untouchable(scopeOf(home.as(slug)), table, rows)
})

test('who reviews reading sees every trace of their own county, and of no other; nothing else opens by it', async () => {
  await it.house.db.transaction({ jurisdictionId: 1, seen: [], job: 'reviews' }, async (tx) => {
    for (const table of ['case_reads', 'reveals', 'read_notes']) {
      expect(await count(tx, table), table).toBe((await known(table, 'jurisdiction_id = $1', 1)).length)
      expect(await count(tx, table, sql<boolean>`jurisdiction_id <> 1`)).toBe(0)
    }
    for (const table of ['cases', 'case_events', 'case_texts', 'residents', 'person_keys', 'files', 'outbox'])
      expect(await count(tx, table), table).toBe(0)
  })
})

test('without any scope nothing at all is seen', async () => {
  for (const table of await held()) {
    const { rows } = await it.house.db.pool.query(`select count(*)::int as n from ${table}`)
    expect(rows[0].n, table).toBe(0)
  }
})

test('in one’s own village the cases are seen, their log, words and people’s keys only once a case is opened', async () => {
  const [mine] = (await known('cases', 'village_id = $1', home.org('a1'))) as { id: string; resident_id: string }[]
  await it.house.db.transaction(scopeOf(home.as('a1-secretary')), async (tx) => {
    expect(await count(tx, 'cases')).toBe(4)
    for (const table of [
      'case_events',
      'case_texts',
      'case_links',
      'figure_exclusions',
      'person_keys',
      'outbox',
      'reveals',
      'case_reads',
      'case_seen',
      'files',
      'drafts',
    ])
      expect(await count(tx, table), table).toBe(0)
    await alsoOpen(tx, { cases: [mine?.id ?? ''], people: [mine?.resident_id ?? ''] })
    for (const table of ['case_events', 'case_texts', 'person_keys', 'outbox'])
      expect(await count(tx, table), table).toBeGreaterThan(0)
    expect(await count(tx, 'case_events', sql<boolean>`case_id <> ${mine?.id}`)).toBe(0)
    expect(await count(tx, 'person_keys')).toBe(1)
  })
})

test('a resident who opened a request sees that one, and no other of the same village', async () => {
  const [mine] = (await known('cases', 'village_id = $1', home.org('a1'))) as { id: string }[]
  await it.house.db.transaction(scopeOf(home.resident(mine?.id)), async (tx) => {
    expect(await count(tx, 'cases')).toBe(1)
    expect(await count(tx, 'case_events', sql<boolean>`case_id <> ${mine?.id}`)).toBe(0)
    for (const table of ['residents', 'person_keys', 'households', 'notices'])
      expect(await count(tx, table), table).toBe(0)
  })
})

test('a liaison member sees the household of their own tie, and it alone', async () => {
  const seen = (slug: string) =>
    it.house.db.transaction(scopeOf(home.as(slug)), async (tx) => [
      await count(tx, 'households'),
      await count(tx, 'ties'),
      await count(tx, 'residents'),
    ])
  expect(await seen('a1-liaison')).toEqual([1, 1, 1])
  expect(await seen('a1-liaison-2')).toEqual([0, 0, 0])
})

test('words go only where the transaction says that it redacts or erases', async () => {
  const [mine] = (await known('cases', 'village_id = $1', home.org('a1'))) as { id: string }[]
  const remove = (job?: 'erase') =>
    it.house.db.transaction({ jurisdictionId: 1, cases: [mine?.id ?? ''], ...(job && { job }) }, async (tx) => {
      const done = await sql`delete from case_texts where case_id = ${mine?.id}`.execute(tx)
      // only to see what could be done
      if (done.numAffectedRows) throw new Error(`removed ${done.numAffectedRows}`)
    })
  await expect(remove()).resolves.toBeUndefined()
  await expect(remove('erase')).rejects.toThrow(/^removed [1-9]/)
})

test('a published copy is written only by who has opened its case', async () => {
  const touched = (cases: string[]) =>
    it.house.db.transaction({ jurisdictionId: 1, cases }, async (tx) =>
      Number((await sql`update publications set at = at`.execute(tx)).numAffectedRows),
    )
  const [copy] = (await known('publications', 'village_id = $1', home.org('a1'))) as { case_id: string }[]
  expect(await touched([])).toBe(0)
  expect(await touched([copy?.case_id ?? ''])).toBe(1)
})

test('a shared view is seen at its org and below, and kept or changed by its owner alone', async () => {
  const [shared] = (await known('saved_views', 'org_id = $1', home.org('a1'))) as { id: string }[]
  const id = shared?.id ?? ''
  const as = <T>(slug: string, work: (tx: Tx) => Promise<T>) => it.house.db.transaction(scopeOf(home.as(slug)), work)
  const seen = (slug: string) => as(slug, (tx) => count(tx, 'saved_views', sql<boolean>`id = ${id}`))
  expect([
    await seen('a1-secretary'),
    await seen('a1-liaison'),
    await seen('a-clerk'),
    await seen('a2-secretary'),
  ]).toEqual([1, 1, 0, 0])
  const changed = (slug: string, statement: ReturnType<typeof sql>) =>
    as(slug, async (tx) => Number((await statement.execute(tx)).numAffectedRows ?? 0))
  expect(await changed('a1-liaison', sql`update saved_views set name = '改了' where id = ${id}`)).toBe(0)
  expect(await changed('a1-liaison', sql`delete from saved_views where id = ${id}`)).toBe(0)
  // shared only where one reads for the whole org: a village's secretary does not speak for the town
  await expect(
    changed('a1-secretary', sql`update saved_views set org_id = ${home.org('a')} where id = ${id}`),
  ).rejects.toMatchObject(refusedBySql)
})

test('notices are one’s own, even within one org', async () => {
  const scope = scopeOf(home.as('a-clerk'))
  await it.house.db.transaction(scope, async (tx) => {
    expect(await count(tx, 'notices')).toBeGreaterThan(0)
    expect(await count(tx, 'notices', sql<boolean>`member_id <> ${scope.memberId}`)).toBe(0)
  })
})

test.each(['update', 'delete'])(
  '%s on the log is refused to the app by its rights and to the owner by a trigger',
  async (verb) => {
    const statement = verb === 'update' ? 'update case_events set seq = seq' : 'delete from case_events'
    await expect(
      it.house.db.transaction({ jurisdictionId: 1 }, (tx) => sql.raw(statement).execute(tx)),
    ).rejects.toMatchObject(refusedBySql)
    await expect(owner.query(statement)).rejects.toThrow('case_events is append-only')
  },
)

test('the original words can be changed by nobody', async () => {
  await expect(
    it.house.db.transaction({ jurisdictionId: 1 }, (tx) => sql`update case_texts set body = ''`.execute(tx)),
  ).rejects.toMatchObject(refusedBySql)
  await expect(owner.query(`update case_texts set body = ''`)).rejects.toThrow('case_texts is append-only')
})

test('the house does not open with a role that bypasses row-level security', async () => {
  await expect(checkDatabase(it.house.db)).resolves.toBeUndefined()
  const asOwner = new URL(db.ownerUrl)
  asOwner.searchParams.set('options', `-c role=${decodeURIComponent(asOwner.username)}`)
  const unsafe = openDatabase(asOwner.toString(), { size: 1, onError: () => {} })
  try {
    await expect(checkDatabase(unsafe)).rejects.toThrow('bypasses row-level security')
  } finally {
    await unsafe.close()
  }
})

/** A house on a test database, with a clock that stands still, and a small county in it: two towns, two villages and two departments each. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll } from 'vitest'
import { parse } from 'yaml'
import { type Caller, findMemberActor, type MemberActor, type MemberCaller } from '../src/access/caller.ts'
import type { House } from '../src/access/command.ts'
import { fileBlobs } from '../src/kernel/blobs/blobs.ts'
import { openCalendars } from '../src/kernel/calendar/calendars.ts'
import { dayOf } from '../src/kernel/calendar/deadline.ts'
import { readConfig } from '../src/kernel/config.ts'
import { keysFrom } from '../src/kernel/crypto.ts'
import { openDatabase } from '../src/kernel/database.ts'
import { newId } from '../src/kernel/ids.ts'
import { openSchemes } from '../src/programme/running.ts'
import { sealContact } from '../src/registry/people.ts'
import { scheme } from './a-case.ts'
import type { TestDatabase } from './database.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

export type TestClock = { now(): Date; set(at: Date): void; advance(ms: number): void }
export type TestHouse = { house: House; clock: TestClock; close(): Promise<void> }

/** A key for tests: the same each time, so that a code can be written down. */
export const testKeys = keysFrom(Buffer.alloc(32, 7))

export function aClock(start: Date): TestClock {
  let at = start
  return {
    now: () => at,
    set(to) {
      at = to
    },
    advance(ms) {
      at = new Date(at.getTime() + ms)
    },
  }
}

/** Opens a house: settings as an operator would give them, everything else sensible. */
export function openTestHouse(
  db: TestDatabase,
  settings: Record<string, string> = {},
  start = new Date('2026-11-23T09:00:00+08:00'),
): TestHouse {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-house-'))
  const clock = aClock(start)
  const config = readConfig({
    LIANXIN_DATA: folder,
    LIANXIN_LOG: 'silent',
    LIANXIN_URL: 'http://localhost',
    LIANXIN_POOL: '8',
    ...settings,
  })
  const opened = openDatabase(db.ownerUrl, { size: config.LIANXIN_POOL, onError: () => {} })
  const schemes = openSchemes(opened, scheme, () => dayOf(clock.now()))
  const house: House = {
    config,
    db: opened,
    keys: testKeys,
    blobs: fileBlobs(join(folder, 'files')),
    calendars: openCalendars(opened),
    log: pino({ level: 'silent' }),
    now: clock.now,
    schemes,
    nudge: () => {},
  }
  return {
    house,
    clock,
    async close() {
      await opened.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same at the top of a test file, after `testDatabase()`: filled before the first test. */
export function aHouse(db: TestDatabase, settings: Record<string, string> = {}): TestHouse {
  const it = {} as TestHouse
  beforeAll(() => void Object.assign(it, openTestHouse(db, settings)))
  afterAll(() => it.close?.())
  return it
}

type Org = { slug: string; kind: string; parent?: string; name: string }
const plan: readonly Org[] = [
  { slug: 'county', kind: 'county-office', name: '县连心办' },
  ...['a', 'b'].flatMap((town): Org[] => [
    { slug: town, kind: 'town-committee', parent: 'county', name: `${town}镇党委` },
    { slug: `${town}1`, kind: 'village-branch', parent: town, name: `${town}1村党支部` },
    { slug: `${town}2`, kind: 'village-branch', parent: town, name: `${town}2村党支部` },
    { slug: `${town}-water`, kind: 'department', parent: town, name: `${town}镇水利站` },
    { slug: `${town}-roads`, kind: 'department', parent: town, name: `${town}镇交通站` },
  ]),
]
/** Members by slug: `a1-liaison`, `a-clerk`, `a-water-officer`, `county-supervisor` … */
const short: Record<string, string> = {
  liaison: 'liaison',
  'branch-secretary': 'secretary',
  'town-leader': 'leader',
  'town-clerk': 'clerk',
  'department-head': 'head',
  'department-officer': 'officer',
}
export const memberPlan = plan.flatMap((org) =>
  Object.entries(scheme.roles)
    .filter(([, rules]) => rules.at.includes(org.kind))
    .flatMap(([role]) => {
      const slug =
        role === 'system-admin' ? 'county-admin' : org.slug === 'county' ? role : `${org.slug}-${short[role]}`
      return role === 'liaison'
        ? [
            { slug, role, org: org.slug },
            { slug: `${slug}-2`, role, org: org.slug },
          ]
        : [{ slug, role, org: org.slug }]
    }),
)
export type MemberSlug = string

export type County = {
  readonly jurisdictionId: number
  /** Id of an org: `org('a1')`. */
  org(slug: string): string
  chain(slug: string): readonly string[]
  member(slug: MemberSlug): string
  readonly members: readonly { slug: string; role: string; org: string; actor: MemberActor }[]
  /** A member calling. */
  as(slug: MemberSlug): MemberCaller
  /** A resident calling, with a request opened by its code or none. */
  resident(caseId?: string): Caller
  /** The one household of a village, and its head, whom the first liaison looks after. */
  household(village: string): { id: string; head: string }
}

/** Writes the county into the house's database, as one jurisdiction. */
export async function aCounty(house: House, jurisdictionId = 1): Promise<County> {
  const at = house.now()
  const orgs = new Map<string, { id: string; chain: string[] }>()
  const members = new Map<string, string>()
  const households = new Map<string, { id: string; head: string }>()
  const common = { jurisdiction_id: jurisdictionId }
  await house.db.kysely
    .insertInto('jurisdictions')
    .values({
      ...common,
      slug: `county-${jurisdictionId}`,
      name: `清和县${jurisdictionId}`,
      name_en: `Qinghe ${jurisdictionId}`,
      created_at: at,
    })
    .execute()
  await house.db.transaction({ jurisdictionId }, async (tx) => {
    for (const [position, org] of plan.entries()) {
      const id = newId(at)
      const chain = [id, ...(orgs.get(org.parent ?? '')?.chain ?? [])]
      orgs.set(org.slug, { id, chain })
      const names = {
        name: org.name,
        name_en: org.slug,
        short_name: org.name.replace('党支部', ''),
        short_name_en: org.slug,
      }
      await tx
        .insertInto('orgs')
        .values({
          ...common,
          ...names,
          id,
          parent_id: chain[1] ?? null,
          slug: org.slug,
          kind: org.kind,
          chain,
          position,
        })
        .execute()
    }
    for (const { slug, role, org } of memberPlan) {
      const id = newId(at)
      members.set(slug, id)
      await tx
        .insertInto('members')
        .values({ ...common, id, slug, name: `王${slug}` })
        .execute()
      await tx
        .insertInto('appointments')
        .values({ ...common, id: newId(at), member_id: id, org_id: found(orgs, org).id, role, starts_on: '2024-01-01' })
        .execute()
    }
  })
  for (const org of plan.filter((o) => o.kind === 'village-branch')) {
    const { id: village, chain } = found(orgs, org.slug)
    const household = { id: newId(at), head: newId(at) }
    const liaison = found(members, `${org.slug}-liaison`)
    households.set(org.slug, household)
    const shared = { ...common, seen_by: [...chain, liaison] }
    const { wrapped, ...sealed } = sealContact(house.keys, jurisdictionId, household.head, {
      name: '李户主',
      phone: '13900000001',
    })
    await house.db.transaction({ jurisdictionId, seen: [village], people: [household.head] }, async (tx) => {
      await tx
        .insertInto('households')
        .values({ ...shared, id: household.id, village_id: village, number: 1, village_group: '一组', head_id: null })
        .execute()
      await tx
        .insertInto('person_keys')
        .values({ ...common, resident_id: household.head, wrapped })
        .execute()
      await tx
        .insertInto('residents')
        .values({
          ...shared,
          ...sealed,
          id: household.head,
          village_id: village,
          household_id: household.id,
          consent: 'given',
          created_at: at,
        })
        .execute()
      await tx.updateTable('households').set({ head_id: household.head }).where('id', '=', household.id).execute()
      await tx
        .insertInto('ties')
        .values({
          ...shared,
          id: newId(at),
          kind: 'liaison',
          member_id: liaison,
          household_id: household.id,
          starts_on: '2024-01-01',
        })
        .execute()
    })
  }
  const actors = new Map<string, MemberActor>()
  for (const [slug, id] of members) {
    const actor = await findMemberActor(house.db, house.schemes.of(jurisdictionId), jurisdictionId, id, dayOf(at))
    if (actor) actors.set(slug, actor)
  }
  return {
    jurisdictionId,
    org: (slug) => found(orgs, slug).id,
    chain: (slug) => found(orgs, slug).chain,
    member: (slug) => found(members, slug),
    members: memberPlan.map((m) => ({ ...m, actor: found(actors, m.slug) })),
    as: (slug) => ({ jurisdictionId, actor: found(actors, slug), language: 'zh-CN' }),
    resident: (caseId) => ({
      jurisdictionId,
      actor: { kind: 'resident', ...(caseId && { caseId }) },
      language: 'zh-CN',
    }),
    household: (village) => found(households, village),
  }
}

function found<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the test county has no ${key}`)
  return value
}

/** Lets these parts of a scheme file run beside the one shipped, from long ago. */
export async function runScheme(house: House, jurisdictionId: number, yamlText: string): Promise<void> {
  const content = { ...scheme, uses: ['mechanism'], programme: 'tried', ...(parse(yamlText) as object) }
  await house.db.transaction({ jurisdictionId }, (tx) =>
    tx
      .insertInto('programmes')
      .values({
        jurisdiction_id: jurisdictionId,
        code: content.programme,
        version: 1,
        source: yamlText,
        content: JSON.stringify(content),
        sha256: '',
        starts_on: '2020-01-01',
        applied_at: house.now(),
      })
      .execute(),
  )
  await house.schemes.reload(jurisdictionId)
}

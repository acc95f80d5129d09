/** Sets a jurisdiction up from its file: orgs, members with sign-ins, and for a demo households with their liaison. */
import { audit, writeAudit } from '../access/audit.ts'
import { type Auth, createAccount, hashPassword } from '../access/auth.ts'
import type { House } from '../access/command.ts'
import { firstPassword } from '../access/recover.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { appoint, mayBeHeldTogether } from './appoint.ts'
import { sealContact } from './people.ts'
import type { County } from './setup-model.ts'

export type Placed = {
  orgs: Map<string, { id: string; chain: string[] }>
  members: Map<string, string>
  heads: Map<string, string>
}

const shortEn = (name: string) =>
  name.replace(/ Branch$| Committee$/, '').replace(/^(\S+) County Heart-to-Heart Office$/, '$1 County Office')

/** Loads it into a jurisdiction that exists. `passwordOf` gives each member the first password, to be changed at once unless it is the demo's; posts run from `since` on. */
export async function loadPeople(
  house: House,
  auth: Auth,
  jurisdictionId: number,
  county: County,
  passwordOf: (slug: string) => string,
  since: string,
  password: 'first' | 'demo' = 'first',
): Promise<Placed> {
  const at = house.now()
  const id = () => newId(at)
  const placed: Placed = { orgs: new Map(), members: new Map(), heads: new Map() }
  const all = [county.county, ...county.towns, ...county.villages, ...county.departments]

  await house.db.transaction({ jurisdictionId }, async (tx) => {
    for (const [position, org] of all.entries()) {
      const parent = org.parent ? placed.orgs.get(org.parent) : undefined
      const orgId = id()
      const chain = [orgId, ...(parent?.chain ?? [])]
      placed.orgs.set(org.slug, { id: orgId, chain })
      await tx
        .insertInto('orgs')
        .values({
          jurisdiction_id: jurisdictionId,
          id: orgId,
          parent_id: parent?.id ?? null,
          slug: org.slug,
          kind: org.kind,
          name: org.name,
          name_en: org.nameEn,
          short_name: org.shortName,
          short_name_en: shortEn(org.nameEn),
          phone: org.phone,
          address: org.address,
          chain,
          position,
        })
        .execute()
    }
    for (const member of county.members) {
      const memberId = id()
      placed.members.set(member.slug, memberId)
      await tx
        .insertInto('members')
        .values({
          jurisdiction_id: jurisdictionId,
          id: memberId,
          slug: member.slug,
          name: member.name,
          work_phone: member.workPhone,
        })
        .execute()
      for (const post of member.roles) {
        const orgId = placed.orgs.get(post.org)?.id ?? ''
        const appointment = { memberId, orgId, role: post.role, startsOn: since, isPublic: post.public }
        await appoint(tx, house, jurisdictionId, appointment, { origin: {} })
      }
    }
  })

  // hashing is slow on purpose: the demo, with one password for all, hashes it once
  const hashes = new Map<string, Promise<string>>()
  const hashOf = (password: string) => {
    const known = hashes.get(password) ?? hashPassword(auth, password)
    hashes.set(password, known)
    return known
  }
  for (const member of county.members) {
    const memberId = placed.members.get(member.slug) ?? ''
    const accountId = await createAccount(auth, {
      username: member.slug,
      name: member.name,
      passwordHash: await hashOf(passwordOf(member.slug)),
      jurisdictionId,
      memberId,
      password,
    })
    await house.db.transaction({ jurisdictionId }, async (tx) => {
      await tx.updateTable('members').set({ account_id: accountId }).where('id', '=', memberId).execute()
      await writeAudit(tx, house, jurisdictionId, {}, { kind: 'account-made', targetId: memberId })
    })
  }

  const { households } = county
  if (households)
    for (const village of Object.keys(households.villages))
      await loadVillage(house, jurisdictionId, { ...county, households }, placed, village, since)
  return placed
}

async function loadVillage(
  house: House,
  jurisdictionId: number,
  county: County & { households: NonNullable<County['households']> },
  placed: Placed,
  village: string,
  since: string,
) {
  const at = house.now()
  const org = placed.orgs.get(village)
  if (!org) throw new Error(`demo: households for an unknown village ${village}`)
  const { givenNames, perVillage, phonePrefix } = county.households
  const names = county.households.villages[village] ?? { surnames: [], groups: [] }
  const villageIndex = Object.keys(county.households.villages).indexOf(village)
  const liaisons = county.members
    .filter((m) => m.roles.some((r) => r.role === 'liaison' && r.org === village))
    .map((m) => placed.members.get(m.slug) ?? '')
  const people: string[] = []
  const households: { id: string; head: string; number: number }[] = Array.from({ length: perVillage }, (_, n) => ({
    id: newId(at),
    head: newId(at),
    number: n + 1,
  }))
  for (const h of households) people.push(h.head)
  const seen_by = org.chain
  await house.db.transaction({ jurisdictionId, seen: [org.id], people }, async (tx) => {
    for (const { id, head, number } of households) {
      const name = `${names.surnames[number % names.surnames.length]}${givenNames[(villageIndex * perVillage + number * 7) % givenNames.length]}`
      const phone = `${phonePrefix}${String(villageIndex * 100 + number).padStart(4, '0')}`
      const { wrapped, ...sealed } = sealContact(house.keys, jurisdictionId, head, { name, phone })
      // the liaison holds the household's tie: from there every request of theirs finds a known person
      const liaison = liaisons[number % liaisons.length]
      const common = { jurisdiction_id: jurisdictionId, seen_by: liaison ? [...seen_by, liaison] : seen_by }
      await tx
        .insertInto('households')
        .values({
          ...common,
          id,
          village_id: org.id,
          number,
          village_group: names.groups[number % names.groups.length] ?? '',
          head_id: null,
        })
        .execute()
      await tx
        .insertInto('person_keys')
        .values({ jurisdiction_id: jurisdictionId, resident_id: head, wrapped })
        .execute()
      await tx
        .insertInto('residents')
        .values({
          ...common,
          id: head,
          village_id: org.id,
          household_id: id,
          consent: 'given',
          created_at: at,
          ...sealed,
        })
        .execute()
      await tx.updateTable('households').set({ head_id: head }).where('id', '=', id).execute()
      if (liaison)
        await tx
          .insertInto('ties')
          .values({ ...common, id: newId(at), kind: 'liaison', member_id: liaison, household_id: id, starts_on: since })
          .execute()
      placed.heads.set(`${village}/${number}`, head)
    }
  })
}

/**
 * Makes the jurisdiction and loads its file. Every member gets a first password of their own, given back once and kept nowhere.
 * Refused with `jurisdiction.exists`, and with `appointment.officers-apart` before anything is written.
 */
export async function setUp(house: House, auth: Auth, county: County) {
  const taken = await house.db.kysely.selectFrom('jurisdictions').select(['jurisdiction_id', 'slug']).execute()
  if (taken.some((j) => j.slug === county.jurisdiction.slug))
    throw new Refusal('jurisdiction.exists', { slug: county.jurisdiction.slug })
  const both = county.members.find((m) => !mayBeHeldTogether(m.roles.map((r) => r.role)))
  if (both) throw new Refusal('appointment.officers-apart', { member: both.name })
  const jurisdictionId = Math.max(0, ...taken.map((j) => j.jurisdiction_id)) + 1
  await house.db.kysely
    .insertInto('jurisdictions')
    .values({
      jurisdiction_id: jurisdictionId,
      slug: county.jurisdiction.slug,
      name: county.jurisdiction.name,
      name_en: county.jurisdiction.nameEn,
      created_at: house.now(),
    })
    .execute()
  await audit(house, jurisdictionId, {}, { kind: 'set-up', subject: county.jurisdiction.slug })
  const passwords = new Map(county.members.map((m) => [m.slug, firstPassword()]))
  await loadPeople(house, auth, jurisdictionId, county, (slug) => passwords.get(slug) ?? '', dayOf(house.now()))
  return { jurisdictionId, passwords }
}

/** Where messages are replayed: a jurisdiction of their own, or the first village of one that is there. */
import type { MemberActor } from '../../access/caller.ts'
import { findMemberActor } from '../../access/caller.ts'
import type { House } from '../../access/command.ts'
import { heldOn } from '../../access/held-on.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/scope.ts'
import { lineLevel } from '../../programme/model.ts'
import type { Permission } from '../../programme/vocabulary.ts'
import { replay } from './words.ts'

export type Stage = {
  readonly jurisdictionId: number
  readonly villageId: string
  /** Every org a replayed case passes through: what the transaction must see. */
  readonly seen: readonly string[]
  readonly branch: MemberActor
  readonly town: MemberActor
  readonly departments: readonly { readonly id: string; readonly officer: MemberActor }[]
}

/** The stage of this slug; the replay's own is made on first use. */
export async function openStage(house: House, slug = replay.stage.jurisdiction.slug): Promise<Stage> {
  const known = await house.db.kysely.selectFrom('jurisdictions').select(['jurisdiction_id', 'slug']).execute()
  const found = known.find((j) => j.slug === slug)
  if (!found && slug !== replay.stage.jurisdiction.slug)
    throw new Error(`no jurisdiction "${slug}"; there are: ${known.map((j) => j.slug).join(', ')}`)
  return cast(
    house,
    found?.jurisdiction_id ??
      (await build(
        house,
        known.map((j) => j.jurisdiction_id),
      )),
  )
}

/** Makes the replay's jurisdiction in one transaction: all of it or nothing. Nobody can sign in there. */
async function build(house: House, taken: number[]): Promise<number> {
  const { jurisdiction, orgs, members } = replay.stage
  const jurisdictionId = taken.includes(jurisdiction.id) ? Math.max(...taken) + 1 : jurisdiction.id
  const at = house.now()
  await house.db.transaction({ jurisdictionId }, async (tx) => {
    await tx
      .insertInto('jurisdictions')
      .values({
        jurisdiction_id: jurisdictionId,
        slug: jurisdiction.slug,
        name: jurisdiction.name,
        name_en: jurisdiction.nameEn,
        created_at: at,
      })
      .execute()
    const chains = new Map<string, string[]>()
    for (const [position, org] of orgs.entries()) {
      const chain = [newId(at), ...(chains.get(org.parent ?? '') ?? [])]
      chains.set(org.slug, chain)
      await tx
        .insertInto('orgs')
        .values({
          jurisdiction_id: jurisdictionId,
          id: chain[0] as string,
          parent_id: chain[1] ?? null,
          slug: org.slug,
          kind: org.kind,
          name: org.name,
          name_en: org.nameEn,
          short_name: org.shortName,
          short_name_en: org.shortNameEn,
          chain,
          position,
        })
        .execute()
    }
    for (const m of members) {
      const memberId = newId(at)
      await tx
        .insertInto('members')
        .values({ jurisdiction_id: jurisdictionId, id: memberId, slug: m.slug, name: m.name })
        .execute()
      await tx
        .insertInto('appointments')
        // in post before the oldest message
        .values({
          jurisdiction_id: jurisdictionId,
          id: newId(at),
          member_id: memberId,
          org_id: chains.get(m.org)?.[0] ?? '',
          role: m.role,
          starts_on: '2000-01-01',
        })
        .execute()
    }
  })
  return jurisdictionId
}

/** Finds the first village with all it takes: a branch, its town, the town's departments, and people who may act for each. */
async function cast(house: House, jurisdictionId: number): Promise<Stage> {
  const scheme = house.schemes.of(jurisdictionId)
  const today = dayOf(house.now())
  const { orgs, posts } = await house.db.transaction({ jurisdictionId }, async (tx) => ({
    orgs: await listOrgs(tx),
    posts: await listPosts(tx, today),
  }))
  const level = (kind: string) => (scheme.orgKinds[kind]?.handles ? 'handles' : lineLevel(scheme, kind))
  const personAt = async (orgId: string, needed: readonly Permission[]): Promise<MemberActor | undefined> => {
    const post = posts.find((p) => p.org_id === orgId && needed.every((n) => scheme.roles[p.role]?.may.includes(n)))
    return post && findMemberActor(house.db, scheme, jurisdictionId, post.member_id, today)
  }
  for (const village of orgs.filter((o) => scheme.orgKinds[o.kind]?.homes)) {
    const townOrg = orgs.find((o) => level(o.kind) === 'town' && village.chain.includes(o.id))
    if (!townOrg) continue
    const branch = await personAt(village.id, ['case.register', 'case.triage', 'case.escalate'])
    const town = await personAt(townOrg.id, ['case.dispatch', 'case.settle'])
    const departments: { id: string; officer: MemberActor }[] = []
    for (const { id } of orgs.filter((o) => level(o.kind) === 'handles' && o.chain.includes(townOrg.id))) {
      const officer = await personAt(id, ['case.handle'])
      if (officer) departments.push({ id, officer })
    }
    if (branch && town && departments.length)
      return {
        jurisdictionId,
        villageId: village.id,
        seen: [...village.chain, ...departments.map((d) => d.id)],
        branch,
        town,
        departments,
      }
  }
  throw new Error('this jurisdiction has no village with a secretary, a town and a department that could take messages')
}

const listOrgs = (tx: Tx) =>
  tx.selectFrom('orgs').select(['id', 'kind', 'chain']).orderBy('position').orderBy('slug').execute()
const listPosts = (tx: Tx, today: string) =>
  tx.selectFrom('appointments').select(['member_id', 'org_id', 'role']).where(heldOn(today)).orderBy('id').execute()

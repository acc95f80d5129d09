/** Moving, joining and closing a unit: first what it would mean in figures, then all of it in one transaction (docs/decisions/0032). */
import { sql } from 'kysely'
import { z } from 'zod'
import { writeAudit } from '../../access/audit.ts'
import type { MemberActor, MemberCaller } from '../../access/caller.ts'
import { asSystem, type Doing, type House, type HouseHere, houseOf } from '../../access/command.ts'
import { heldOn } from '../../access/held-on.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'
import { sha256 } from '../../kernel/crypto.ts'
import { Refusal } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Scope } from '../../kernel/scope.ts'
import {
  afterJoin,
  afterMove,
  below,
  type ChainsOf,
  chainsOf,
  changed,
  checkJoin,
  checkMove,
  type Tree,
} from '../../registry/tree.ts'
import { closeRow, noteUnit, readTree } from '../../registry/units.ts'
import { forgetOrgs } from '../known-orgs.ts'
import { orgsById } from '../store.ts'
import { carryFound, carryHidden, carrySeen } from './carry.ts'
import { joinCases, joinHouseholds, joinPlaces, joinPosts, joinTies } from './join.ts'

export const Counts = z.object({
  units: z.number().int().describe('The unit itself and all below it'),
  openCases: z.number().int(),
  endedCases: z.number().int(),
  households: z.number().int(),
  posts: z.number().int(),
})
export type Counts = z.output<typeof Counts>
export const Preview = z.object({
  counts: Counts,
  token: z.string().describe('Says which state this was counted in; the change is refused in another'),
})

export type Change = { readonly kind: 'move' | 'join'; readonly orgId: string; readonly targetId: string }

/** Counts in the scope of the change, but only what is not kept from whoever asks. */
const looking = (caller: MemberCaller): Scope => ({
  jurisdictionId: caller.jurisdictionId,
  job: 'units',
  seen: [],
  recused: caller.actor.recused,
})
/** What is kept from somebody moves as well. */
const changing = (caller: MemberCaller): Scope => ({ jurisdictionId: caller.jurisdictionId, job: 'units', seen: [] })

const check = ({ scheme }: HouseHere, tree: Tree, { kind, orgId, targetId }: Change) =>
  kind === 'move' ? checkMove(scheme, tree, orgId, targetId) : checkJoin(tree, orgId, targetId)
const after = (tree: Tree, { kind, orgId, targetId }: Change): ChainsOf =>
  (kind === 'move' ? afterMove : afterJoin)(tree, orgId, targetId)

/** The tree as it bears on this change: with another tree it would be another change. */
const tokenOf = (tree: Tree, change: Change): string =>
  sha256(
    JSON.stringify([
      [change.kind, change.orgId, change.targetId],
      below(tree, change.orgId)
        .map((u) => [u.id, u.chain, u.closedOn])
        .sort(),
      tree.get(change.targetId)?.chain,
    ]),
  ).toString('base64url')

/** What hangs on these units today. */
export async function countUnits(d: Doing, ids: readonly string[]): Promise<Counts> {
  const one = async (text: ReturnType<typeof sql<{ n: number }>>) => Number((await text.execute(d.tx)).rows[0]?.n ?? 0)
  const cases = sql`from cases where (village_id = any (${ids}::uuid[]) or holder_org_id = any (${ids}::uuid[]))`
  const posts = await d.tx
    .selectFrom('appointments')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('org_id', 'in', [...ids])
    .where(heldOn(dayOf(d.at)))
    .executeTakeFirstOrThrow()
  return {
    units: ids.length,
    openCases: await one(sql<{ n: number }>`select count(*)::int as n ${cases} and holder_org_id is not null`),
    endedCases: await one(sql<{ n: number }>`select count(*)::int as n ${cases} and holder_org_id is null`),
    households: await one(
      sql<{ n: number }>`select count(*)::int as n from households where village_id = any (${ids}::uuid[])`,
    ),
    posts: Number(posts.n),
  }
}

/** What would be carried along. Refused as the change itself. */
export const previewUnits = (house: House, caller: MemberCaller, change: Change): Promise<z.output<typeof Preview>> =>
  house.db.transaction(looking(caller), async (tx) => {
    const d = doingIn(house, caller, tx)
    const tree = await readTree(tx)
    check(d.house, tree, change)
    const open = below(tree, change.orgId).filter((u) => !u.closedOn)
    return {
      counts: await countUnits(
        d,
        open.map((u) => u.id),
      ),
      token: tokenOf(tree, change),
    }
  })

const doingIn = (house: House, caller: MemberCaller, tx: Doing['tx']): Doing => {
  const at = house.now()
  return { house: houseOf(house, caller.jurisdictionId), caller, tx, at, newId: () => newId(at) }
}

/** Does it. Refused with `org.changed` when the tree is no longer the one that was looked at, and as the preview is. */
export async function changeUnits(
  house: House,
  caller: MemberCaller,
  change: Change & { token: string },
): Promise<Counts> {
  const { counts } = await previewUnits(house, caller, change)
  await house.db.transaction(changing(caller), async (tx) => {
    const d = doingIn(house, caller, tx)
    const tree = await readTree(tx, 'lock')
    check(d.house, tree, change)
    if (tokenOf(tree, change) !== change.token) throw new Refusal('org.changed')
    const { orgId, targetId, kind } = change
    const [was, is] = [chainsOf(tree), after(tree, change)]
    if (kind === 'join') {
      // closed first: only then is the step open that hands a case to the successor
      await closeRow(d, orgId, dayOf(d.at), targetId)
      await joinAll(d, orgId, targetId)
    }
    await carryAll(d, { unitId: orgId, keptFrom: kind === 'join' ? targetId : orgId, chains: [was, is] })
    for (const id of changed(was, is))
      await tx
        .updateTable('orgs')
        .set({ chain: [...(is.get(id) ?? [])] })
        .where('id', '=', id)
        .execute()
    if (kind === 'move') await tx.updateTable('orgs').set({ parent_id: targetId }).where('id', '=', orgId).execute()
    // one that was joined to it before goes on to its successor
    else
      await sql`update orgs set parent_id = ${targetId}, merged_into = case when merged_into is null then null else ${targetId}::uuid end
        where parent_id = ${orgId}`.execute(tx)
    await noteUnit(d, orgId, kind === 'move' ? 'moved' : 'joined', {
      from: tree.get(orgId)?.parentId ?? null,
      to: targetId,
      chain: [...(was.get(orgId) ?? [])],
      counts,
    })
    await writeAudit(
      tx,
      house,
      caller.jurisdictionId,
      {},
      {
        kind: kind === 'move' ? 'unit-moved' : 'unit-joined',
        memberId: caller.actor.memberId,
        subject: `${orgId} ${targetId}`,
      },
    )
  })
  forgetOrgs(house, caller.jurisdictionId)
  return counts
}

async function joinAll(d: Doing, from: string, into: string) {
  await joinCases(d, await orgsById(d.tx), from, into)
  await joinPosts(d, from, into)
  await joinHouseholds(d, from, into)
  await joinTies(d, from, into)
  await joinPlaces(d, from, into)
}
async function carryAll(d: Doing, what: Parameters<typeof carryHidden>[3]) {
  // first from whom it stays kept: by who sees it now one knows which cases that concerns
  const hidden = await carryHidden(d.tx, d.house.scheme, dayOf(d.at), what)
  const seen = await carrySeen(d.tx, ...what.chains)
  await carryFound(d.tx, [...new Set([...hidden, ...seen])])
}

/** Closes a unit nothing hangs on any more. Refused with `org.in-use` and says what still does. */
export async function closeUnit(house: House, caller: MemberCaller, orgId: string): Promise<void> {
  await house.db.transaction(changing(caller), async (tx) => {
    const d = doingIn(house, caller, tx)
    const tree = await readTree(tx, 'lock')
    const unit = tree.get(orgId)
    if (!unit) throw new Refusal('not-found')
    if (unit.closedOn) throw new Refusal('org.closed')
    if (!unit.parentId) throw new Refusal('org.top')
    const open = below(tree, orgId).filter((u) => !u.closedOn && u.id !== orgId)
    const { openCases, posts, households } = await countUnits(d, [orgId])
    // whether what is still open is kept from whoever asks is not told: that something is open, is
    if (open.length || openCases || posts || households)
      throw new Refusal('org.in-use', { units: open.length, posts, households })
    await closeRow(d, orgId, dayOf(d.at))
    await noteUnit(d, orgId, 'closed', {})
    await writeAudit(
      tx,
      house,
      caller.jurisdictionId,
      {},
      {
        kind: 'unit-closed',
        memberId: (caller.actor as MemberActor).memberId,
        subject: orgId,
      },
    )
  })
  forgetOrgs(house, caller.jurisdictionId)
}

const minutes = 15
/**
 * Requests are taken in by a village's chain that is remembered for seconds: those that came in just then are carried along afterwards.
 * Run every minute for what was changed in the last quarter of an hour; nothing is done twice.
 */
export async function carryLate(house: House, jurisdictionId: number): Promise<void> {
  const since = new Date(house.now().getTime() - minutes * 60_000)
  await asSystem(house, { jurisdictionId, job: 'units', seen: [] }, async (d) => {
    const recent = await d.tx
      .selectFrom('org_changes')
      .select(['org_id', 'kind', 'data'])
      .where('at', '>', since)
      .where('kind', 'in', ['moved', 'joined'])
      .orderBy('at')
      .execute()
    for (const { org_id: unitId, kind, data } of recent) {
      const tree = await readTree(d.tx, 'lock')
      const { to, chain } = data as { to: string; chain: string[] }
      const is = chainsOf(tree)
      const was = new Map(
        [...is].map(([id, now]) => {
          const at = now.indexOf(unitId)
          return [id, at < 0 ? now : [...now.slice(0, at), ...chain]]
        }),
      )
      if (kind === 'joined') await joinAll(d, unitId, to)
      await carryAll(d, { unitId, keptFrom: kind === 'joined' ? to : unitId, chains: [was, is] })
    }
  })
}

/** Keeping a case from those it is about: who they are, and every row beside the case that could tell of it. SQL and no rule. */
import { postsOn } from '../access/recusal.ts'
import { Refusal } from '../kernel/errors.ts'
import { alsoOpen, type Tx } from '../kernel/scope.ts'
import type { Programme } from '../programme/model.ts'
import type { Place } from './about.ts'
import type { AboutWhom } from './model.ts'
import { hideFoundWords } from './search/rows.ts'
import { type CaseRow, type Chains, orgsById } from './store.ts'

export type Subjects = { readonly places: readonly Place[]; readonly hiddenFrom: readonly string[] }

/** Their places, and from whom the case is then hidden: they themselves and their units, and with these all below. */
export async function subjectsOf(tx: Tx, scheme: Programme, about: AboutWhom, today: string): Promise<Subjects> {
  const orgs = await orgsById(tx)
  const posts = about.members.length
    ? await postsOn(tx, today)
        .where('appointments.member_id', 'in', [...about.members])
        .execute()
    : []
  const known = about.members.length
    ? await tx
        .selectFrom('members')
        .select('id')
        .where('id', 'in', [...about.members])
        .execute()
    : []
  if (about.members.some((id) => !known.some((m) => m.id === id))) throw new Refusal('case.member-unknown')
  const orgIds = [...new Set([...about.orgs, ...posts.map((p) => p.orgId)])]
  if (!orgIds.length) throw new Refusal('input.invalid', {}, [{ path: 'orgs', message: 'about' }])
  return {
    places: orgIds.map((id) => placeOf(scheme, orgs, id)),
    hiddenFrom: [...new Set([...about.members, ...orgIds])],
  }
}

function placeOf(scheme: Programme, orgs: Chains, orgId: string): Place {
  const org = orgs.get(orgId)
  const level = scheme.orgKinds[org?.kind ?? '']?.level
  if (!org || !level) throw new Refusal('org.unknown')
  return { orgId, chain: org.chain, level }
}

/**
 * Hides a case that is open in this transaction, and what is read without opening it: notices and messages sent before,
 * the contact left with it, its line on the village page. An empty list shows them again; what was published stays taken back.
 */
export async function hide(tx: Tx, row: Pick<CaseRow, 'id' | 'resident_id'>, hiddenFrom: readonly string[]) {
  const hidden = { hidden_from: [...hiddenFrom] }
  await tx.updateTable('cases').set(hidden).where('id', '=', row.id).execute()
  await hideFoundWords(tx, row.id, hiddenFrom)
  await tx.updateTable('notices').set(hidden).where('case_id', '=', row.id).execute()
  await tx.updateTable('outbox').set(hidden).where('case_id', '=', row.id).execute()
  // a household known to the village stays known to it; only who came with this request goes out of sight with it
  if (row.resident_id)
    await tx
      .updateTable('residents')
      .set(hidden)
      .where('id', '=', row.resident_id)
      .where('household_id', 'is', null)
      .execute()
  if (hiddenFrom.length) await tx.deleteFrom('village_results').where('case_id', '=', row.id).execute()
}

/** Cases one was split from or into, this one first: the words of a part stand in the whole as well. Opens them. */
export async function familyOf(tx: Tx, row: Pick<CaseRow, 'id' | 'split_from'>): Promise<string[]> {
  const found = new Set([row.id])
  for (const id of found) {
    await alsoOpen(tx, { cases: [id] })
    const one = await tx.selectFrom('cases').select('split_from').where('id', '=', id).executeTakeFirst()
    if (one?.split_from) found.add(one.split_from)
    const splits = await tx
      .selectFrom('case_events')
      .select('data')
      .where('case_id', '=', id)
      .where('type', '=', 'split')
      .execute()
    for (const { data } of splits) found.add((data as { newCase: string }).newCase)
  }
  return [...found]
}

/** Takes a case out of every joining; those that were joined to it come back. */
export async function unjoin(tx: Tx, caseId: string): Promise<string[]> {
  const gone = await tx
    .deleteFrom('case_links')
    .where((w) => w.or([w('case_id', '=', caseId), w('lead_case_id', '=', caseId)]))
    .returning(['case_id', 'lead_case_id'])
    .execute()
  return gone.filter((l) => l.lead_case_id === caseId).map((l) => l.case_id)
}

/** Whether this transaction sees the case: after a marking, whether the one who marked still does. */
export const sees = async (tx: Tx, caseId: string): Promise<boolean> =>
  (await tx.selectFrom('cases').select('id').where('id', '=', caseId).executeTakeFirst()) !== undefined

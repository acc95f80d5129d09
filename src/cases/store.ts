/** SQL for one case: reading it under its policies, locking it, appending to its log. No rule, no clock. */
import { sql } from 'kysely'
import type { Actor } from '../access/caller.ts'
import type { Json } from '../kernel/canonical.ts'
import { Refusal } from '../kernel/errors.ts'
import { alsoOpen, type Tx } from '../kernel/scope.ts'
import type { Level } from '../programme/vocabulary.ts'
import type { Standing } from './decide.ts'
import type { Facts } from './lifecycle.ts'
import { type EventHead, hashOf, type Text } from './log.ts'
import type { Outcome, State } from './model.ts'

const columns = [
  'jurisdiction_id',
  'id',
  'number',
  'village_id',
  'place',
  'channel',
  'language',
  'resident_id',
  'registrar_id',
  'registered_at',
  'opening',
  'title',
  'category',
  'nature',
  'extent',
  'urgency',
  'state',
  'level',
  'holder_org_id',
  'holder_member_id',
  'lead_org_id',
  'clock',
  'clock_started_at',
  'due_at',
  'due_provisional',
  'asked_until',
  'outcome',
  'satisfied',
  'ended_at',
  'sent_back',
  'reopened',
  'extended',
  'calls',
  'handlers',
  'split_from',
  'version',
  'head',
  'changed_at',
  'seen_by',
  'hidden_from',
] as const

export type CaseRow = Awaited<ReturnType<typeof readRow>> & object
export type Chains = ReadonlyMap<string, OrgBrief>
export type OrgBrief = {
  id: string
  kind: string
  slug: string
  name: string
  nameEn: string
  shortName: string
  shortNameEn: string
  phone: string | null
  chain: string[]
  parentId: string | null
}

const readRow = (tx: Tx, id: string, lock: boolean) => {
  const query = tx.selectFrom('cases').select(columns).where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

/** The case, if the caller's policies show it; opens its log, words and files for this transaction. */
export async function openCase(tx: Tx, id: string, options: { lock?: boolean } = {}): Promise<CaseRow> {
  const row = await readRow(tx, id, options.lock ?? false)
  if (!row) throw new Refusal('not-found')
  await alsoOpen(tx, { cases: [row.id], people: row.resident_id ? [row.resident_id] : [] })
  return row
}
/** As `openCase`, locked: the state is judged inside the transaction. */
export const lockCase = (tx: Tx, id: string) => openCase(tx, id, { lock: true })

const orgsRead = new WeakMap<Tx, Promise<Chains>>()

/** Every org of the jurisdiction by id: a few dozen to a few thousand small rows, read once a transaction. */
export function orgsById(tx: Tx): Promise<Chains> {
  const read = orgsRead.get(tx) ?? readOrgs(tx)
  orgsRead.set(tx, read)
  return read
}
async function readOrgs(tx: Tx): Promise<Chains> {
  const rows = await tx
    .selectFrom('orgs')
    .select(['id', 'kind', 'slug', 'name', 'name_en', 'short_name', 'short_name_en', 'phone', 'chain', 'parent_id'])
    .execute()
  return new Map(
    rows.map((o) => [
      o.id,
      {
        id: o.id,
        kind: o.kind,
        slug: o.slug,
        name: o.name,
        nameEn: o.name_en,
        shortName: o.short_name,
        shortNameEn: o.short_name_en,
        phone: o.phone,
        chain: o.chain,
        parentId: o.parent_id,
      },
    ]),
  )
}

/** The orgs responsible for a village, by level. */
export function ladderOf(
  orgs: Chains,
  levelOf: (kind: string) => Level | undefined,
  villageId: string,
): Partial<Record<Level, string>> {
  const ladder: Partial<Record<Level, string>> = {}
  for (const id of orgs.get(villageId)?.chain ?? []) {
    const level = levelOf(orgs.get(id)?.kind ?? '')
    if (level) ladder[level] ??= id
  }
  return ladder
}

export function factsOf(row: CaseRow, orgs: Chains, levelOf: (kind: string) => Level | undefined): Facts {
  return {
    id: row.id,
    state: row.state as State,
    level: row.level as Level,
    version: row.version,
    holderOrgId: row.holder_org_id,
    holderMemberId: row.holder_member_id,
    leadOrgId: row.lead_org_id,
    registrarId: row.registrar_id,
    clock: row.clock as Facts['clock'],
    clockStartedAt: row.clock_started_at,
    dueAt: row.due_at,
    dueProvisional: row.due_provisional,
    urgency: row.urgency as Facts['urgency'],
    outcome: row.outcome as Outcome | null,
    reachable: row.resident_id !== null,
    sentBack: row.sent_back,
    reopened: row.reopened,
    extended: row.extended,
    calls: row.calls,
    handlers: row.handlers,
    ladder: ladderOf(orgs, levelOf, row.village_id),
    holderChain: orgs.get(row.holder_org_id ?? '')?.chain ?? [],
    askedUntil: row.asked_until,
    hidden: row.hidden_from.length > 0,
  }
}

export type Appending = {
  readonly type: string
  readonly audience: 'everyone' | 'desk'
  readonly actor: Actor
  readonly orgId: string | null
  readonly data: Record<string, Json>
  readonly texts: readonly Text[]
  readonly at: Date
  /** Where the case stands afterwards, and what else the row shows. */
  readonly after: Standing
  readonly row?: {
    title?: string | null
    category?: string
    nature?: string
    urgency?: string
    extent?: string
    satisfied?: string | null
  }
  /** Members and orgs that may see the case from now on. */
  readonly seenBy?: readonly string[]
  readonly handler?: string | null
}

/** The next event and the row it leaves, in one statement: log and state cannot part. */
export async function append(tx: Tx, row: CaseRow, e: Appending): Promise<CaseRow> {
  const seq = row.version + 1
  const memberId = e.actor.kind === 'member' ? e.actor.memberId : null
  const head: EventHead = {
    jurisdictionId: row.jurisdiction_id,
    caseId: row.id,
    seq,
    type: e.type,
    audience: e.audience,
    at: e.at,
    actorKind: e.actor.kind,
    memberId,
    orgId: e.orgId,
  }
  const hash = hashOf(row.head, head, e.data)
  await tx
    .insertInto('case_events')
    .values({
      jurisdiction_id: row.jurisdiction_id,
      case_id: row.id,
      seq,
      type: e.type,
      audience: e.audience,
      at: e.at,
      actor_kind: e.actor.kind,
      member_id: memberId,
      org_id: e.orgId,
      data: JSON.stringify(e.data),
      prev: row.head,
      hash,
    })
    .execute()
  if (e.texts.length)
    await tx
      .insertInto('case_texts')
      .values(e.texts.map((t) => ({ jurisdiction_id: row.jurisdiction_id, case_id: row.id, seq, ...t })))
      .execute()
  const ended = e.after.holderOrgId === null
  const seenBy = [...new Set([...row.seen_by, ...(e.seenBy ?? [])])]
  const handlers = e.handler && !row.handlers.includes(e.handler) ? [...row.handlers, e.handler] : row.handlers
  const updated = await tx
    .updateTable('cases')
    .set({
      state: e.after.state,
      level: e.after.level,
      holder_org_id: e.after.holderOrgId,
      holder_member_id: e.after.holderMemberId,
      lead_org_id: e.after.leadOrgId,
      clock: e.after.clock,
      clock_started_at: e.after.clockStartedAt,
      due_at: e.after.dueAt,
      due_provisional: e.after.dueProvisional,
      asked_until: e.after.askedUntil,
      outcome: e.after.outcome,
      sent_back: e.after.sentBack,
      reopened: e.after.reopened,
      extended: e.after.extended,
      calls: e.after.calls,
      handlers,
      seen_by: seenBy,
      ended_at: ended ? (row.ended_at ?? e.at) : null,
      version: seq,
      head: hash,
      changed_at: e.at,
      ...e.row,
    })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .returning(columns)
    .executeTakeFirst()
  if (!updated) throw new Refusal('case.changed')
  return updated
}

/** The story, oldest first. Residents are given only what is meant for everyone. */
export async function listEvents(tx: Tx, caseId: string, audience?: 'everyone') {
  const events = await tx
    .selectFrom('case_events')
    .select(['seq', 'type', 'audience', 'at', 'actor_kind', 'member_id', 'org_id', 'data'])
    .where('case_id', '=', caseId)
    .$if(audience === 'everyone', (q) => q.where('audience', '=', 'everyone'))
    .orderBy('seq')
    .execute()
  const texts = await tx
    .selectFrom('case_texts')
    .select(['seq', 'field', 'body'])
    .where('case_id', '=', caseId)
    .execute()
  const bySeq = new Map<number, Record<string, string>>()
  for (const t of texts) bySeq.set(t.seq, { ...bySeq.get(t.seq), [t.field]: t.body })
  return events.map((e) => ({ ...e, texts: bySeq.get(e.seq) ?? {} }))
}

/** The files hung on the case, oldest first. */
export const listFiles = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('files')
    .select([
      'id',
      'seq',
      'role',
      'kind',
      'mime',
      'name',
      'size',
      'sha256',
      'public_sha256',
      'thumb_sha256',
      'created_at',
    ])
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** Hangs uploaded files on a step of the case. Refused when one is not the caller's own, or is used already. */
export async function attachFiles(tx: Tx, caseId: string, seq: number, files: readonly { id: string; role: string }[]) {
  for (const file of files) {
    const done = await tx
      .updateTable('files')
      .set({ case_id: caseId, seq, role: file.role, draft_id: null })
      .where('id', '=', file.id)
      .where('case_id', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows !== 1n) throw new Refusal('file.not-found')
  }
}

/** The number of a case this one is joined to, and those joined to it. */
export const listLinks = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('case_links')
    .select(['case_id', 'lead_case_id'])
    .where((w) => w.or([w('case_id', '=', caseId), w('lead_case_id', '=', caseId)]))
    .execute()

/** Reserves `size` numbers of a month; the first of them comes back. */
export async function reserveNumbers(tx: Tx, jurisdictionId: number, month: string, size: number): Promise<number> {
  const row = await tx
    .insertInto('number_blocks')
    .values({ jurisdiction_id: jurisdictionId, month, next: size + 1 })
    .onConflict((c) => c.columns(['jurisdiction_id', 'month']).doUpdateSet({ next: sql`number_blocks.next + ${size}` }))
    .returning('next')
    .executeTakeFirstOrThrow()
  return row.next - size
}

/** SQL for one case: reading it under its policies, locking it, appending to its log. No rule, no clock. */
import { sql } from 'kysely'
import type { Actor } from '../access/caller.ts'
import { addDays, dayOf, deadline, endOfDay, type WorkCalendar } from '../kernel/calendar/deadline.ts'
import type { Json } from '../kernel/canonical.ts'
import { Refusal } from '../kernel/errors.ts'
import { type Change, noteChanges } from '../kernel/live/changes.ts'
import { alsoOpen, type Tx } from '../kernel/scope.ts'
import type { Programme } from '../programme/model.ts'
import type { ClockKind, Level } from '../programme/vocabulary.ts'
import { confidentialityOf } from './about.ts'
import { openBy } from './clocks.ts'
import type { Standing } from './decide.ts'
import { countedUnits, firstRound } from './first-round.ts'
import type { Facts, HeldClock } from './lifecycle.ts'
import { type EventHead, hashOf, type Text } from './log.ts'
import type { Outcome, State } from './model.ts'
import { type Owed, statutoryClocks } from './petition/clocks.ts'
import type { PetitionFacts } from './petition/facts.ts'
import { shownTexts } from './redact/shown.ts'

export const caseColumns = [
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
  'contact_due_at',
  'contacted_at',
  'contact_missed',
  'promised_at',
  'paused',
  'lead_clock',
  'resume_state',
  'approver_org_id',
  'asked_by',
  'pauses',
  'overdue',
  'reminded',
  'alarmed_at',
  'supervised_at',
  'supervised_by',
  'supervised_org',
  'resolved',
  'verdict_at',
  'doubt',
  'later_asked_at',
  'later',
  'answers',
  'answered_at',
  'answer_unit',
  'answered_with_lead',
  'first_contact_due_at',
  'first_contacted_at',
  'contact_unit',
  'first_resolved',
  'first_satisfied',
  'first_verdict_at',
  'first_doubt',
  'first_entered',
  'first_later_asked_at',
  'first_later',
  'excluded',
  'exclusion_asked_at',
  'exclusion_asked_by',
  'exclusion_counts',
  'wake_at',
  'petition',
  'statutory_clock',
  'statutory_started_at',
  'statutory_due_at',
  'statutory_provisional',
  'statutory_reminded',
  'hidden_from',
  'handlers',
  'split_from',
  'version',
  'head',
  'changed_at',
  'seen_by',
  'publish_allowed',
  'published',
  'answered_by',
  'contact_erased_at',
  'words_erased_at',
  'files_erased_at',
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
  /** Kept for what names it; nothing goes there any more. */
  closed: boolean
}

const readRow = (tx: Tx, id: string, lock: boolean) => {
  const query = tx.selectFrom('cases').select(caseColumns).where('id', '=', id)
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
    .select([
      'id',
      'kind',
      'slug',
      'name',
      'name_en',
      'short_name',
      'short_name_en',
      'phone',
      'chain',
      'parent_id',
      'closed_on',
    ])
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
        closed: o.closed_on !== null,
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
    const org = orgs.get(id)
    const level = org?.closed ? undefined : levelOf(org?.kind ?? '')
    if (level) ladder[level] ??= id
  }
  return ladder
}

/** What the rules are told beside the row: the scheme's numbers, and which level an org of a kind stands at. */
export type Reading = {
  readonly scheme: Programme
  readonly calendar: WorkCalendar
  readonly levelOf: (kind: string) => Level | undefined
}

const heldClock = (stored: unknown): HeldClock | null => {
  if (!stored) return null
  const { clock, startedAt, dueAt, provisional, at } = stored as Record<
    'clock' | 'startedAt' | 'dueAt' | 'at',
    string
  > & {
    provisional: boolean
  }
  return {
    clock: clock as ClockKind,
    startedAt: new Date(startedAt),
    dueAt: new Date(dueAt),
    provisional,
    at: new Date(at),
  }
}

const owedOf = (row: CaseRow): Owed | null =>
  row.statutory_due_at &&
  row.statutory_started_at && {
    clock: row.statutory_clock as Owed['clock'],
    startedAt: row.statutory_started_at,
    dueAt: row.statutory_due_at,
    provisional: row.statutory_provisional,
    reminded: row.statutory_reminded,
  }

export function factsOf(row: CaseRow, orgs: Chains, reading: Reading): Facts {
  const { scheme, calendar, levelOf } = reading
  const leadClock = heldClock(row.lead_clock)
  const ladder = ladderOf(orgs, levelOf, row.village_id)
  const judgedAt = row.verdict_at ?? (row.state === 'closed' ? row.ended_at : null)
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
    category: row.category,
    outcome: row.outcome as Outcome | null,
    reachable: row.resident_id !== null && row.contact_erased_at === null,
    publishAllowed: row.publish_allowed,
    published: row.published,
    answeredBy: row.answered_by,
    holdsPersonal:
      (row.resident_id !== null && row.contact_erased_at === null) ||
      (row.ended_at !== null && row.words_erased_at === null),
    sentBack: row.sent_back,
    reopened: row.reopened,
    extended: row.extended,
    calls: row.calls,
    handlers: row.handlers,
    ladder,
    holderChain: orgs.get(row.holder_org_id ?? '')?.chain ?? [],
    askedUntil: row.asked_until,
    hidden: row.hidden_from.length > 0,
    forDiscipline: confidentialityOf(row.hidden_from, ladder) === 'discipline',
    unitClosed: [row.village_id, row.holder_org_id, row.lead_org_id, row.approver_org_id].some(
      (id) => orgs.get(id ?? '')?.closed,
    ),
    contactDueAt: row.contact_due_at,
    contactedAt: row.contacted_at,
    contactMissed: row.contact_missed,
    promisedAt: row.promised_at,
    paused: heldClock(row.paused),
    leadClock,
    resumeState: row.resume_state as State | null,
    approverOrgId: row.approver_org_id,
    askedBy: row.asked_by,
    pauses: row.pauses,
    overdue: row.overdue,
    reminded: row.reminded,
    alarmedAt: row.alarmed_at,
    resolved: row.resolved as Facts['resolved'],
    verdictAt: row.verdict_at,
    doubt: row.doubt as Facts['doubt'],
    laterAskedAt: row.later_asked_at,
    later: row.later as Facts['later'],
    endedAt: row.ended_at,
    counted: countedUnits(row),
    exclusion: row.exclusion_asked_by ? { askedBy: row.exclusion_asked_by, counted: row.exclusion_counts ?? [] } : null,
    sendBackUntil: leadClock && deadline(calendar, leadClock.at, scheme.sendBackWithin).at,
    openBy: openBy({ state: row.state as State, leadClock }, reading),
    verdictUntil: judgedAt && endOfDay(addDays(dayOf(judgedAt), scheme.verdict.changeDays)),
    laterFrom:
      row.state === 'closed' && row.ended_at ? endOfDay(addDays(dayOf(row.ended_at), scheme.verdict.laterDays)) : null,
    petition: row.petition as PetitionFacts | null,
    statute: statutoryClocks(row.petition as PetitionFacts | null, leadClock?.at ?? null, calendar),
    statutory: owedOf(row),
    mostPauses: scheme.pauses,
    attempts: scheme.verdict.attempts,
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
    opening?: string
    place?: string | null
    publish_allowed?: boolean
    published?: boolean
    answered_by?: string | null
  } & Partial<
    Pick<
      CaseRow,
      | 'supervised_at'
      | 'supervised_by'
      | 'supervised_org'
      | 'excluded'
      | 'exclusion_asked_at'
      | 'exclusion_asked_by'
      | 'exclusion_counts'
    >
  >
  /** Members and orgs that may see the case from now on. */
  readonly seenBy?: readonly string[]
  readonly handlers?: readonly string[]
}

/** An event and the row it leaves behind, made and hashed; nothing is written yet. */
export type Appended = {
  readonly event: {
    jurisdiction_id: number
    case_id: string
    seq: number
    type: string
    audience: string
    at: Date
    actor_kind: string
    member_id: string | null
    org_id: string | null
    data: Record<string, Json>
    prev: Buffer
    hash: Buffer
  }
  readonly texts: readonly Text[]
  /** The row as it stood, and what changes of it. */
  readonly before: CaseRow
  readonly set: Partial<CaseRow>
}

/** The next link of a case's chain, with the row it leaves. */
export function link(row: CaseRow, e: Appending): Appended {
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
  const { after } = e
  const ended = after.holderOrgId === null
  return {
    event: {
      jurisdiction_id: row.jurisdiction_id,
      case_id: row.id,
      seq,
      type: e.type,
      audience: e.audience,
      at: e.at,
      actor_kind: e.actor.kind,
      member_id: memberId,
      org_id: e.orgId,
      data: e.data,
      prev: row.head,
      hash,
    },
    texts: e.texts,
    before: row,
    set: {
      state: after.state,
      level: after.level,
      holder_org_id: after.holderOrgId,
      holder_member_id: after.holderMemberId,
      lead_org_id: after.leadOrgId,
      clock: after.clock,
      clock_started_at: after.clockStartedAt,
      due_at: after.dueAt,
      due_provisional: after.dueProvisional,
      asked_until: after.askedUntil,
      outcome: after.outcome,
      sent_back: after.sentBack,
      reopened: after.reopened,
      extended: after.extended,
      calls: after.calls,
      contact_due_at: after.contactDueAt,
      contacted_at: after.contactedAt,
      contact_missed: after.contactMissed,
      promised_at: after.promisedAt,
      paused: after.paused as CaseRow['paused'],
      lead_clock: after.leadClock as CaseRow['lead_clock'],
      resume_state: after.resumeState,
      approver_org_id: after.approverOrgId,
      asked_by: after.askedBy,
      pauses: after.pauses,
      overdue: after.overdue,
      reminded: after.reminded,
      alarmed_at: after.alarmedAt,
      resolved: after.resolved,
      verdict_at: after.verdictAt,
      doubt: after.doubt,
      later_asked_at: after.laterAskedAt,
      later: after.later,
      wake_at: after.wakeAt,
      petition: after.petition as CaseRow['petition'],
      statutory_clock: after.statutory?.clock ?? null,
      statutory_started_at: after.statutory?.startedAt ?? null,
      statutory_due_at: after.statutory?.dueAt ?? null,
      statutory_provisional: after.statutory?.provisional ?? false,
      statutory_reminded: after.statutory?.reminded ?? 0,
      handlers: [...new Set([...row.handlers, ...(e.handlers ?? [])])],
      seen_by: [...new Set([...row.seen_by, ...(e.seenBy ?? [])])],
      ended_at: ended ? (row.ended_at ?? e.at) : null,
      version: seq,
      head: hash,
      changed_at: e.at,
      ...firstRound(row, e),
      ...e.row,
    },
  }
}

/** Rows as JSON for `jsonb_populate_recordset`: bytes as PostgreSQL spells them. */
const json = (rows: readonly object[]) =>
  JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([k, v]) => [k, v instanceof Buffer ? `\\x${v.toString('hex')}` : v])),
    ),
  )
/**
 * Writes events with the rows they leave, all of them in one statement: log and state cannot part, and a sweep of hundreds costs
 * one message. Refused with `case.changed` when any row is no longer as it was read.
 */
export async function appendAll(tx: Tx, all: readonly Appended[]): Promise<CaseRow[]> {
  if (!all.length) return []
  // only what a step sets is written: its effects may have changed other columns of the row already
  const columns = [...new Set(all.flatMap((a) => Object.keys(a.set)))]
  const rows = all.map((a) => ({
    ...Object.fromEntries(
      columns.map((c) => [c, a.set[c as keyof CaseRow] ?? (c in a.set ? null : a.before[c as keyof CaseRow])]),
    ),
    jurisdiction_id: a.before.jurisdiction_id,
    id: a.before.id,
  }))
  const events = json(all.map((a) => a.event))
  const texts = json(
    all.flatMap((a) =>
      a.texts.map((t) => ({
        ...t,
        jurisdiction_id: a.event.jurisdiction_id,
        case_id: a.event.case_id,
        seq: a.event.seq,
      })),
    ),
  )
  const set = sql.join(columns.map((c) => sql`${sql.ref(c)} = r.${sql.ref(c)}`))
  const done = await sql<CaseRow>`
    with e as (insert into case_events select * from jsonb_populate_recordset(null::case_events, ${events}::jsonb)),
      t as (insert into case_texts select * from jsonb_populate_recordset(null::case_texts, ${texts}::jsonb))
    update cases set ${set} from jsonb_populate_recordset(null::cases, ${json(rows)}::jsonb) r
    where cases.jurisdiction_id = r.jurisdiction_id and cases.id = r.id and cases.version = r.version - 1
    returning ${sql.join(caseColumns.map((c) => sql.ref(`cases.${c}`)))}`.execute(tx)
  if (done.rows.length !== all.length) throw new Refusal('case.changed')
  const by = new Map(all.map(({ event }) => [event.case_id, event.member_id]))
  noteChanges(
    tx,
    done.rows.map((row) => changeOf(row, by.get(row.id) ?? null)),
  )
  return done.rows
}

/** What other desks are told of a row as it stands now. */
export const changeOf = (
  row: Pick<CaseRow, 'jurisdiction_id' | 'id' | 'version' | 'seen_by' | 'hidden_from'>,
  by: string | null,
): Change => ({
  jurisdictionId: row.jurisdiction_id,
  caseId: row.id,
  version: row.version,
  seenBy: row.seen_by,
  hiddenFrom: row.hidden_from,
  by,
})

/** The next event of one case and the row it leaves. */
export async function append(tx: Tx, row: CaseRow, e: Appending): Promise<CaseRow> {
  const [next] = await appendAll(tx, [link(row, e)])
  if (!next) throw new Refusal('case.changed')
  return next
}

/** Every text kept of the case, as stored. */
export const listTexts = (tx: Tx, caseId: string) =>
  tx.selectFrom('case_texts').select(['seq', 'field', 'body']).where('case_id', '=', caseId).orderBy('seq').execute()

/** The story, oldest first. Residents are given only what is meant for everyone. */
export async function listEvents(tx: Tx, caseId: string, audience?: 'everyone') {
  const events = await tx
    .selectFrom('case_events')
    .select(['seq', 'type', 'audience', 'at', 'actor_kind', 'member_id', 'org_id', 'data'])
    .where('case_id', '=', caseId)
    .$if(audience === 'everyone', (q) => q.where('audience', '=', 'everyone'))
    .orderBy('seq')
    .execute()
  const shown = shownTexts(await listTexts(tx, caseId))
  return events.map((e) => {
    const own = shown.filter((t) => t.seq === e.seq)
    return {
      ...e,
      texts: Object.fromEntries(own.map((t) => [t.field, t.body])) as Record<string, string>,
      /** Fields in which something was hidden. */
      redacted: own.filter((t) => t.redacted).map((t) => t.field),
    }
  })
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
      'redacted_from',
    ])
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** What these uploads hold, as their hashes: an event names its files by them, so that none can be exchanged later. */
export async function digestsOf(tx: Tx, fileIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('files')
    .select('sha256')
    .where('id', '=', sql<string>`any(${fileIds}::uuid[])`)
    .execute()
  return rows.map((r) => r.sha256).sort()
}

/** Hangs uploaded files on a step of the case. Refused when one is not the caller's own, or is used already. */
export async function attachFiles(tx: Tx, caseId: string, seq: number, files: readonly { id: string; role: string }[]) {
  for (const file of files) {
    const done = await tx
      .updateTable('files')
      .set({ case_id: caseId, seq, role: file.role, draft_id: null })
      .where('id', '=', file.id)
      .where('case_id', 'is', null)
      .where('record_id', 'is', null)
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

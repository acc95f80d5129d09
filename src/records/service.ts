/** The commands of a record: written down once, corrected by a new version, a step taken, withdrawn. What counts changes in the same transaction. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { command, type Doing } from '../access/command.ts'
import { recount } from '../duties/recount.ts'
import { addDays, dayOf } from '../kernel/calendar/day.ts'
import { canonical, type Json } from '../kernel/canonical.ts'
import { sha256 } from '../kernel/crypto.ts'
import { Refusal } from '../kernel/errors.ts'
import { parseInput } from '../kernel/http/input.ts'
import { alsoOpen } from '../kernel/scope.ts'
import type { RecordKind } from '../programme/records.ts'
import { type Credit, creditsOf, touchedBy } from './credits.ts'
import { addPromises } from './follow-ups.ts'
import { dayFaults, type Fault, type Filled, formOf, part, pointedTo } from './form.ts'
import { declares, kindNamed, kindOf, stepFieldsOf } from './kinds.ts'
import { CorrectRecord, TakeStep, WithdrawRecord, WriteRecord } from './model.ts'
import { checkPoints } from './points.ts'
import { barTo, nextStep, quorumOf } from './steps.ts'
import { hangFiles, lockRecord, type RecordRow, removeCredits, writeCredits, writeWords } from './store.ts'

const meOf = (d: Doing) => d.caller.actor as MemberActor
const yearBack = 366

/** Roles in which the caller may write at this unit: held there, or above it. */
export const rolesAt = (actor: MemberActor, chain: readonly string[]) =>
  actor.appointments.filter((a) => a.may.includes('work.write') && chain.includes(a.orgId)).map((a) => a.role)

/** A unit that is there, with those above it, and the caller's roles for it. Refused with `org.unknown`. */
async function unitOf(d: Doing, orgId: string) {
  const org = await d.tx.selectFrom('orgs').select(['id', 'chain']).where('id', '=', orgId).executeTakeFirst()
  if (!org) throw new Refusal('org.unknown')
  return { ...org, roles: rolesAt(meOf(d), org.chain) }
}

/** Whoever fills records of this kind may. Refused with `record.not-yours`. */
const mustFill = (kind: RecordKind, roles: readonly string[]) => {
  if (!kind.fills.some((role) => roles.includes(role))) throw new Refusal('record.not-yours')
}

type Sheet = z.output<typeof CorrectRecord>
/** The sheet as it is kept. Everything wrong with it is said at once. */
async function filled(
  d: Doing,
  kind: RecordKind,
  sheet: Pick<Sheet, 'onDay' | 'untilDay' | 'fields' | 'boardUntil'>,
  more: readonly Fault[] = [],
) {
  const values = parseInput(z.object({ fields: formOf(kind.fields) }), { fields: sheet.fields }, d.caller.language)
  const kept = part(kind.fields, values.fields)
  const today = dayOf(d.at)
  const points = await checkPoints(d, kind.fields, kept.data)
  const faults = [...dayFaults(kind, sheet, today, addDays(today, -yearBack)), ...points.faults, ...more]
  if (sheet.boardUntil && !kind.board) faults.push({ path: 'boardUntil', message: 'record-no-board' })
  if (faults.length) throw new Refusal('input.invalid', {}, faults)
  const quorum = kind.quorum && quorumOf(kind.quorum, kept.data)
  if (kind.quorum && quorum && !quorum.met)
    throw new Refusal('record.quorum', { present: quorum.present, entitled: quorum.entitled, takes: quorum.takes }, [
      { path: `fields.${kind.quorum.present}`, message: 'record-quorum' },
    ])
  return { ...kept, points, untilDay: kind.lasts === 'days' ? (sheet.untilDay ?? sheet.onDay) : sheet.onDay }
}

/** How long it hangs: from the day it is put up, no shorter than the scheme asks. */
function boardDays(kind: RecordKind, from: string, until: string | undefined) {
  if (!kind.board) return { board_from: null, board_until: null }
  const least = addDays(from as ReturnType<typeof dayOf>, kind.board.days - 1)
  if (until && until < least)
    throw new Refusal('input.invalid', {}, [{ path: 'boardUntil', message: 'record-board-short' }])
  return { board_from: from, board_until: until ?? least }
}

/** Who may read it: whoever wrote it, the members who took part, the unit and all above it. */
const seenBy = (authorId: string, members: readonly string[], chain: readonly string[]) => [
  ...new Set([authorId, ...members, ...chain]),
]

/** What makes two sheets the same. */
const digestOf = (input: WriteRecord) => {
  const told = JSON.stringify(input, (_key, value) => (typeof value === 'number' ? String(value) : value))
  return sha256(canonical(JSON.parse(told) as Json)).toString('hex')
}

/** What a record counts for, as it stands. */
const creditsNow = (
  kind: RecordKind,
  of: Pick<RecordRow, 'kind' | 'on_day' | 'until_day' | 'org_id' | 'author_id' | 'household_id' | 'place_id'>,
  villageId: string | null,
  data: Filled['data'],
): Credit[] =>
  creditsOf({
    kind: of.kind,
    onDay: of.on_day,
    untilDay: of.until_day,
    orgId: of.org_id,
    authorId: of.author_id,
    householdId: of.household_id,
    villageId,
    placeId: of.place_id,
    fields: kind.fields,
    stepFields: stepFieldsOf(kind),
    data,
  })

/** Credits anew, and everything they touched counted again. */
async function credit(d: Doing, recordId: string, credits: readonly Credit[], before: readonly Credit[] = []) {
  if (credits.length) await writeCredits(d.tx, d.caller.jurisdictionId, recordId, credits)
  await recount(d, touchedBy([...before, ...credits]))
}

const note = (
  d: Doing,
  recordId: string,
  change: {
    version: number
    kind: 'made' | 'corrected' | 'step' | 'withdrawn'
    data: object
    why?: string
    step?: string
  },
) =>
  d.tx
    .insertInto('record_changes')
    .values({
      jurisdiction_id: d.caller.jurisdictionId,
      record_id: recordId,
      version: change.version,
      kind: change.kind,
      at: d.at,
      member_id: meOf(d).memberId,
      why: change.why ?? null,
      step: change.step ?? null,
      data: JSON.stringify(change.data),
    })
    .execute()

/**
 * Writes work down. The same sheet sent again, over a bad line, is the same record. Refused with `record.kind-unknown`, `org.unknown`, `record.not-yours`,
 * `input.invalid`, `record.quorum`, `file.not-found`, `record.key-reused`.
 */
export const writeRecord = command(WriteRecord, async (d, input) => {
  const { jurisdictionId } = d.caller
  const me = meOf(d)
  const digest = digestOf(input)
  const known = await sentBefore(d, input.clientKey)
  if (known) return again(known, digest)
  const kind = kindNamed(d, input.kind)
  const unit = await unitOf(d, input.orgId)
  mustFill(kind, unit.roles)
  const today = dayOf(d.at)
  const promised: Fault[] = input.promises.flatMap((p, i) => [
    ...(kind.promises ? [] : [{ path: `promises.${i}.what`, message: 'record-no-promises' }]),
    ...(p.dueOn < today ? [{ path: `promises.${i}.dueOn`, message: 'record-promise-past' }] : []),
  ])
  const sheet = await filled(d, kind, input, promised)
  const by = declares(d.house, jurisdictionId, input.kind)
  const named = pointedTo(kind.fields, sheet.data)
  const row = {
    jurisdiction_id: jurisdictionId,
    id: d.newId(),
    kind: input.kind,
    programme: by?.programme ?? null,
    programme_version: by?.version ?? null,
    on_day: input.onDay,
    until_day: sheet.untilDay,
    org_id: unit.id,
    author_id: me.memberId,
    household_id: sheet.points.household?.id ?? null,
    place_id: sheet.points.placeId,
    title: input.title,
    data: JSON.stringify(sheet.data),
    seen_by: seenBy(me.memberId, named.members, unit.chain),
    ...boardDays(kind, today, input.boardUntil),
    made_at: d.at,
    changed_at: d.at,
    client_key: input.clientKey,
    request_digest: digest,
  }
  const written = await d.tx
    .insertInto('records')
    .values(row)
    .onConflict((c) =>
      c.columns(['jurisdiction_id', 'author_id', 'client_key']).where('client_key', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (!written) return again(await sentBefore(d, input.clientKey), digest)
  await alsoOpen(d.tx, { records: [row.id] })
  await writeWords(d.tx, { jurisdictionId, recordId: row.id, version: 1, stepNo: 0 }, sheet.words)
  await note(d, row.id, { version: 1, kind: 'made', data: sheet.data })
  await hangFiles(d.tx, row.id, named.files)
  await addPromises(d, { id: row.id, seen_by: row.seen_by }, input.promises)
  await credit(d, row.id, creditsNow(kind, row, sheet.points.household?.villageId ?? null, sheet.data))
  return { id: row.id, version: 1, again: false }
})

const sentBefore = (d: Doing, clientKey: string) =>
  d.tx
    .selectFrom('records')
    .select(['id', 'version', 'request_digest'])
    .where('author_id', '=', meOf(d).memberId)
    .where('client_key', '=', clientKey)
    .executeTakeFirst()
function again(known: { id: string; version: number; request_digest: string | null } | undefined, digest: string) {
  if (!known) throw new Error('a record sent before is not there')
  if (known.request_digest !== digest) throw new Refusal('record.key-reused')
  return { id: known.id, version: known.version, again: true }
}

/** Whoever wrote it, or leads the work of its unit and fills such records, may set it right. */
export const mayChange = (
  actor: MemberActor,
  kind: RecordKind,
  row: Pick<RecordRow, 'author_id'>,
  chain: readonly string[],
) => row.author_id === actor.memberId || kind.fills.some((role) => rolesAt(actor, chain).includes(role))

/** The record to be changed, with its kind as it was then and its unit. */
async function locked(d: Doing, recordId: string, version: number) {
  const row = await lockRecord(d.tx, recordId, version)
  const kind = kindOf(d.house, d.caller.jurisdictionId, row)
  if (!kind) throw new Refusal('record.kind-unknown')
  const unit = await unitOf(d, row.org_id)
  return { row, kind, unit }
}

const dataOf = (row: Pick<RecordRow, 'data'>) => row.data as Filled['data']
/** What of a record's data came by its steps. */
const ofSteps = (data: Filled['data']): Filled['data'] =>
  Object.fromEntries(Object.entries(data).filter(([code]) => code.includes('.')))

/** A new version of the form; the old ones stay. Refused with `record.changed` from a stale one: what was typed is still the caller's. */
export const correctRecord = command(CorrectRecord, async (d, input) => {
  const { jurisdictionId } = d.caller
  const { row, kind, unit } = await locked(d, input.recordId, input.version)
  if (!mayChange(meOf(d), kind, row, unit.chain)) throw new Refusal('record.not-yours')
  const sheet = await filled(d, kind, input)
  const data = { ...sheet.data, ...ofSteps(dataOf(row)) }
  const named = pointedTo(kind.fields, sheet.data)
  const version = row.version + 1
  const next = {
    kind: row.kind,
    org_id: row.org_id,
    author_id: row.author_id,
    on_day: input.onDay,
    until_day: sheet.untilDay,
    household_id: sheet.points.household?.id ?? null,
    place_id: sheet.points.placeId,
  }
  await d.tx
    .updateTable('records')
    .set({
      on_day: next.on_day,
      until_day: next.until_day,
      household_id: next.household_id,
      place_id: next.place_id,
      title: input.title,
      data: JSON.stringify(data),
      seen_by: seenBy(row.author_id, named.members, unit.chain),
      ...(row.board_from && boardDays(kind, row.board_from, input.boardUntil ?? row.board_until ?? undefined)),
      version,
      form_version: version,
      changed_at: d.at,
    })
    .where('id', '=', row.id)
    .execute()
  await writeWords(d.tx, { jurisdictionId, recordId: row.id, version, stepNo: 0 }, sheet.words)
  await note(d, row.id, { version, kind: 'corrected', data, why: input.why })
  await hangFiles(d.tx, row.id, named.files)
  const before = await removeCredits(d.tx, row.id)
  await credit(d, row.id, creditsNow(kind, next, sheet.points.household?.villageId ?? null, data), before)
  return { id: row.id, version }
})

/** Taken back, with the reason; it stays readable, counts for nobody, and leaves the board. */
export const withdrawRecord = command(WithdrawRecord, async (d, input) => {
  const { row, kind, unit } = await locked(d, input.recordId, input.version)
  if (!mayChange(meOf(d), kind, row, unit.chain)) throw new Refusal('record.not-yours')
  const version = row.version + 1
  await d.tx
    .updateTable('records')
    .set({
      version,
      changed_at: d.at,
      withdrawn_at: d.at,
      withdrawn_by: meOf(d).memberId,
      withdrawn_why: input.why,
    })
    .where('id', '=', row.id)
    .execute()
  await note(d, row.id, { version, kind: 'withdrawn', data: dataOf(row), why: input.why })
  await credit(d, row.id, [], await removeCredits(d.tx, row.id))
  return { id: row.id, version }
})

/** The next step of a matter. Refused with `record.step-order`, `record.step-role`, `record.step-another`, `input.invalid`. */
export const takeRecordStep = command(TakeStep, async (d, input) => {
  const { jurisdictionId } = d.caller
  const { row, kind, unit } = await locked(d, input.recordId, input.version)
  const step = nextStep(kind.steps, row.step)
  if (!step || step.code !== input.step) throw new Refusal('record.step-order')
  const taker = { memberId: meOf(d).memberId, roles: unit.roles }
  const barred = barTo(step, taker, { by: await lastHand(d, row), fills: kind.fills })
  if (barred) throw new Refusal(`record.step-${barred}`)
  const values = parseInput(z.object({ fields: formOf(step.fields) }), { fields: input.fields }, d.caller.language)
  const kept = part(step.fields, values.fields)
  const { faults } = await checkPoints(d, step.fields, kept.data)
  if (faults.length) throw new Refusal('input.invalid', {}, [...faults])
  const version = row.version + 1
  const mine = Object.fromEntries(Object.entries(kept.data).map(([code, value]) => [`${step.code}.${code}`, value]))
  const data = { ...dataOf(row), ...mine }
  await d.tx
    .updateTable('records')
    .set({ step: step.code, data: JSON.stringify(data), version, changed_at: d.at })
    .where('id', '=', row.id)
    .execute()
  const stepNo = (kind.steps ?? []).indexOf(step) + 1
  await writeWords(d.tx, { jurisdictionId, recordId: row.id, version, stepNo }, kept.words)
  await note(d, row.id, { version, kind: 'step', data, step: step.code })
  await hangFiles(d.tx, row.id, pointedTo(step.fields, kept.data).files)
  // what a step brings can be summed
  const before = await removeCredits(d.tx, row.id)
  await credit(d, row.id, creditsNow(kind, row, await villageOf(d, row, before), data), before)
  return { id: row.id, version }
})

/** Who took the step before: of the first one, whoever wrote the matter down. */
async function lastHand(d: Doing, row: RecordRow): Promise<string> {
  if (row.step === null) return row.author_id
  const last = await d.tx
    .selectFrom('record_changes')
    .select('member_id')
    .where('record_id', '=', row.id)
    .where('kind', '=', 'step')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return last.member_id
}

/** The village the household counted for when the form was filled: whoever takes a step need not be able to see the household. */
async function villageOf(d: Doing, row: RecordRow, credited: readonly Credit[]): Promise<string | null> {
  if (!row.household_id) return null
  const subjects = credited.map((c) => c.subjectId).filter((id) => id !== row.org_id)
  if (!subjects.length) return null
  const org = await d.tx
    .selectFrom('orgs')
    .select('id')
    .where('id', '=', sql<string>`any(${subjects}::uuid[])`)
    .executeTakeFirst()
  return org?.id ?? null
}

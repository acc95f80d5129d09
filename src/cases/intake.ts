/** Taking a request in: the resident's own words, once, whatever happens to the connection. */
import { sql } from 'kysely'
import type { Caller } from '../access/caller.ts'
import type { House } from '../access/command.ts'
import { canonical, type Json } from '../kernel/canonical.ts'
import { sha256 } from '../kernel/crypto.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { type Change, noteChanges } from '../kernel/live/changes.ts'
import { alsoOpen, openReceipt, type Tx } from '../kernel/scope.ts'
import type { Level } from '../programme/vocabulary.ts'
import { isPhone, normalisePhone, sealContact } from '../registry/people.ts'
import { firstWake } from './clocks.ts'
import { clockFrom } from './decide.ts'
import { genesis, hashOf, part } from './log.ts'
import { type AboutWhom, Register } from './model.ts'
import { nextNumber } from './numbers.ts'
import { leafOf } from './public-log/leaf.ts'
import { type Village, villageFor } from './readers.ts'
import { attachFiles, digestsOf } from './store.ts'
import type { Receipt } from './views.ts'

export type Request = {
  clientKey: string
  villageId: string
  words: string
  place?: string | undefined
  contact?: { name?: string | undefined; phone: string } | undefined
  language: 'zh-CN' | 'en'
  channel: string
  consent: 'given' | 'not-asked' | 'refused'
  files?: readonly string[]
  /** What they hold, as hashes. */
  digests?: string[]
  /** A resident of the registry: their contact is known already. */
  residentId?: string | undefined
  /** The member who wrote it down, who then has it in hand. */
  registrar?: { memberId: string; orgId: string; holderId: string | null; standsInFor?: string | undefined } | undefined
  splitFrom?: string | undefined
  heardAt?: string | undefined
  /** About officials or units: it is marked in the same transaction, so the village is told nothing of it. */
  about?: AboutWhom | undefined
}

/** The beginning of the words, for lists. */
export const openingOf = (words: string) => [...words.replace(/\s+/g, ' ')].slice(0, 120).join('')

/** Who wrote it down, and who has it in hand for that: they see it, wherever it goes. */
const writers = ({ registrar }: Request) =>
  registrar ? [registrar.memberId, ...(registrar.holderId ? [registrar.holderId] : [])] : []

/** Every row of a new case, made and checked; nothing is written yet. */
export async function prepare(house: House, village: Village, caller: Caller, at: Date, request: Request) {
  const { jurisdictionId } = caller
  if (request.contact && !isPhone(request.contact.phone))
    throw new Refusal('input.invalid', {}, [{ path: 'contact.phone', message: 'phone' }])
  const id = newId(at)
  const residentId = request.contact ? newId(at) : (request.residentId ?? null)
  const level: Level = request.registrar?.holderId ? 'member' : 'branch'
  const rules = { scheme: house.schemes.of(jurisdictionId), calendar: house.calendars.of(jurisdictionId) }
  const clock = clockFrom(rules, 'acceptance', level, 'ordinary', at)
  // whoever heard it at the door or on the phone has been in contact already
  const contact = residentId ? clockFrom(rules, 'contact', level, 'ordinary', at).dueAt : null
  const contactedAt = request.registrar ? at : null
  const wakesAt = firstWake({ ...clock, contactDueAt: contact, contactedAt, state: 'registered' }, rules)
  const number = await nextNumber(house.db, jurisdictionId, at)
  const { data, texts } = part(Register, { words: request.words, place: request.place })
  const log: Record<string, Json> = {
    ...data,
    number,
    channel: request.channel,
    village: village.id,
    contact: residentId !== null,
    consent: request.consent,
    files: request.files?.length ?? 0,
    ...(request.digests?.length && { digests: request.digests }),
    ...(request.splitFrom && { splitFrom: request.splitFrom }),
    ...(request.heardAt && { heardAt: request.heardAt }),
    ...(request.registrar?.standsInFor && { standsInFor: request.registrar.standsInFor }),
  }
  const head = {
    jurisdictionId,
    caseId: id,
    seq: 1,
    type: 'register',
    audience: 'everyone' as const,
    at,
    actorKind: caller.actor.kind,
    // whoever splits a case writes the new one down, without having heard it
    memberId: caller.actor.kind === 'member' ? caller.actor.memberId : null,
    orgId: request.registrar?.orgId ?? null,
  }
  const sealed =
    request.contact && residentId ? sealContact(house.keys, jurisdictionId, residentId, request.contact) : undefined
  const hex = (b: Buffer | null) => b?.toString('hex') ?? null
  const told = (request.about ? [] : village.triage).filter((memberId) => memberId !== request.registrar?.memberId)
  return {
    jurisdiction_id: jurisdictionId,
    client_key: request.clientKey,
    // what makes two hand-ins the same; the contact is in it only as a keyed hash, so that nothing of it can be guessed from the digest
    request_digest: sha256(
      canonical({
        village: request.villageId,
        words: request.words,
        place: request.place,
        channel: request.channel,
        ...(request.about && { about: request.about }),
        contact:
          request.contact &&
          house.keys.blindIndex(jurisdictionId, 'phone', normalisePhone(request.contact.phone)).toString('hex'),
      }),
    ).toString('hex'),
    case: {
      id,
      number,
      village_id: village.id,
      place: request.place ?? null,
      channel: request.channel,
      language: request.language,
      resident_id: residentId,
      registrar_id: request.registrar?.memberId ?? null,
      registered_at: at.toISOString(),
      opening: openingOf(request.words),
      state: 'registered',
      level,
      holder_org_id: village.id,
      holder_member_id: request.registrar?.holderId ?? null,
      clock: clock.clock,
      due_at: clock.dueAt.toISOString(),
      due_provisional: clock.dueProvisional,
      contact_due_at: contact?.toISOString() ?? null,
      contacted_at: contactedAt?.toISOString() ?? null,
      wake_at: wakesAt?.toISOString() ?? null,
      split_from: request.splitFrom ?? null,
      seen_by: `{${[...new Set([...village.chain, ...writers(request)])].join(',')}}`,
    },
    resident: sealed && {
      id: residentId,
      wrapped: hex(sealed.wrapped),
      sealed_name: hex(sealed.sealed_name),
      sealed_phone: hex(sealed.sealed_phone),
      phone_index: hex(sealed.phone_index),
      phone_tail_index: hex(sealed.phone_tail_index),
      consent: request.consent,
    },
    event: {
      actor_kind: head.actorKind,
      member_id: head.memberId,
      org_id: head.orgId,
      data: log,
      prev: hex(genesis),
      hash: hex(hashOf(genesis, head, log)),
      texts: texts.map((x) => ({ field: x.field, body: x.body, salt: hex(x.salt) })),
    },
    notices: told.map((member_id) => ({ id: newId(at), member_id })),
    outbox: residentId ? [{ id: newId(at), channel: 'sms', template: 'received', params: { number } }] : [],
  }
}

export type Prepared = Awaited<ReturnType<typeof prepare>>

/** What the database answers: the receipt of the hand-in of this case, or the one its client key got before. */
export type Registered = {
  asked: string
  number: string
  case_id: string
  request_digest: Buffer
  due_at: Date
  due_provisional: boolean
  event_hash: Buffer
  registered_at: Date
  again: boolean
}

/** What whoever handed in is given. A client key used before gives the first receipt again, or `intake.key-reused`. */
export function receiptOf(house: House, caller: Caller, rows: Prepared, row: Registered | undefined) {
  if (!row) throw new Error('register_cases gave nothing back')
  if (row.again && row.request_digest.toString('hex') !== rows.request_digest) throw new Refusal('intake.key-reused')
  return {
    id: row.case_id,
    number: row.number,
    code: house.keys.queryCode(caller.jurisdictionId, row.case_id),
    caseId: caller.actor.kind === 'member' ? row.case_id : null,
    registeredAt: row.registered_at.toISOString(),
    leaf: leafOf(row.event_hash).toString('hex'),
    dueAt: row.due_at.toISOString(),
    dueProvisional: row.due_provisional,
    again: row.again,
  } satisfies Receipt & { id: string }
}

/** Cases and residents registrations write: what their transaction must be opened for. */
export const opensFor = (...all: readonly Prepared[]) => ({
  cases: all.map((rows) => rows.case.id),
  people: all.flatMap((rows) => rows.case.resident_id ?? []),
})

/** A request names a resident of its own village only: naming one opens their contact to whoever has the case. */
async function livesIn(tx: Tx, residentId: string, villageId: string) {
  await alsoOpen(tx, { people: [residentId] })
  const person = await tx.selectFrom('residents').select('village_id').where('id', '=', residentId).executeTakeFirst()
  if (person?.village_id !== villageId)
    throw new Refusal('input.invalid', {}, [{ path: 'residentId', message: 'resident' }])
}

/** What other desks are told of a request just taken in. One about somebody is told of when it is marked. */
export const toldOf = (village: Village, caller: Caller, rows: Prepared, request: Request): Change[] =>
  request.about
    ? []
    : [
        {
          jurisdictionId: caller.jurisdictionId,
          caseId: rows.case.id,
          version: 1,
          seenBy: [...village.chain, ...(request.registrar ? [request.registrar.memberId] : [])],
          hiddenFrom: [],
          by: request.registrar?.memberId ?? null,
        },
      ]

/** Registers a request in the transaction given, with its files. Refused with `org.unknown`, `intake.key-reused`, `file.not-found`. */
export async function register(house: House, tx: Tx, caller: Caller, at: Date, request: Request) {
  const village = await villageFor(house, caller.jurisdictionId, request.villageId, at, tx)
  if (request.residentId) await livesIn(tx, request.residentId, village.id)
  const digests = request.files?.length ? await digestsOf(tx, request.files) : []
  const rows = await prepare(house, village, caller, at, { ...request, digests })
  await alsoOpen(tx, opensFor(rows))
  await openReceipt(tx, request.clientKey)
  const done = await sql<Registered>`select * from register_cases(${JSON.stringify([rows])}::jsonb)`.execute(tx)
  const receipt = receiptOf(house, caller, rows, done.rows[0])
  if (!receipt.again) noteChanges(tx, toldOf(village, caller, rows, request))
  if (!receipt.again && request.files?.length)
    await attachFiles(
      tx,
      receipt.id,
      1,
      request.files.map((id) => ({ id, role: 'request' })),
    )
  return receipt
}

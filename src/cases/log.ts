/** The log of a case: append-only, hash-chained, with the words beside it and only their salted hash inside. */
import { z } from 'zod'
import { canonical, type Json } from '../kernel/canonical.ts'
import { sha256 } from '../kernel/crypto.ts'
import { newBytes } from '../kernel/ids.ts'

export type EventHead = {
  readonly jurisdictionId: number
  readonly caseId: string
  readonly seq: number
  readonly type: string
  readonly audience: 'everyone' | 'desk'
  readonly at: Date
  readonly actorKind: 'member' | 'resident' | 'system'
  readonly memberId: string | null
  readonly orgId: string | null
}
export type Text = { readonly field: string; readonly body: string; readonly salt: Buffer }

export const genesis = Buffer.alloc(32)

/** What stands in the log for words: their salted SHA-256. The salt goes with the words, so that short words cannot be guessed back. */
export const digestOf = (body: string, salt: Buffer) => sha256(salt, body).toString('hex')

/**
 * The hash of one event: over the one before it and every column of its own. The text is the canonical one of an object with these members;
 * it is put together here because verifying a million events spends most of its time in this place.
 */
export const hashOf = (prev: Buffer, e: EventHead, data: Json): Buffer => sha256(prev, eventText(e, data))

/** An event as the one text its hash is over. */
export const eventText = (e: EventHead, data: Json): string =>
  `{"actor":"${e.actorKind}","at":"${e.at.toISOString()}","audience":"${e.audience}","case":"${e.caseId}","data":${canonical(data)},` +
  `"jurisdiction":${e.jurisdictionId},"member":${idText(e.memberId)},"org":${idText(e.orgId)},"seq":${e.seq},"type":${JSON.stringify(e.type)}}`
// ids and the two closed lists need no escaping: the columns take nothing else
const idText = (id: string | null) => (id === null ? 'null' : `"${id}"`)

/** Words as they are kept beside the log, and what the log holds of them. */
export function worded(field: string, body: string): { text: Text; digest: { sha256: string } } {
  const salt = newBytes(16)
  return { text: { field, body, salt }, digest: { sha256: digestOf(body, salt) } }
}

const isFreeText = (schema: unknown): boolean => {
  let s = schema as z.ZodType | undefined
  while (s) {
    if (s.meta()?.freeText) return true
    s = s instanceof z.ZodOptional || s instanceof z.ZodDefault ? (s.unwrap() as z.ZodType) : undefined
  }
  return false
}

/** Parts an input into what the log holds and the words kept beside it, as the input's schema marks them (`freeText`). */
export function part(
  schema: z.ZodObject,
  input: Record<string, unknown>,
): { data: Record<string, Json>; texts: Text[] } {
  const data: Record<string, Json> = {}
  const texts: Text[] = []
  for (const [field, value] of Object.entries(input)) {
    if (value === undefined) continue
    if (typeof value === 'string' && isFreeText(schema.shape[field])) {
      const { text, digest } = worded(field, value)
      texts.push(text)
      data[field] = digest
    } else data[field] = value as Json
  }
  return { data, texts }
}

/** What is sent about somebody at the county: sealed for the discipline office's key, and no case. Nobody here can open it. */
import { z } from 'zod'
import type { House } from '../access/command.ts'
import { type Day, dayOf, endOfDay } from '../kernel/calendar/deadline.ts'
import { sha256 } from '../kernel/crypto.ts'
import { type KeyPair, makeKeyPair, openSealed, sealFor } from '../kernel/crypto-sealed.ts'
import { newId, newInt } from '../kernel/ids.ts'
import type { Tx } from '../kernel/scope.ts'

export const Report = z.object({
  village: z.string(),
  place: z.string().optional(),
  words: z.string(),
  contact: z.object({ phone: z.string(), name: z.string().optional() }).optional(),
  /** The request it was before staff marked it, if it was one. */
  request: z.string().optional(),
})
export type Report = z.output<typeof Report>

/** One line of the courier's file. */
export const Carried = z.object({
  jurisdiction: z.number().int(),
  id: z.uuid(),
  number: z.string(),
  keyId: z.string(),
  receivedOn: z.string(),
  sealed: z.base64(),
})
export type Carried = z.output<typeof Carried>

const aboutOf = (jurisdictionId: number, id: string) => `${jurisdictionId}/${id}`

/** The first eight hex digits of the public key's hash: short enough to be compared aloud. */
export const keyIdOf = (publicKey: Buffer) => sha256(publicKey).toString('hex').slice(0, 8)

/** The newest key of the discipline office, or undefined while there is none: then only 12388 is shown. */
export const disciplineKey = (tx: Tx) =>
  tx
    .selectFrom('discipline_keys')
    .select(['key_id', 'public_key'])
    .orderBy('made_at', 'desc')
    .orderBy('key_id')
    .limit(1)
    .executeTakeFirst()

/** Keeps the public half of a new pair. The private half is given back and never stored. */
export async function makeDisciplineKey(house: House, jurisdictionId: number): Promise<KeyPair & { keyId: string }> {
  const pair = makeKeyPair()
  const keyId = keyIdOf(pair.publicKey)
  await house.db.transaction({ jurisdictionId }, (tx) =>
    tx
      .insertInto('discipline_keys')
      .values({ jurisdiction_id: jurisdictionId, key_id: keyId, public_key: pair.publicKey, made_at: house.now() })
      .execute(),
  )
  return { ...pair, keyId }
}

// trailing blanks, so that the length does not tell one report from another; a reader of JSON passes over them
const padded = (text: string, to = 2048) => {
  const bytes = Buffer.from(text)
  return Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to, ' ')])
}

/** Seals a report; its number comes back, or undefined when there is no key to seal it for. */
export async function sealReport(
  tx: Tx,
  jurisdictionId: number,
  at: Date,
  report: Report,
): Promise<string | undefined> {
  const key = await disciplineKey(tx)
  if (!key) return undefined
  const day = dayOf(at)
  // an id holds its instant: this one only its day
  const id = newId(endOfDay(day as Day))
  const number = `MF-${digits()}-${digits()}`
  const sealed = sealFor(key.public_key, padded(JSON.stringify(report)), aboutOf(jurisdictionId, id))
  await tx
    .insertInto('sealed_reports')
    .values({ jurisdiction_id: jurisdictionId, id, number, key_id: key.key_id, sealed, received_on: day })
    .execute()
  return number
}
const digits = () => String(newInt(10_000)).padStart(4, '0')

/** Everything sealed so far, for the courier to carry. */
export const listSealed = (house: House, jurisdictionId: number): Promise<Carried[]> =>
  house.db.transaction({ jurisdictionId, job: 'courier' }, async (tx) => {
    const rows = await tx.selectFrom('sealed_reports').selectAll().orderBy('id').execute()
    return rows.map((r) => ({
      jurisdiction: r.jurisdiction_id,
      id: r.id,
      number: r.number,
      keyId: r.key_id,
      receivedOn: r.received_on,
      sealed: r.sealed.toString('base64'),
    }))
  })

/** Opens one, at the discipline office: with its private key, no database and no network. Throws when a byte was changed. */
export const openReport = (privateKey: Buffer, carried: Carried): Report =>
  Report.parse(
    JSON.parse(
      openSealed(
        privateKey,
        Buffer.from(carried.sealed, 'base64'),
        aboutOf(carried.jurisdiction, carried.id),
      ).toString(),
    ),
  )

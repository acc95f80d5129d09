/** SQL for signed heads and the keys that signed them. */
import { sql } from 'kysely'
import type { Tx } from '../../kernel/scope.ts'
import { keyHashOf, type SignedHead } from '../../kernel/signed-head.ts'
import { type PublicKey, publicKeyFrom } from '../../kernel/signing.ts'

export type KeptKey = PublicKey & { readonly since: Date }
export type KeptHead = SignedHead & { readonly key: KeptKey }

/** Every key that ever signed here, the first one first. */
export async function listKeys(tx: Tx): Promise<KeptKey[]> {
  const rows = await tx
    .selectFrom('log_keys')
    .select(['public_key', 'since'])
    .orderBy('since')
    .orderBy('key_id')
    .execute()
  return rows.map((r) => ({ ...publicKeyFrom(r.public_key), since: r.since }))
}

const selectHeads = (tx: Tx) =>
  tx
    .selectFrom('log_heads as h')
    .innerJoin('log_keys as k', (j) =>
      j.onRef('k.jurisdiction_id', '=', 'h.jurisdiction_id').onRef('k.key_id', '=', 'h.key_id'),
    )
    .select(['h.number', 'h.size', 'h.root', 'h.at', 'h.origin', 'h.signature', 'k.public_key', 'k.since'])

type Row = Awaited<ReturnType<ReturnType<typeof selectHeads>['execute']>>[number]
function headFrom({ public_key, since, ...rest }: Row): KeptHead {
  const key = { ...publicKeyFrom(public_key), since }
  return { ...rest, key, keyHash: keyHashOf(rest.origin, key) }
}

/** The newest head, if anything was ever signed. */
export async function newestHead(tx: Tx): Promise<KeptHead | undefined> {
  const row = await selectHeads(tx).orderBy('h.number', 'desc').limit(1).executeTakeFirst()
  return row && headFrom(row)
}

/** The head over exactly so many leaves. */
export async function headOfSize(tx: Tx, size: number): Promise<KeptHead | undefined> {
  const row = await selectHeads(tx).where('h.size', '=', size).executeTakeFirst()
  return row && headFrom(row)
}

/** Heads with a number below `before`, newest first. */
export async function listHeads(tx: Tx, before: number | undefined, limit: number): Promise<KeptHead[]> {
  const rows = await selectHeads(tx)
    .$if(before !== undefined, (q) => q.where('h.number', '<', before as number))
    .orderBy('h.number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(headFrom)
}

/** Writes a head, and its key where it is the first by it. */
export async function keepHead(tx: Tx, jurisdictionId: number, key: PublicKey, head: SignedHead) {
  await tx
    .insertInto('log_keys')
    .values({
      jurisdiction_id: jurisdictionId,
      key_id: key.id,
      algorithm: key.algorithm,
      public_key: key.spki,
      since: head.at,
    })
    .onConflict((c) => c.doNothing())
    .execute()
  const { keyHash: _, ...row } = head
  await tx
    .insertInto('log_heads')
    .values({ jurisdiction_id: jurisdictionId, key_id: key.id, ...row })
    .execute()
}

/** The name of a jurisdiction's log: what every head of it begins with. */
export async function originOf(tx: Tx, jurisdictionId: number): Promise<string> {
  const { rows } = await sql<{
    slug: string
  }>`select slug from jurisdictions where jurisdiction_id = ${jurisdictionId}`.execute(tx)
  return `lianxin/${rows[0]?.slug ?? jurisdictionId}`
}

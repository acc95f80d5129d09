/** Routes of the public log: heads, keys and proofs, for anyone. Hashes only; nothing here says whose they are. */
import { z } from 'zod'
import type { House } from '../../access/command.ts'
import type { Routes } from '../../access/routes.ts'
import { Refusal } from '../../kernel/errors.ts'
import { open } from '../../kernel/http/route.ts'
import type { Tx } from '../../kernel/scope.ts'
import { noteOf } from '../../kernel/signed-head.ts'
import { algorithms } from '../../kernel/signing.ts'
import { LookUp, openByCode } from '../receipt.ts'
import { type KeptHead, listHeads, listKeys, newestHead } from './heads.ts'
import { proveConsistency, proveLeaf } from './proof.ts'
import { writeReceipt } from './receipt.ts'
import { standingOf, standings } from './standing.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'hash')
const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

const LogHead = z
  .object({
    number: z.number().int(),
    origin: z.string(),
    size: z.number().int(),
    root: Hash,
    at: z.iso.datetime(),
    algorithm: z.enum(algorithms),
    keyId: Hash.describe('SHA-256 of the public key (SPKI)'),
    note: z.string().describe('The head as it is signed, with its signature: what to print or keep'),
  })
  .meta({ id: 'LogHead' })

const headView = (h: KeptHead) => ({
  number: h.number,
  origin: h.origin,
  size: h.size,
  root: h.root.toString('hex'),
  at: h.at.toISOString(),
  algorithm: h.key.algorithm,
  keyId: h.key.id.toString('hex'),
  note: noteOf(h),
})
const hex = (hashes: readonly Buffer[]) => hashes.map((h) => h.toString('hex'))
const forAnyone = open('the log holds no personal data, and is worth something only when anyone can check it')

export function publicLogRoutes({ route }: Routes, house: House) {
  const read = <T>(caller: { jurisdictionId: number }, work: (tx: Tx) => Promise<T>) =>
    house.db.transaction({ jurisdictionId: caller.jurisdictionId }, work)
  const shared = { tag: 'log', method: 'get', permission: forAnyone } as const

  route({
    ...shared,
    id: 'logHead',
    path: '/log/head',
    summary: 'The newest signed head of the public log.',
    input: z.object({}),
    output: LogHead,
    refusals: ['not-found'],
    run: async (caller) => {
      const head = await read(caller, newestHead)
      if (!head) throw new Refusal('not-found')
      return headView(head)
    },
  })
  route({
    ...shared,
    id: 'logHeads',
    path: '/log/heads',
    summary: 'Signed heads, newest first; `before` is the number of the last one seen.',
    input: z.object({
      before: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ items: z.array(LogHead), next: z.number().int().nullable() }),
    refusals: [],
    run: async (caller, { before, limit }) => {
      const heads = await read(caller, (tx) => listHeads(tx, before, limit))
      const last = heads.at(-1)?.number ?? 1
      return { items: heads.map(headView), next: last > 1 ? last : null }
    },
  })
  route({
    ...shared,
    id: 'logKeys',
    path: '/log/keys',
    summary: 'Public keys that sign or signed heads, each in use until the next.',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          keyId: Hash,
          algorithm: z.enum(algorithms),
          publicKey: z.string().describe('SPKI, DER, base64'),
          since: z.iso.datetime(),
          until: z.iso.datetime().nullable(),
        }),
      ),
    }),
    refusals: [],
    run: async (caller) => {
      const keys = await read(caller, listKeys)
      return {
        items: keys.map((k, i) => ({
          keyId: k.id.toString('hex'),
          algorithm: k.algorithm,
          publicKey: k.spki.toString('base64'),
          since: k.since.toISOString(),
          until: keys[i + 1]?.since.toISOString() ?? null,
        })),
      }
    },
  })
  route({
    ...shared,
    id: 'logConsistency',
    path: '/log/consistency',
    summary:
      'Proof (RFC 9162, 2.1.4) that the first leaves are still the same. `second` is the newest size unless given.',
    input: z.object({ first: size, second: size.optional() }),
    output: z.object({ first: z.number().int(), second: z.number().int(), proof: z.array(Hash) }),
    refusals: ['not-found'],
    run: (caller, { first, second }) =>
      read(caller, async (tx) => {
        const newest = (await newestHead(tx))?.size ?? 0
        const upTo = second ?? newest
        if (first > upTo || upTo > newest) throw new Refusal('not-found')
        return { first, second: upTo, proof: hex(await proveConsistency(tx, first, upTo)) }
      }),
  })
  route({
    ...shared,
    id: 'logProof',
    path: '/log/proof',
    summary: 'Proof (RFC 9162, 2.1.3) that this leaf stands in the log, under the newest head.',
    input: z.object({ leaf: Hash }),
    output: z.object({ leaf: Hash, index: z.number().int(), proof: z.array(Hash), head: LogHead }),
    refusals: ['not-found', 'input.invalid'],
    run: async (caller, { leaf }) => {
      const proof = await read(caller, (tx) => proveLeaf(tx, Buffer.from(leaf, 'hex')))
      if (!proof) throw new Refusal('not-found')
      return { leaf, index: proof.index, proof: hex(proof.path), head: headView(proof.head) }
    },
  })
  route({
    id: 'requestReceipt',
    tag: 'residents',
    method: 'post',
    path: '/requests/receipt',
    permission: open('a resident takes the receipt of a request by its number and query code'),
    summary: 'The receipt with its proof, as a text file that can be checked without us.',
    input: LookUp,
    output: z.object({ state: z.enum(standings), leaf: Hash, position: z.number().int().nullable(), file: z.string() }),
    refusals: ['input.invalid', 'case.code-wrong', 'case.code-tries'],
    run: async (caller, input) => {
      const caseId = await openByCode(house, caller, input)
      const { state, receipt } = await standingOf(house, { ...caller, actor: { kind: 'resident', caseId } }, { caseId })
      const position = receipt.proof ? receipt.proof.index + 1 : null
      return { state, leaf: receipt.leaf, position, file: writeReceipt(caller.language, receipt) }
    },
  })
}

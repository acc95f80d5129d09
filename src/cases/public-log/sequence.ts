/** The job that puts waiting events into the log: a batch of leaves and the signed head over them, in one transaction. */
import { sql } from 'kysely'
import type { House } from '../../access/command.ts'
import { fullNodes, growing, type Node } from '../../kernel/merkle.ts'
import type { Tx } from '../../kernel/scope.ts'
import { signHead } from '../../kernel/signed-head.ts'
import { type Signer, signerOf } from '../../kernel/signing.ts'
import { keepHead, newestHead, originOf } from './heads.ts'
import { leafOf } from './leaf.ts'
import { hashesOf, isStored, sizeOf } from './tree.ts'

const batch = 10_000
/** Between heads, unless a whole batch waits: a busy county signs at most two a minute, not one for each request. */
const restMs = 30_000

const signers = new WeakMap<House['config'], Signer>()
/** This installation's signer; the key file is read, or made, at the first use. */
export function signerFor(house: House): Signer {
  const signer = signers.get(house.config) ?? signerOf(house.config)
  signers.set(house.config, signer)
  return signer
}

/**
 * Sequences what waits in one jurisdiction and says how many events that was. One process at a time; what commits meanwhile waits for the
 * next run. With a head younger than half a minute nothing is done, unless `atOnce` or a whole batch is waiting.
 */
export async function sequence(house: House, jurisdictionId: number, atOnce = false): Promise<number> {
  const signer = signerFor(house)
  for (let sum = 0; ; ) {
    const done = await house.db.transaction({ jurisdictionId, job: 'sequence' }, async (tx) => {
      // held to the commit, so the next one begins where this one ends
      await sql`select pg_advisory_xact_lock(hashtext('lianxin.sequence'), ${jurisdictionId})`.execute(tx)
      return sequenceBatch(house, tx, jurisdictionId, signer, atOnce || sum > 0)
    })
    sum += done
    if (done < batch) return sum
  }
}

type Waiting = { case_id: string; seq: number; hash: Buffer }

async function sequenceBatch(house: House, tx: Tx, jurisdictionId: number, signer: Signer, atOnce: boolean) {
  const last = await newestHead(tx)
  const now = house.now()
  const resting = !atOnce && last !== undefined && now.getTime() - last.at.getTime() < restMs
  if (resting && (await countWaiting(tx)) < batch) return 0
  const taken = await take(tx)
  if (!taken.length) return 0
  const size = await sizeOf(tx)
  const peaks = fullNodes({ start: 0, end: size }).map(({ level, index }) => ({
    start: index * 2 ** level,
    end: (index + 1) * 2 ** level,
  }))
  const tree = growing(size, await hashesOf(tx, peaks))
  const leaves = taken.map((e) => leafOf(e.hash))
  const nodes: (Node & { hash: Buffer })[] = []
  for (const leaf of leaves) tree.push(leaf, (node, hash) => isStored(node) && nodes.push({ ...node, hash }))
  await write(tx, jurisdictionId, size, taken, leaves, nodes)
  const head = {
    origin: await originOf(tx, jurisdictionId),
    size: tree.size(),
    root: tree.root(),
    number: (last?.number ?? 0) + 1,
    // a clock set back does not make the log run backwards
    at: last && last.at > now ? last.at : now,
  }
  await keepHead(tx, jurisdictionId, signer, signHead(signer, head))
  return taken.length
}

const countWaiting = async (tx: Tx) =>
  (
    await sql<{ n: number }>`select count(*)::int as n from (select from log_pending limit ${batch}) waiting`.execute(
      tx,
    )
  ).rows[0]?.n ?? 0

/** The next events, no longer waiting. A case's events come in their order: a later one is never seen without the one before. */
async function take(tx: Tx): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with next as materialized (select case_id, seq from log_pending order by case_id, seq limit ${batch})
    delete from log_pending p using next n where p.case_id = n.case_id and p.seq = n.seq
    returning p.case_id, p.seq, p.hash`.execute(tx)
  return rows.sort((a, b) => (a.case_id < b.case_id ? -1 : a.case_id > b.case_id ? 1 : a.seq - b.seq))
}

async function write(
  tx: Tx,
  jurisdictionId: number,
  size: number,
  taken: readonly Waiting[],
  leaves: readonly Buffer[],
  nodes: readonly (Node & { hash: Buffer })[],
) {
  await sql`insert into log_leaves (jurisdiction_id, index, leaf, case_id, seq)
    select ${jurisdictionId}, * from unnest(${taken.map((_, i) => size + i)}::bigint[], ${leaves}::bytea[],
      ${taken.map((e) => e.case_id)}::uuid[], ${taken.map((e) => e.seq)}::int[])`.execute(tx)
  if (nodes.length)
    await sql`insert into log_nodes (jurisdiction_id, level, index, hash)
      select ${jurisdictionId}, * from unnest(${nodes.map((n) => n.level)}::smallint[], ${nodes.map((n) => n.index)}::bigint[],
        ${nodes.map((n) => n.hash)}::bytea[])`.execute(tx)
}

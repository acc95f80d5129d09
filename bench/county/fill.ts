/** A county's years by COPY: people, requests with their chained events and words, and the public log over them, signed. */
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { periodSize } from '../../src/cases/search/periods.ts'
import type { Signer } from '../../src/kernel/signing.ts'
import { copyRows, noRows } from '../copy.ts'
import { beginLog, logColumns } from './log.ts'
import { jurisdictionId as j, makePlace, type Place } from './place.ts'
import type { Made, Order, Setting } from './worker.ts'

const stretch = 10_000
/** Requests a year: what a county of 220,000 people hands in where it is easy. */
const yearly = 100_000

export type Filling = {
  ownerUrl: string
  master: Buffer
  signer: Signer
  cases: number
  until: Date
  /** People in each village. */
  residentsEach?: number
  /** Makes the index of words as well: it is larger than all else together. */
  words?: boolean
  /** Hears how long each part took. */
  tell?: (line: string) => void
}

/** Fills an empty database. 100,000 requests are one year, a million ten: what is open is the same in both. */
export async function fillCounty({
  ownerUrl,
  master,
  signer,
  cases,
  until,
  residentsEach = 275,
  words = false,
  tell = () => {},
}: Filling): Promise<Place> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  await owner.query(
    `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`,
  )
  const from = new Date(until.getTime() - (cases / yearly) * 365 * 86_400_000)
  const said = stopwatch(tell)
  const place = await makePlace(owner, from)
  const indexes = await dropIndexes(owner)
  const setting = { ownerUrl, master, place, from: from.getTime(), until: until.getTime(), cases, words }
  const crew = () => Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, () => hire(setting))
  const sealers = crew()
  await shareOut(
    sealers,
    place.towns.map((_, town): Order => ({ what: 'residents', town, each: residentsEach })),
    (people, t) => {
      for (const [v, ids] of (people as string[][]).entries()) place.towns[t]?.villages[v]?.residents.push(...ids)
    },
  )
  await Promise.all(sealers.map((w) => w.end()))
  said('people')
  // started anew: they carry the people now
  const makers = crew()
  await owner.query(
    `insert into search_periods select $1, p, $2::timestamptz + make_interval(secs => p * $3::float8), $2::timestamptz + make_interval(secs => (p + 1) * $3::float8 - 1), $4::int
     from generate_series(0, $5::int) p`,
    [j, from, (periodSize * 365 * 86_400) / yearly, periodSize, Math.floor((cases - 1) / periodSize)],
  )
  await growLog(owner, signer, makers, cases, from)
  await Promise.all(makers.map((w) => w.end()))
  said('requests, events, log')
  await rebuild(ownerUrl, indexes)
  said('indexes')
  await owner.query('set session_replication_role = origin')
  await owner.query('vacuum (analyze, freeze) cases')
  await owner.query('analyze')
  await owner.query('checkpoint')
  await owner.end()
  said('statistics')
  return place
}

/** Says how long each part took. */
function stopwatch(tell: (line: string) => void) {
  let from = performance.now()
  return (what: string) => {
    tell(`${what}: ${((performance.now() - from) / 1000).toFixed(1)} s`)
    from = performance.now()
  }
}

/** One worker, which does one thing at a time. */
function hire(setting: Setting) {
  const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: setting })
  const failed = once(worker, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => {})
  return {
    ask(order: Order): Promise<unknown> {
      const answer = once(worker, 'message').then(([made]) => made)
      worker.postMessage(order)
      return Promise.race([answer, failed])
    },
    async end() {
      const ended = once(worker, 'exit')
      worker.postMessage('end')
      await ended
    },
  }
}
type Hired = ReturnType<typeof hire>

/** Gives each order to whoever is free; `each` hears the answers one by one, in the order of the orders. */
async function shareOut(
  workers: Hired[],
  orders: readonly Order[],
  each: (answer: unknown, n: number) => Promise<void> | void,
) {
  const waiting = new Map<number, unknown>()
  let next = 0
  let done = 0
  let taking = Promise.resolve()
  await Promise.all(
    workers.map(async (worker) => {
      for (let n = next++; n < orders.length; n = next++) {
        const order = orders[n]
        if (!order) break
        waiting.set(n, await worker.ask(order))
        taking = taking.then(async () => {
          for (; waiting.has(done); done++) {
            await each(waiting.get(done), done)
            waiting.delete(done)
          }
        })
      }
    }),
  )
  await taking
}

/** The requests in order of time, and every event of them as a leaf under signed heads. */
async function growLog(owner: pg.Client, signer: Signer, workers: Hired[], cases: number, from: Date) {
  const log = await beginLog(owner, signer, from)
  const rows = noRows(logColumns)
  const orders = Array.from(
    { length: Math.ceil(cases / stretch) },
    (_, i): Order => ({ what: 'cases', first: i * stretch, many: Math.min(stretch, cases - i * stretch) }),
  )
  await shareOut(workers, orders, async (answer, n) => {
    const { leaves, ids, counts } = answer as Made
    const bytes = Buffer.from(leaves.buffer, leaves.byteOffset, leaves.byteLength)
    let at = 0
    for (const [i, id] of ids.entries())
      for (let seq = 1; seq <= (counts[i] ?? 0); seq++, at += 32)
        log.add(rows, Buffer.from(bytes.subarray(at, at + 32)), id, seq)
    log.sign(rows, new Date(from.getTime() + n * 60_000))
    await copyRows(owner, logColumns, rows)
  })
  // the job that keeps the index of words has nothing to walk through
  await owner.query('insert into search_state (jurisdiction_id, leaf, walking) values ($1, $2, false)', [j, log.size()])
}

type Index = { name: string; definition: string }
/** Twenty indexes kept up row by row cost more than all rows: they are made again at the end. */
async function dropIndexes(owner: pg.Client): Promise<Index[]> {
  const { rows } = await owner.query<Index>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid in ('cases'::regclass, 'residents'::regclass, 'case_search'::regclass) and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
  )
  for (const { name } of rows) await owner.query(`drop index ${name}`)
  return rows
}
async function rebuild(ownerUrl: string, indexes: readonly Index[]) {
  const left = [...indexes]
  await Promise.all(
    [1, 2].map(async () => {
      const client = new pg.Client(ownerUrl)
      await client.connect()
      await client.query(`set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 0`)
      for (let index = left.shift(); index; index = left.shift()) await client.query(index.definition)
      await client.end()
    }),
  )
}

/** Intake over HTTP to durable commit, as a fraction of what pgbench does with the same rows on the same server (docs/bench.md). */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import pg from 'pg'
import { quantile } from '../quantile.ts'
import { has } from '../tools.ts'
import { type Driven, drive } from './drive.ts'
import { pgbench } from './pgbench.ts'
import { type Serving, withServer } from './serving.ts'
import { verify } from './verify.ts'

const round2 = (n: number) => Math.round(n * 100) / 100
const ms = (microseconds: number) => round2(microseconds / 1000)

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '3' },
      generator: { type: 'string' },
      table: { type: 'string', default: '1000000' },
      burst: { type: 'string', default: '2000' },
    },
  })
  const [seconds, rounds, connections] = [Number(values.seconds), Number(values.rounds), 16]
  if (!has('pgbench', 'postgresql-15'))
    throw new Error(
      'pgbench is missing: on Debian apt-get install postgresql-15, else the PostgreSQL client programs; then put it in PATH',
    )
  const generator = values.generator !== 'node' && has('wrk', 'wrk') ? 'wrk' : 'node'
  if (generator === 'node')
    console.log('Without wrk a generator of our own drives; it takes a larger share of the machine.')

  const measure = (cases: number) =>
    withServer(cases, async (serving) => {
      const owner = new pg.Client(serving.ownerUrl)
      await owner.connect()
      // the server stops before we hang up when a measurement fails: the failure is what is to be read
      owner.on('error', () => {})
      try {
        return await rates(owner, serving, { seconds, rounds, connections, generator })
      } finally {
        await owner.end()
      }
    })
  const empty = await measure(0)
  const alone = await withServer(0, (serving) => drive(generator, serving, { connections: 1, seconds, round: 1 }))
  const table = Number(values.table)
  const full = table ? await measure(table) : undefined
  const burst = await withServer(0, (serving) => atOnce(serving, Number(values.burst)))
  return {
    ...empty,
    aloneP50: ms(alone.p50),
    ...(full && { table, onTable: full, ratioTable: round2(full.reqPerSecond / empty.reqPerSecond) }),
    burst,
    connections,
    seconds,
    rounds,
    generator,
  }
}

/** Everybody in the same instant; what was acknowledged is looked for afterwards. */
async function atOnce({ url, villageId, ownerUrl }: Serving, many: number) {
  const script = join(import.meta.dirname, 'burst.ts')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, `${url}/api/v1/requests`, villageId, String(many)],
    { maxBuffer: 1 << 28 },
  )
  const { numbers, ...told } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { numbers: string[] }
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    await verify(owner, numbers)
    const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from cases`)
    if (numbers.length !== many || rows[0]?.n !== many)
      throw new Error(`${many} came, ${numbers.length} were taken in, ${rows[0]?.n} are there`)
  } finally {
    await owner.end()
  }
  return { many, lost: 0, doubled: 0, ...told }
}

type Plan = { seconds: number; rounds: number; connections: number; generator: 'wrk' | 'node' }
async function rates(owner: pg.Client, serving: Serving, { seconds, rounds, connections, generator }: Plan) {
  const { rows } = await owner.query<{ fsync: string; durable: string }>(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as durable`,
  )
  if (rows[0]?.fsync !== 'on' || rows[0].durable !== 'on')
    throw new Error('the server does not wait for the disk: nothing can be said')
  /** Each measurement begins without what the one before left to be written. */
  const fresh = <T>(run: () => Promise<T>) => owner.query('checkpoint').then(run)

  const load = { connections, seconds, round: 0 }
  const warmUp = { ...load, seconds: Math.min(seconds, 3) }
  const numbers = [...(await drive(generator, serving, warmUp)).numbers]
  await pgbench('plain.sql', serving, { ...warmUp, seconds: 1 })
  await pgbench('own.sql', serving, { ...warmUp, seconds: 1 })

  const taken: (Driven & { plain: number; own: number; rate: number })[] = []
  for (let round = 1; round <= rounds; round++) {
    const plain = await fresh(() => pgbench('plain.sql', serving, { ...load, round }))
    const driven = await fresh(() => drive(generator, serving, { ...load, round }))
    const own = await fresh(() => pgbench('own.sql', serving, { ...load, round }))
    const rate = driven.numbers.length / (driven.microseconds / 1e6)
    for (const number of driven.numbers) numbers.push(number)
    taken.push({ plain, own, rate, ...driven })
    console.log(
      `round ${round}: intake ${rate.toFixed(0)}/s · pgbench plain ${plain.toFixed(0)}/s, own SQL ${own.toFixed(0)}/s · ` +
        `ratios ${(rate / plain).toFixed(2)}, ${(rate / own).toFixed(2)} · p50 ${ms(driven.p50)} ms, p99 ${ms(driven.p99)} ms · errors ${driven.errors}`,
    )
  }
  await verify(owner, numbers)
  console.log(
    `${numbers.length} requests were acknowledged; each is there once, with its event, words, person and message.`,
  )

  const mid = (of: (t: (typeof taken)[number]) => number) => quantile(taken.map(of), 0.5)
  return {
    reqPerSecond: Math.round(mid((t) => t.rate)),
    pgbenchPlain: Math.round(mid((t) => t.plain)),
    pgbenchOwnSql: Math.round(mid((t) => t.own)),
    ratioPlain: round2(mid((t) => t.rate / t.plain)),
    ratioOwnSql: round2(mid((t) => t.rate / t.own)),
    p50: ms(mid((t) => t.p50)),
    p95: ms(mid((t) => t.p95)),
    p99: ms(mid((t) => t.p99)),
    errors: taken.reduce((sum, t) => sum + t.errors, 0),
  }
}

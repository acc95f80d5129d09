/** Desks at work over a county's one year and its ten: how long each page's reading takes, how many lists a second, how much memory (docs/bench.md). */
import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { quantile } from '../quantile.ts'
import { has } from '../tools.ts'
import { type Filled, fillFolder, type Running, run } from './county.ts'
import type { Order, Report } from './people.ts'
import { signIn } from './visitors.ts'

const round = (n: number, digits = 1) => Number(n.toFixed(digits))
const kinds = ['inbox', 'list', 'case', 'overview', 'act', 'intake'] as const
type Spread = { n: number; p50: number; p95: number; p99: number }
type Measured = Record<(typeof kinds)[number], Spread> & {
  exportSeconds: number
  exportRows: number
  newestPerSecond: number
  stateVillagePerSecond: number
  /** Not asked where the words are not indexed. */
  wordPerSecond: number | null
  /** The most while desks and doors are at work; and the most of all, lists by the thousand and the export included. */
  megabytes: number
  megabytesMost: number
}

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '100000,1000000' },
      warm: { type: 'string', default: '60' },
      seconds: { type: 'string', default: '30' },
      think: { type: 'string', default: '1000' },
      doors: { type: 'string', default: '300' },
    },
  })
  if (!has('wrk', 'wrk')) throw new Error('wrk is missing: on Debian apt-get install wrk')
  const sizes = values.cases.split(',').map(Number)
  const measured: Record<string, Measured> = {}
  for (const cases of sizes) {
    const filled = await fillFolder(cases)
    try {
      measured[String(cases)] = await measure(filled, {
        warm: Number(values.warm),
        seconds: Number(values.seconds),
        deskThinks: Number(values.think),
        doorThinks: Number(values.doors),
      })
      console.log(`${cases} cases: ${JSON.stringify(measured[String(cases)])}`)
    } finally {
      filled.forget()
    }
  }
  const [small, large] = sizes.map((n) => measured[String(n)])
  const ratio =
    small && large && Object.fromEntries(kinds.map((kind) => [kind, round(large[kind].p95 / small[kind].p95, 2)]))
  return { ...measured, ...(ratio && { ratioP95: ratio }) }
}

async function measure(
  { folder, place, desks, words }: Filled,
  plan: Pick<Order, 'warm' | 'seconds' | 'deskThinks' | 'doorThinks'>,
): Promise<Measured> {
  const app = await run(folder)
  try {
    const villages = place.towns.flatMap((town) => town.villages.map((village) => village.id))
    let megabytes = 0
    const watching = setInterval(() => (megabytes = Math.max(megabytes, app.megabytes())), 500)
    const { times, failed } = await people({ url: app.url, desks, villages, ...plan })
    const atWork = Math.round(megabytes)
    if (failed.length) console.log(`refused: ${failed.map(([what, n]) => `${what} ×${n}`).join(', ')}`)
    const spread = Object.fromEntries(kinds.map((kind) => [kind, spreadOf(times[kind])])) as Record<
      (typeof kinds)[number],
      Spread
    >
    const cookie = await signIn(app.url, desks.find((d) => d.role === 'county')?.username ?? '')
    const village = place.towns[3]?.villages[7]?.id ?? ''
    const newestPerSecond = await wrk(app, '/cases?limit=50', cookie)
    const stateVillagePerSecond = await wrk(app, `/cases?limit=50&state=closed&village=${village}`, cookie)
    const wordPerSecond = !words ? null : await wrk(app, `/cases?limit=50&words=${encodeURIComponent('水渠')}`, cookie)
    const exported = await exportAll(app, cookie)
    clearInterval(watching)
    return {
      ...spread,
      newestPerSecond,
      stateVillagePerSecond,
      wordPerSecond,
      ...exported,
      megabytes: atWork,
      megabytesMost: Math.round(megabytes),
    }
  } finally {
    await app.stop()
  }
}

async function people(order: Order): Promise<Report> {
  const child = fork(join(import.meta.dirname, 'people.ts'))
  child.send(order)
  const [report] = (await once(child, 'message')) as [Report]
  return report
}

const spreadOf = (times: number[]): Spread => ({
  n: times.length,
  p50: round(quantile(times, 0.5)),
  p95: round(quantile(times, 0.95)),
  p99: round(quantile(times, 0.99)),
})

/** Sixteen connections asking the same for eight seconds. */
async function wrk(app: Running, path: string, cookie: string): Promise<number> {
  const { stdout } = await promisify(execFile)('wrk', [
    '-t1',
    '-c16',
    '-d8s',
    '-H',
    `cookie: ${cookie}`,
    `${app.url}/api/v1${path}`,
  ])
  if (/Non-2xx/.test(stdout)) throw new Error(`${path} was refused:\n${stdout}`)
  return Math.round(Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]))
}

/** One year's cases as a file. The count it names is the count of its lines. */
async function exportAll(app: Running, cookie: string) {
  const from = performance.now()
  const year = new Date(Date.now() - 364 * 86_400_000).toISOString().slice(0, 10)
  const reply = await fetch(`${app.url}/api/v1/cases/export.csv?from=${year}`, { headers: { cookie } })
  if (!reply.ok) throw new Error(`the export was refused: ${reply.status} ${await reply.text()}`)
  let lines = 0
  for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>)
    for (const byte of chunk) if (byte === 10) lines++
  return { exportSeconds: round((performance.now() - from) / 1000), exportRows: lines }
}

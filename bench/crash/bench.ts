/** SIGKILL for application and database while clients submit and staff act: what was acknowledged is there, exactly once (docs/bench.md). */
import { parseArgs } from 'node:util'
import { crash } from './run.ts'

const rounded = (list: number[], at: number) =>
  Math.round([...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * at)] ?? 0)

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: 'string', default: '20' },
      acknowledged: { type: 'string', default: '5000' },
      minutes: { type: 'string', default: '10' },
    },
  })
  const order = ['app', 'postmaster', 'app', 'backend'] as const
  const out = await crash({
    kills: Array.from({ length: Number(values.kills) }, (_, i) => order[i % order.length] ?? 'app'),
    acknowledged: Number(values.acknowledged),
    residents: 6,
    staff: 6,
    between: () => 1500 + Math.random() * 4000,
    longestMs: Number(values.minutes) * 60_000,
    tell: console.log,
  })
  const { record, messages, verified } = out
  for (const line of [
    ...out.lost.map((l) => `lost: ${l}`),
    ...out.doubled.map((d) => `doubled: ${d}`),
    ...record.faults,
  ].slice(0, 40))
    console.log(line)
  const faulty =
    out.lost.length +
    out.doubled.length +
    record.faults.length +
    messages.missing +
    (verified.fault || verified.waiting || verified.leaves !== verified.events ? 1 : 0)
  if (faulty || out.kills < Number(values.kills) || record.acknowledged < Number(values.acknowledged))
    process.exitCode = 1
  const recovery = { median: rounded(out.recoveries, 0.5), worst: rounded(out.recoveries, 1) }
  console.log(
    `kills ${out.kills} / acknowledged ${record.acknowledged} / lost ${out.lost.length} / doubled ${out.doubled.length} · ` +
      `kill → acknowledged again: median ${recovery.median} ms, worst ${recovery.worst} ms`,
  )
  return {
    kills: out.kills,
    acknowledged: record.acknowledged,
    requests: record.requests.length,
    steps: record.steps.length,
    lost: out.lost.length,
    doubled: out.doubled.length,
    faults: record.faults.length,
    recoveryMs: recovery,
    ...record.counts,
    messages: { ...messages, sentTwice: out.sentTwice },
    verified,
    appEnds: out.appEnds,
  }
}

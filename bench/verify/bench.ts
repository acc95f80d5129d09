/** `verify` over a large log: events a second, time for a million, memory (docs/bench.md). */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Verified } from '../../src/cases/verify.ts'
import { signerOf } from '../../src/kernel/signing.ts'
import { settingsOf, withHouse } from '../house.ts'
import { seed } from '../intake/seed.ts'
import { fill } from './seed.ts'

type Measured = Verified & { seconds: number; megabytes: number; nodeSeconds: number }
const round = (n: number) => Number(n.toFixed(1))

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { events: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '1' } },
  })
  return withHouse('verify', async ({ house, ownerUrl }) => {
    const owner = new pg.Client(ownerUrl)
    await owner.connect()
    const place = await seed(house)
    const began = performance.now()
    const made = await fill(
      owner,
      place,
      signerOf(house.config),
      Number(values.events),
      new Date('2020-01-01T00:00:00Z'),
    )
    await owner.end()
    const seeding = (performance.now() - began) / 1000
    console.log(`${made.events} events of ${made.cases} cases, ${made.heads} heads: made in ${seeding.toFixed(0)} s`)
    let best: Measured | undefined
    for (let n = 1; n <= Number(values.rounds); n++) {
      const one = await verifyApart({ ...settingsOf(house.config.LIANXIN_DATA), DATABASE_URL: ownerUrl })
      if (one.fault ?? one.logFault)
        throw new Error(`verify found a fault: ${JSON.stringify(one.fault ?? one.logFault)}`)
      if (one.events !== made.events || one.leaves !== made.events)
        throw new Error(`verify saw ${one.events} events and ${one.leaves} leaves, not ${made.events}`)
      console.log(
        `round ${n}: ${one.events} events, ${one.texts} words, ${one.leaves} leaves, ${one.heads} heads in ${one.seconds.toFixed(1)} s · ` +
          `${Math.round(one.events / one.seconds)} events/s · Node busy ${one.nodeSeconds.toFixed(1)} s · ${one.megabytes} MB`,
      )
      if (!best || one.seconds < best.seconds) best = one
    }
    const { events, seconds, megabytes, nodeSeconds } = best as Measured
    return {
      events,
      seconds: round(seconds),
      eventsPerSecond: Math.round(events / seconds),
      secondsForAMillion: round((seconds / events) * 1e6),
      nodeSeconds: round(nodeSeconds),
      megabytes,
      seedSeconds: round(seeding),
    }
  })
}

/** In a process of its own, so that its memory is its own. */
async function verifyApart(env: NodeJS.ProcessEnv): Promise<Measured> {
  const child = fork(join(import.meta.dirname, 'verifying.ts'), { env, execArgv: process.execArgv })
  const [measured] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`verifying ended with ${code}`))),
  ])) as [Measured]
  return measured
}

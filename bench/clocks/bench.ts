/** The sweep of clocks over a million open cases: how long one takes, by which index, and how many cases a second move up (docs/bench.md). */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { inOrderOfTheIndex, sweepClocks } from '../../src/cases/sweep-clocks.ts'
import type { Open } from '../../src/house.ts'
import { withHouse } from '../house.ts'
import { seed } from '../intake/seed.ts'
import { quantile } from '../quantile.ts'
import { fill } from './fill.ts'

const round = (n: number) => Number(n.toFixed(1))
/** About what falls due in a minute when a million cases run for two weeks, each with three reminders: 150. */
const dueEach = 150

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '1000000' },
      sweeps: { type: 'string', default: '60' },
      late: { type: 'string', default: '20000' },
    },
  })
  const [cases, sweeps, late] = [values.cases, values.sweeps, values.late].map(Number) as [number, number, number]
  const start = new Date('2026-11-23T09:00:00+08:00')
  let now = start
  const measure = async ({ house, ownerUrl }: Open) => {
    const owner = new pg.Client(ownerUrl)
    try {
      await owner.connect()
      const place = await seed(house)
      const began = performance.now()
      await fill(owner, place, { cases, sweeps, dueEach, late, start })
      console.log(`${cases} open cases made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
      const timed = async () => {
        const from = performance.now()
        const woken = await sweepClocks(house, place.jurisdictionId)
        return { ms: performance.now() - from, woken }
      }
      const idle: number[] = []
      for (let n = 0; n < sweeps; n++) idle.push((await timed()).ms)
      const busy: number[] = []
      let woken = 0
      for (let n = 1; n <= sweeps; n++) {
        now = new Date(start.getTime() + n * 60_000)
        const one = await timed()
        busy.push(one.ms)
        woken += one.woken
      }
      if (woken !== sweeps * dueEach) throw new Error(`${woken} cases were woken, not ${sweeps * dueEach}`)
      now = new Date(start.getTime() + 20 * 24 * 3_600_000)
      const from = performance.now()
      let moved = 0
      for (let n = -1; moved < late && n !== 0; moved += n) n = (await timed()).woken
      const seconds = (performance.now() - from) / 1000
      const plan = await planOf(owner, place.jurisdictionId, now)
      if (!/Index Scan using cases_wake/.test(plan)) throw new Error(`the sweep does not go by its index:\n${plan}`)
      return {
        cases,
        idleP95: round(quantile(idle, 0.95)),
        sweepP50: round(quantile(busy, 0.5)),
        sweepP95: round(quantile(busy, 0.95)),
        wokenEach: dueEach,
        moved,
        movedPerSecond: Math.round(moved / seconds),
      }
    } finally {
      await owner.end()
    }
  }
  return withHouse('clocks', measure, () => now)
}

/** How PostgreSQL finds what is due, as the application's role in the sweep's own scope. */
async function planOf(owner: pg.Client, jurisdictionId: number, when: Date): Promise<string> {
  await owner.query('begin')
  await owner.query(
    `set local role lianxin_app; set local app.jurisdiction = '${jurisdictionId}'; set local app.job = 'clocks'; ${inOrderOfTheIndex}`,
  )
  const { rows } = await owner.query(
    `explain select id from cases where jurisdiction_id = ${jurisdictionId} and wake_at <= '${when.toISOString()}' order by wake_at, id limit 500 for update skip locked`,
  )
  await owner.query('rollback')
  return rows.map((r) => r['QUERY PLAN']).join('\n')
}

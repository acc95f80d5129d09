/** A process that sweeps clocks until nothing is due, for tests that run several at once or kill one. Prints how many cases it woke. */

import { sweepClocks } from '../../src/cases/sweep-clocks.ts'
import { openTestHouse } from '../builders.ts'

const [ownerUrl, at, most] = process.argv.slice(2) as [string, string, string]
const { house, close } = openTestHouse({ ownerUrl } as never, {}, new Date(at))
let woken = 0
for (let empty = 0; empty < 2; ) {
  const n = await sweepClocks(house, 1, Number(most))
  woken += n
  empty = n === 0 ? empty + 1 : 0
  process.stdout.write(`${n}\n`)
}
await close()
process.stdout.write(`all ${woken}\n`)

/** The system under test, a process of its own: opens the house on the database there is and verifies it, as `npm run lianxin -- verify` does. */
import { verifyLog } from '../../src/cases/verify.ts'
import { openHouse } from '../../src/house.ts'
import { readConfig } from '../../src/kernel/config.ts'

const open = await openHouse(readConfig(process.env))
const began = performance.now()
const cpu = process.cpuUsage()
const done = await verifyLog(open.house, 1)
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(cpu)
// kilobytes on Linux
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
process.send?.({ ...done, seconds, megabytes, nodeSeconds: (user + system) / 1e6 })
await open.close()
process.disconnect?.()

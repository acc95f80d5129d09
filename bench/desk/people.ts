/** The fifty desks and sixteen doors, in a process of their own: what they cost is not the application's. Told what to do by its parent. */

import type { Desk } from './accounts.ts'
import { type Going, handIn, noTimes, signIn, sit, type Times } from './visitors.ts'

export type Order = {
  url: string
  desks: Desk[]
  villages: string[]
  /** Before anything is noted: what a process and a disk do for the first time is not what anybody waits for all day. */
  warm: number
  seconds: number
  deskThinks: number
  doorThinks: number
}
export type Report = { times: Times; failed: [string, number][] }

process.once('message', async (order: Order) => {
  const cookies: string[] = []
  for (const { username } of order.desks) cookies.push(await signIn(order.url, username))
  const warm: Going = {
    url: order.url,
    until: performance.now() + order.warm * 1000,
    times: noTimes(),
    failed: new Map(),
  }
  const all = (going: Going) =>
    Promise.all([
      ...order.desks.map((desk, n) => sit(going, desk, cookies[n] ?? '', order.deskThinks)),
      ...Array.from({ length: 16 }, (_, door) => handIn(going, order.villages, door, order.doorThinks)),
    ])
  await all(warm)
  const going: Going = {
    url: order.url,
    until: performance.now() + order.seconds * 1000,
    times: noTimes(),
    failed: new Map(),
  }
  await all(going)
  process.send?.({ times: going.times, failed: [...going.failed] } satisfies Report, () => process.exit(0))
})

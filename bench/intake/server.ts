/** The system under test, a process of its own: an empty house with one small jurisdiction, served as `npm start` serves it. */
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { openHouse } from '../../src/house.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { createApp } from '../../src/server.ts'
import { jurisdictionId } from '../county/place.ts'
import { fillHouse } from '../house.ts'
import { type Place, seed } from './seed.ts'

const open = await openHouse(readConfig(process.env))
const cases = Number(process.env['BENCH_CASES'] ?? 0)
const place = cases ? await large() : await seed(open.house)

/** A county's years lie there already: the first village of it is asked. */
async function large(): Promise<Place> {
  const { towns } = await fillHouse(open, { cases })
  const village = towns[0]?.villages[0]
  if (!village) throw new Error('the county is empty')
  return { jurisdictionId, villageId: village.id, chain: village.chain, secretaryId: village.secretary }
}
const { app } = createApp(open.house, open.auth, { demo: null, ready: async () => true })
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
await once(server, 'listening')
const address = server.address()
if (typeof address !== 'object' || !address) throw new Error('the server has no port')
process.send?.({ url: `http://127.0.0.1:${address.port}`, ownerUrl: open.ownerUrl, ...place })

// the benchmark says when; should it be gone, there is nobody left to serve
process.once('disconnect', async () => {
  server.close()
  await open.close()
  process.exit(0)
})

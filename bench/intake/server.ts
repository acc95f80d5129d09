/** The system under test, a process of its own: an empty house with one small jurisdiction, served as `npm start` serves it. */
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { openHouse } from '../../src/house.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { createApp } from '../../src/server.ts'
import { seed } from './seed.ts'

const open = await openHouse(readConfig(process.env))
const place = await seed(open.house)
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

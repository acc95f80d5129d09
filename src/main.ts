/** Starts everything: `npm start`. */
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { sweepClocks } from './cases/sweep-clocks.ts'
import { demoSignIns, hasJurisdiction, loadDemo } from './demo/load.ts'
import { openHouse } from './house.ts'
import { startJobs } from './interop/jobs.ts'
import { jurisdictionIds } from './interop/outbox.ts'
import { drawsChinese } from './kernel/blobs/watermark.ts'
import { readConfig } from './kernel/config.ts'
import { buildConsole } from './kernel/console-build.ts'
import { createApp } from './server.ts'

const config = readConfig(process.env)
// residents' pages and the API do not wait for the desk
await buildConsole().catch((error: Error) => console.error(`The desk could not be built: ${error.message}`))
const open = await openHouse(config)
const { house, auth } = open
const demo = config.LIANXIN_DEMO
if (demo && !(await hasJurisdiction(house))) {
  console.log('Loading the demo jurisdiction (once) …')
  await loadDemo(house, auth)
  // what the stories left lying is dealt with before anybody looks
  for (const id of await jurisdictionIds(house)) while ((await sweepClocks(house, id)) > 0);
}
if (!(await drawsChinese()))
  house.log.warn(
    'no font with Chinese characters here: watermarks on photos name the sign-in name instead. Install one (Debian: fonts-noto-cjk) and start again',
  )
const jobs = await startJobs(house, open.ownerUrl)
open.waker.nudge = jobs.nudge

let draining = false
const { app, live } = createApp(house, auth, {
  demo: demo ? await demoSignIns(house) : null,
  ready: async () =>
    !draining &&
    (await house.db.pool.query('select 1').then(
      () => true,
      () => false,
    )),
})
await live.connect(open.ownerUrl)
const server = serve({ fetch: app.fetch, port: config.PORT, hostname: config.HOST })
server.on('error', (error) => {
  console.error(`Cannot listen on port ${config.PORT}: ${(error as Error).message}. Set PORT to a free one.`)
  void stop(1)
})
await once(server, 'listening')
const address = server.address()
const port = typeof address === 'object' && address ? address.port : config.PORT
const url = config.LIANXIN_URL ?? `http://localhost:${port}`
console.log(`\nLianxin is ready.\n  Residents  ${url}/\n  Desk       ${url}/desk/\n  API        ${url}/api/docs`)
if (demo) {
  const list = await demoSignIns(house)
  if (list.length) console.log(`\nDemo sign-ins (password ${list[0]?.password}):`)
  for (const s of list) console.log(`  ${s.username.padEnd(22)} ${s.role} · ${s.org} · ${s.name}`)
}

let stopping = false
/** Drains: no new requests, what is under way ends, then the jobs, then the database. */
async function stop(code: number) {
  if (stopping) return
  stopping = true
  draining = true
  const closed = new Promise<void>((done) => server.close(() => done()))
  await live.close()
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  const patience = new Promise<void>((done) => setTimeout(done, 10_000).unref())
  await Promise.race([closed, patience])
  await jobs.stop().catch(() => undefined)
  await open.close().catch((error) => house.log.error({ err: error }, 'closing'))
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop(0))
void open.embedded?.exited.then((code) => {
  if (stopping) return
  house.log.fatal({ code }, 'the embedded database ended')
  process.exit(1)
})

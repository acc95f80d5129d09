/** Every route of the API, from its OpenAPI file, as everybody, with input nobody should send: no 500, no leak, no change on refusal. */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declareRoutes } from '../src/interop/declared.ts'
import { type OpenApi, openapi } from '../src/interop/openapi.ts'
import { testDatabase } from './database.ts'
import { openExplorer } from './fuzz/explore.ts'
import { type Ledger, openLedger } from './fuzz/ledger.ts'
import { aPhoto, openWorld, type World } from './fuzz/places.ts'
import { type Route, routesOf } from './fuzz/request.ts'
import { openTally } from './fuzz/tally.ts'
import { usePhoto } from './fuzz/upload.ts'
import { aServer } from './server.ts'

const seed = Number(process.env['LIANXIN_FUZZ_SEED'] ?? 20261123)
const times = Number(process.env['LIANXIN_FUZZ_TIMES'] ?? 1)
const callsPerRoute = 18

const db = testDatabase()
const server = aServer(db, { LIANXIN_INTAKE_PER_MINUTE: '1000000', LIANXIN_PROXIES: '1' })
const api = JSON.parse(readFileSync(new URL('../docs/openapi.json', import.meta.url), 'utf8')) as OpenApi
const tally = openTally()
let world: World
let ledger: Ledger
let explore: Awaited<ReturnType<typeof openExplorer>>

beforeAll(async () => {
  const owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  world = await openWorld(server, owner)
  ledger = await openLedger(owner)
  usePhoto(await aPhoto())
  explore = await openExplorer({
    world,
    api,
    declared: declareRoutes(),
    ledger,
    tally,
    seed,
    times: callsPerRoute * times,
  })
}, 60_000)
afterAll(async () => {
  console.log(`fuzz ${JSON.stringify({ seed, ...tally.figures() })}`)
  await world?.owner.end()
})

test('the API’s file describes the routes that are mounted', () => {
  expect(api, 'docs/openapi.json is not what the routes declare: npm run gen').toEqual(
    JSON.parse(JSON.stringify(openapi(server.declared))),
  )
})

/** Uploads first: steps use what was uploaded. */
const inOrder = (routes: Route[]) => [...routes].sort((a, b) => Number(isUpload(b)) - Number(isUpload(a)))
const isUpload = ({ operation }: Route) => 'multipart/form-data' in (operation.requestBody?.content ?? {})

describe.each(inOrder(routesOf(api)).map((r) => [r.id, r] as const))('%s', (_id, route) => {
  test(
    'whatever is sent: no 500, nothing foreign, no change on refusal, the reply as declared',
    async () => {
      const before = tally.faults.length
      await explore(route)
      const found = tally.faults.slice(before).map((f) => `${f.kind}: ${f.line}`)
      expect(found, `seed ${seed}`).toEqual([])
    },
    30_000 * times,
  )
})

test('no object of the language was changed by what was sent', () => {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

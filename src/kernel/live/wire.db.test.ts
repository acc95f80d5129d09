import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Signals } from './payload.ts'
import { openWire, type Wire } from './wire.ts'

const db = testDatabase()
let owner: pg.Client
const open: Wire[] = []
beforeAll(async () => {
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  for (const wire of open) await wire.close()
  await owner?.end()
})

async function aWire(url = db.ownerUrl) {
  const heard: Signals[] = []
  const failed: string[] = []
  let back = 0
  const wire = await openWire(url, {
    heard: (s) => heard.push(s),
    back: () => back++,
    failed: (e) => failed.push(e.message),
  })
  open.push(wire)
  return { wire, heard, failed, back: () => back }
}
const signals = (caseId: string): Signals => ({
  changes: [{ jurisdictionId: 1, caseId, version: 1, seenBy: ['a'], hiddenFrom: [], by: null }],
  presences: [],
})

test('what one process says, every process hears, itself too', async () => {
  const [one, two] = [await aWire(), await aWire()]
  expect(await one.wire.send(signals('first'))).toBe(true)
  for (const { heard } of [one, two]) await expect.poll(() => heard).toEqual([signals('first')])
})

test('nonsense on the line is noted and forgotten', async () => {
  const one = await aWire()
  await owner.query(`select pg_notify('lianxin_live', 'nonsense')`)
  await expect.poll(() => one.failed).toHaveLength(1)
  expect(await one.wire.send(signals('after'))).toBe(true)
  await expect.poll(() => one.heard).toEqual([signals('after')])
})

test('cut, it says so when asked to send, and comes back by itself', async () => {
  const one = await aWire()
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lianxin-live' and datname = current_database()`,
  )
  await expect.poll(() => one.failed.length).toBeGreaterThan(0)
  expect(await one.wire.send(signals('lost'))).toBe(false)
  await expect.poll(one.back, { timeout: 5_000 }).toBe(1)
  expect(await one.wire.send(signals('again'))).toBe(true)
  await expect.poll(() => one.heard).toEqual([signals('again')])
})

test('a process whose line cannot be opened starts all the same', async () => {
  const nowhere = new URL(db.ownerUrl)
  nowhere.pathname = '/there_is_no_such_database'
  const one = await aWire(nowhere.toString())
  expect(one.failed).toHaveLength(1)
  expect(await one.wire.send(signals('nobody'))).toBe(false)
})

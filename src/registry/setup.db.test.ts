// A county installs on Monday: a file with its orgs and members, and everybody can sign in.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { testDatabase } from '../../test/database.ts'
import { openHouse } from '../house.ts'
import { readConfig } from '../kernel/config.ts'
import { createApp } from '../server.ts'
import { setUp } from './setup.ts'
import { County } from './setup-model.ts'

const db = testDatabase()
let open: Awaited<ReturnType<typeof openHouse>>
const { households: _, ...file } = parse(
  readFileSync(new URL('../../demo/county.yaml', import.meta.url), 'utf8'),
) as Record<string, unknown>
const county = County.parse({ ...file, members: (file['members'] as unknown[]).slice(0, 3) })

beforeAll(async () => {
  open = await openHouse(
    readConfig({
      DATABASE_URL: db.ownerUrl,
      LIANXIN_DATA: mkdtempSync(join(tmpdir(), 'lianxin-setup-')),
      LIANXIN_LOG: 'silent',
    }),
  )
})
afterAll(() => open?.close())

test('a jurisdiction set up from its file lets its members sign in with their first passwords', async () => {
  const { passwords } = await setUp(open.house, open.auth, county)
  expect(new Set(passwords.values()).size).toBe(3)
  const { app } = createApp(open.house, open.auth, { demo: null, ready: async () => true })
  const response = await app.request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'county-dir', password: passwords.get('county-dir') }),
  })
  expect(await response.json()).toEqual({ status: 'signed-in' })
})

test('setting the same jurisdiction up twice is refused', async () => {
  await expect(setUp(open.house, open.auth, county)).rejects.toMatchObject({ code: 'jurisdiction.exists' })
})

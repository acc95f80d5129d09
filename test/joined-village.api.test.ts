/** A village that was joined to another: cards, bookmarks and cookies still carry its old name, and lead to the new one. */
import { expect, test } from 'vitest'
import { changeUnits, previewUnits } from '../src/cases/units/change.ts'
import { aCounty } from './builders.ts'
import { testDatabase } from './database.ts'
import { aServer } from './server.ts'

const server = aServer(testDatabase())

test('its page leads to its successor’s, and it is chosen nowhere any more', async () => {
  const county = await aCounty(server.house)
  const admin = county.as('county-admin')
  const what = { kind: 'join', orgId: county.org('a1'), targetId: county.org('b1') } as const
  const { token } = await previewUnits(server.house, admin, what)
  await changeUnits(server.house, admin, { ...what, token })
  const get = (path: string) => server.app.request(`http://localhost${path}`, { headers: { host: 'localhost' } })
  const old = await get('/v/a1')
  expect([old.status, old.headers.get('location')]).toEqual([303, '/v/b1'])
  expect((await get('/v/b1')).status).toBe(200)
  const home = await (await get('/')).text()
  expect(home).toContain('/v/b1"')
  expect(home).not.toContain('/v/a1"')
})

/** Every route of the API as declared, without a running house: what the API page, the client's types and the tables are made from. */
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import type { Auth } from '../access/auth.ts'
import type { House } from '../access/command.ts'
import { apiRouter } from '../access/routes.ts'
import type { Declared } from '../kernel/http/route.ts'
import { loadProgramme } from '../programme/load.ts'
import type { Permission } from '../programme/vocabulary.ts'
import { mountRoutes } from './routes.ts'

const refuse = () => Promise.reject(new Error('these routes are for reading, not for calling'))

/** The declarations alone. Mounting reads nothing of the house but its scheme; calling such a route is refused. */
export function declareRoutes(): readonly Declared<Permission>[] {
  const scheme = loadProgramme(fileURLToPath(new URL('../../programmes/mechanism.yaml', import.meta.url)))
  const house = { scheme } as unknown as House
  const auth = { auth: { api: {} } } as unknown as Auth
  const routes = apiRouter(new Hono(), refuse)
  mountRoutes(routes, house, auth, undefined as never, { jurisdiction: refuse, demo: refuse }, undefined as never)
  return routes.declared
}

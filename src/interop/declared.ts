/** Every route of the API as declared, without a running house: what the API page, the client's types and the tables are made from. */
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { accountRoutes } from '../access/accounts-api.ts'
import { sessionRoutes } from '../access/api.ts'
import { auditRoutes } from '../access/audit-api.ts'
import type { Auth } from '../access/auth.ts'
import type { House } from '../access/command.ts'
import { ownAccountRoutes } from '../access/own-account.ts'
import { apiRouter } from '../access/routes.ts'
import { figureRoutes } from '../assessment/api.ts'
import { caseRoutes } from '../cases/api.ts'
import { fileRoutes } from '../cases/files.ts'
import { holidayRoutes } from '../cases/holidays-api.ts'
import { noticeRoutes } from '../cases/notices-api.ts'
import { petitionRoutes } from '../cases/petition/api.ts'
import { publicLogRoutes } from '../cases/public-log/api.ts'
import { readRoutes } from '../cases/reads/api.ts'
import type { Declared } from '../kernel/http/route.ts'
import { loadProgramme } from '../programme/load.ts'
import type { Permission } from '../programme/vocabulary.ts'
import { registryRoutes } from '../registry/api.ts'
import { outboxRoutes } from './api.ts'

const refuse = () => Promise.reject(new Error('these routes are for reading, not for calling'))

/** The declarations alone. Mounting reads nothing of the house but its scheme; calling such a route is refused. */
export function declareRoutes(): readonly Declared<Permission>[] {
  const scheme = loadProgramme(fileURLToPath(new URL('../../programmes/mechanism.yaml', import.meta.url)))
  const house = { scheme } as unknown as House
  const auth = { auth: { api: {} } } as unknown as Auth
  const routes = apiRouter(new Hono(), refuse)
  sessionRoutes(routes, house, auth, undefined as never, { jurisdiction: refuse, demo: refuse })
  ownAccountRoutes(routes, house, auth, undefined as never)
  accountRoutes(routes, house, undefined as never)
  auditRoutes(routes, house)
  registryRoutes(routes, house)
  caseRoutes(routes, house)
  readRoutes(routes, house)
  figureRoutes(routes, house)
  fileRoutes(routes, house)
  holidayRoutes(routes, house)
  noticeRoutes(routes, house)
  publicLogRoutes(routes, house)
  petitionRoutes(routes, house)
  outboxRoutes(routes, house)
  return routes.declared
}

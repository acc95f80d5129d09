/** Every route of the API, mounted in one place: what is served is what is declared. */
import { accountRoutes } from '../access/accounts-api.ts'
import { sessionRoutes } from '../access/api.ts'
import { auditRoutes } from '../access/audit-api.ts'
import type { Auth } from '../access/auth.ts'
import type { House } from '../access/command.ts'
import { ownAccountRoutes } from '../access/own-account.ts'
import type { Routes } from '../access/routes.ts'
import { seeAsRoutes } from '../access/see-as-api.ts'
import type { Sessions } from '../access/session.ts'
import { figureRoutes } from '../assessment/api.ts'
import { caseRoutes } from '../cases/api.ts'
import { fileRoutes } from '../cases/files.ts'
import { handOverRoutes } from '../cases/hand-over-api.ts'
import { holidayRoutes } from '../cases/holidays-api.ts'
import { listRoutes } from '../cases/list-api.ts'
import { noticeRoutes } from '../cases/notices-api.ts'
import { petitionRoutes } from '../cases/petition/api.ts'
import { publicLogRoutes } from '../cases/public-log/api.ts'
import { readRoutes } from '../cases/reads/api.ts'
import { seenRoutes } from '../cases/seen.ts'
import { templateRoutes } from '../cases/templates/api.ts'
import { unitRoutes } from '../cases/units/api.ts'
import { dutyRoutes } from '../duties/api.ts'
import { searchRoutes } from '../insight/api.ts'
import { tieRoutes } from '../liaison/api.ts'
import { cardRoutes } from '../liaison/cards-api.ts'
import { recordRoutes } from '../records/api.ts'
import { absenceRoutes } from '../registry/absences-api.ts'
import { registryRoutes } from '../registry/api.ts'
import { boundaryRoutes } from '../registry/boundaries-api.ts'
import { importRoutes } from '../registry/import/api.ts'
import { placeRoutes } from '../registry/places-api.ts'
import { staffRoutes } from '../registry/staff-api.ts'
import { schemeRoutes } from '../schemes/api.ts'
import { outboxRoutes } from './api.ts'
import { liveRoutes } from './live/api.ts'
import type { Live } from './live/live.ts'

export function mountRoutes(
  routes: Routes,
  house: House,
  auth: Auth,
  sessions: Sessions,
  about: Parameters<typeof sessionRoutes>[4],
  live: Live,
) {
  sessionRoutes(routes, house, auth, sessions, about)
  ownAccountRoutes(routes, house, auth, sessions)
  accountRoutes(routes, house, sessions)
  auditRoutes(routes, house)
  seeAsRoutes(routes, house, sessions)
  registryRoutes(routes, house)
  schemeRoutes(routes, house)
  staffRoutes(routes, house, auth)
  unitRoutes(routes, house)
  importRoutes(routes, house, auth)
  boundaryRoutes(routes, house)
  absenceRoutes(routes, house)
  placeRoutes(routes, house)
  tieRoutes(routes, house)
  cardRoutes(routes, house, about.jurisdiction)
  // before the cases: an address like /cases/export.csv names no case
  listRoutes(routes, house)
  caseRoutes(routes, house)
  handOverRoutes(routes, house)
  templateRoutes(routes, house)
  readRoutes(routes, house)
  figureRoutes(routes, house)
  fileRoutes(routes, house)
  holidayRoutes(routes, house)
  noticeRoutes(routes, house)
  publicLogRoutes(routes, house)
  petitionRoutes(routes, house)
  searchRoutes(routes, house)
  recordRoutes(routes, house)
  outboxRoutes(routes, house)
  seenRoutes(routes, house)
  dutyRoutes(routes, house)
  liveRoutes(routes, house, sessions, live)
}

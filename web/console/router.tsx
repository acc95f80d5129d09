/** Every address of the desk. Pages are loaded when they are opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Problem } from './api.ts'
import { readFilter } from './cases/filter.ts'
import { readWaits } from './inbox/groups.ts'
import { readAccountSearch, readAuditSearch } from './officers/search.ts'
import { drop } from './parts/drop.ts'
import { ErrorInPage, ErrorPage } from './parts/ErrorPage.tsx'
import { Loading } from './parts/Loading.tsx'
import { NotFoundPage } from './parts/NotFoundPage.tsx'
import { meQuery, queryClient } from './queries.ts'
import { readRecordFilter } from './records/filter.ts'
import { Shell } from './shell/Shell.tsx'

const text = (value: unknown) => (value === undefined || value === null || value === '' ? undefined : String(value))

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: ErrorPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (s: Record<string, unknown>) => drop({ next: text(s.next) }),
  component: lazyRouteComponent(() => import('./sign-in/SignInPage.tsx'), 'SignInPage'),
})

/** Everything behind the sign-in, inside the rail. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: Shell,
  errorComponent: ErrorPage,
  beforeLoad: async ({ location }) => {
    try {
      const { due } = await queryClient.ensureQueryData(meQuery)
      // nothing else would open: the settings say what is to be put in order
      if (due && location.pathname !== '/settings') throw redirect({ to: '/settings', replace: true })
    } catch (error) {
      if (error instanceof Problem && error.status === 401)
        throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
      throw error
    }
  },
})

/** Where a day begins, by what one may do. */
const firstOf = [
  ['case.read', '/inbox'],
  ['work.write', '/records'],
  ['outbox.read', '/outbox'],
  ['security.manage', '/accounts'],
  ['audit.read', '/audit'],
] as const
const start = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: async () => {
    const { may } = await queryClient.ensureQueryData(meQuery)
    throw redirect({
      to: firstOf.find(([permission]) => may.includes(permission))?.[1] ?? '/settings',
      replace: true,
    })
  },
})
const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  validateSearch: (s: Record<string, unknown>) => drop({ case: text(s.case), waits: readWaits(s.waits) }),
  component: lazyRouteComponent(() => import('./inbox/InboxPage.tsx'), 'InboxPage'),
})
const triage = createRoute({
  getParentRoute: () => desk,
  path: '/triage',
  validateSearch: (s: Record<string, unknown>) => drop({ case: text(s.case) }),
  component: lazyRouteComponent(() => import('./triage/TriagePage.tsx'), 'TriagePage'),
})
const cases = createRoute({
  getParentRoute: () => desk,
  path: '/cases',
  validateSearch: readFilter,
  component: lazyRouteComponent(() => import('./cases/CaseListPage.tsx'), 'CaseListPage'),
})
const oneCase = createRoute({
  getParentRoute: () => desk,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./cases/OneCasePage.tsx'), 'OneCasePage'),
})
const calls = createRoute({
  getParentRoute: () => desk,
  path: '/calls',
  component: lazyRouteComponent(() => import('./calls/CallsPage.tsx'), 'CallsPage'),
})
const register = createRoute({
  getParentRoute: () => desk,
  path: '/register',
  validateSearch: (s: Record<string, unknown>) => drop({ record: text(s.record), promise: text(s.promise) }),
  component: lazyRouteComponent(() => import('./register/RegisterPage.tsx'), 'RegisterPage'),
})
const handbook = createRoute({
  getParentRoute: () => desk,
  path: '/handbook',
  component: lazyRouteComponent(() => import('./handbook/HandbookPage.tsx'), 'HandbookPage'),
})
const weekly = createRoute({
  getParentRoute: () => desk,
  path: '/weekly',
  validateSearch: (s: Record<string, unknown>) => drop({ week: text(s.week), org: text(s.org) }),
  component: lazyRouteComponent(() => import('./weekly/WeeklyPage.tsx'), 'WeeklyPage'),
})
const ofOrg = (s: Record<string, unknown>) => drop({ org: text(s.org) })
const problems = createRoute({
  getParentRoute: () => desk,
  path: '/problems',
  validateSearch: ofOrg,
  component: lazyRouteComponent(() => import('./worklists/ProblemsPage.tsx'), 'ProblemsPage'),
})
const supervision = createRoute({
  getParentRoute: () => desk,
  path: '/supervision',
  validateSearch: ofOrg,
  component: lazyRouteComponent(() => import('./worklists/SupervisionPage.tsx'), 'SupervisionPage'),
})
const overview = createRoute({
  getParentRoute: () => desk,
  path: '/overview',
  validateSearch: (s: Record<string, unknown>) =>
    drop({ under: text(s.under), period: text(s.period), from: text(s.from), to: text(s.to) }),
  component: lazyRouteComponent(() => import('./overview/OverviewPage.tsx'), 'OverviewPage'),
})
const petitions = createRoute({
  getParentRoute: () => desk,
  path: '/petitions',
  validateSearch: (s: Record<string, unknown>) => drop({ year: text(s.year) }),
  component: lazyRouteComponent(() => import('./petitions/PetitionsPage.tsx'), 'PetitionsPage'),
})
const reads = createRoute({
  getParentRoute: () => desk,
  path: '/reads',
  validateSearch: (s: Record<string, unknown>) => drop({ days: text(s.days) }),
  component: lazyRouteComponent(() => import('./reads/ReadsPage.tsx'), 'ReadsPage'),
})
const figures = createRoute({
  getParentRoute: () => desk,
  path: '/overview/figures',
  validateSearch: (s: Record<string, unknown>) =>
    drop({
      period: text(s.period),
      from: text(s.from),
      to: text(s.to),
      under: text(s.under),
      by: text(s.by),
      sort: text(s.sort),
    }),
  component: lazyRouteComponent(() => import('./figures/FiguresPage.tsx'), 'FiguresPage'),
})
const appeals = createRoute({
  getParentRoute: () => desk,
  path: '/overview/appeals',
  validateSearch: (s: Record<string, unknown>) => drop({ which: text(s.which) }),
  component: lazyRouteComponent(() => import('./figures/AppealsPage.tsx'), 'AppealsPage'),
})
const duties = createRoute({
  getParentRoute: () => desk,
  path: '/duties',
  component: lazyRouteComponent(() => import('./duties/MyDutiesPage.tsx'), 'MyDutiesPage'),
})
const branch = createRoute({
  getParentRoute: () => desk,
  path: '/branch',
  validateSearch: (s: Record<string, unknown>) => drop({ org: text(s.org), show: text(s.show) }),
  component: lazyRouteComponent(() => import('./duties/BranchPage.tsx'), 'BranchPage'),
})
const coverage = createRoute({
  getParentRoute: () => desk,
  path: '/coverage',
  validateSearch: (s: Record<string, unknown>) => drop({ org: text(s.org), duty: text(s.duty) }),
  component: lazyRouteComponent(() => import('./duties/CoveragePage.tsx'), 'CoveragePage'),
})
const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
})
const accounts = createRoute({
  getParentRoute: () => desk,
  path: '/accounts',
  validateSearch: readAccountSearch,
  component: lazyRouteComponent(() => import('./officers/AccountsPage.tsx'), 'AccountsPage'),
})
const audit = createRoute({
  getParentRoute: () => desk,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('./officers/AuditPage.tsx'), 'AuditPage'),
})
const orgs = createRoute({
  getParentRoute: () => desk,
  path: '/orgs',
  validateSearch: (s: Record<string, unknown>) => drop({ unit: text(s.unit) }),
  component: lazyRouteComponent(() => import('./admin/OrgsPage.tsx'), 'OrgsPage'),
})
const people = createRoute({
  getParentRoute: () => desk,
  path: '/people',
  validateSearch: (s: Record<string, unknown>) => drop({ q: text(s.q), org: text(s.org) }),
  component: lazyRouteComponent(() => import('./admin/PeoplePage.tsx'), 'PeoplePage'),
})
const roles = createRoute({
  getParentRoute: () => desk,
  path: '/roles',
  component: lazyRouteComponent(() => import('./admin/RolesPage.tsx'), 'RolesPage'),
})
const importList = createRoute({
  getParentRoute: () => desk,
  path: '/import',
  validateSearch: (s: Record<string, unknown>) =>
    drop({ list: (['units', 'people'] as const).find((list) => list === s.list) }),
  component: lazyRouteComponent(() => import('./admin/ImportPage.tsx'), 'ImportPage'),
})
const ties = createRoute({
  getParentRoute: () => desk,
  path: '/ties',
  validateSearch: (s: Record<string, unknown>) =>
    drop({
      kind: text(s.kind),
      under: text(s.under),
      show: (['gaps', 'list', 'proposal'] as const).find((show) => show === s.show),
    }),
  component: lazyRouteComponent(() => import('./ties/TiesPage.tsx'), 'TiesPage'),
})
const cards = createRoute({
  getParentRoute: () => desk,
  path: '/cards',
  validateSearch: (s: Record<string, unknown>) => drop({ kind: text(s.kind), under: text(s.under) }),
  component: lazyRouteComponent(() => import('./cards/CardsPage.tsx'), 'CardsPage'),
})
const places = createRoute({
  getParentRoute: () => desk,
  path: '/places',
  validateSearch: (s: Record<string, unknown>) => drop({ under: text(s.under), kind: text(s.kind) }),
  component: lazyRouteComponent(() => import('./places/PlacesPage.tsx'), 'PlacesPage'),
})
const rosters = createRoute({
  getParentRoute: () => desk,
  path: '/rosters',
  validateSearch: (s: Record<string, unknown>) =>
    drop({ list: (['households', 'members'] as const).find((list) => list === s.list), unit: text(s.unit) }),
  component: lazyRouteComponent(() => import('./rosters/RostersPage.tsx'), 'RostersPage'),
})
const handOver = createRoute({
  getParentRoute: () => desk,
  path: '/hand-over',
  validateSearch: (s: Record<string, unknown>) => drop({ member: text(s.member) }),
  component: lazyRouteComponent(() => import('./hand-over/HandOverPage.tsx'), 'HandOverPage'),
})
const templates = createRoute({
  getParentRoute: () => desk,
  path: '/templates',
  component: lazyRouteComponent(() => import('./templates/TemplatesPage.tsx'), 'TemplatesPage'),
})
const programme = createRoute({
  getParentRoute: () => desk,
  path: '/programme',
  component: lazyRouteComponent(() => import('./programme/ProgrammePage.tsx'), 'ProgrammePage'),
})
const changeProgramme = createRoute({
  getParentRoute: () => desk,
  path: '/programme/change',
  component: lazyRouteComponent(() => import('./programme/ChangePage.tsx'), 'ChangePage'),
})
const newProgramme = createRoute({
  getParentRoute: () => desk,
  path: '/programme/new',
  component: lazyRouteComponent(() => import('./programme/NewPage.tsx'), 'NewPage'),
})
const records = createRoute({
  getParentRoute: () => desk,
  path: '/records',
  validateSearch: readRecordFilter,
  component: lazyRouteComponent(() => import('./records/RecordsPage.tsx'), 'RecordsPage'),
})
const newRecord = createRoute({
  getParentRoute: () => desk,
  path: '/records/new/$kind',
  component: lazyRouteComponent(() => import('./records/NewRecordPage.tsx'), 'NewRecordPage'),
})
const oneRecord = createRoute({
  getParentRoute: () => desk,
  path: '/records/$recordId',
  component: lazyRouteComponent(() => import('./records/RecordPage.tsx'), 'RecordPage'),
})
const followUps = createRoute({
  getParentRoute: () => desk,
  path: '/follow-ups',
  validateSearch: (s: Record<string, unknown>) =>
    drop({
      whose: (['mine', 'all'] as const).find((whose) => whose === s.whose),
      state: (['open', 'done'] as const).find((state) => state === s.state),
    }),
  component: lazyRouteComponent(() => import('./records/FollowUpsPage.tsx'), 'FollowUpsPage'),
})
const ledgers = createRoute({
  getParentRoute: () => desk,
  path: '/ledgers',
  component: lazyRouteComponent(() => import('./records/LedgersPage.tsx'), 'LedgersPage'),
})
const oneLedger = createRoute({
  getParentRoute: () => desk,
  path: '/ledgers/$code',
  validateSearch: (s: Record<string, unknown>) => drop({ from: text(s.from), to: text(s.to), under: text(s.under) }),
  component: lazyRouteComponent(() => import('./records/LedgerPage.tsx'), 'LedgerPage'),
})
const pots = createRoute({
  getParentRoute: () => desk,
  path: '/pots',
  validateSearch: (s: Record<string, unknown>) => drop({ year: text(s.year) }),
  component: lazyRouteComponent(() => import('./records/PotsPage.tsx'), 'PotsPage'),
})
const outbox = createRoute({
  getParentRoute: () => desk,
  path: '/outbox',
  component: lazyRouteComponent(() => import('./outbox/OutboxPage.tsx'), 'OutboxPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    desk.addChildren([
      start,
      inbox,
      triage,
      cases,
      oneCase,
      calls,
      register,
      handbook,
      weekly,
      problems,
      supervision,
      overview,
      petitions,
      reads,
      duties,
      branch,
      coverage,
      settings,
      orgs,
      people,
      roles,
      importList,
      outbox,
      accounts,
      audit,
      figures,
      appeals,
      handOver,
      ties,
      cards,
      places,
      rosters,
      templates,
      programme,
      changeProgramme,
      newProgramme,
      records,
      newRecord,
      oneRecord,
      followUps,
      ledgers,
      oneLedger,
      pots,
    ]),
  ]),
  basepath: '/desk',
  defaultErrorComponent: ErrorInPage,
  defaultPendingComponent: Loading,
  defaultPreload: 'intent',
  // a page's shape is drawn only when it takes longer than this
  defaultPendingMs: 300,
  scrollRestoration: true,
  // filters stay readable in the address: `late=true`, not `late=%22true%22`
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const query = new URLSearchParams(
      Object.entries(search).filter(([, v]) => v !== undefined) as [string, string][],
    ).toString()
    return query && `?${query}`
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

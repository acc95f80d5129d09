/** Routes of lists as work: saved views, one step on many rows, whole results as files, the weekly, problem and supervision lists. */
import { z } from 'zod'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { formats } from '../kernel/sheets/sheet.ts'
import { BulkDone, BulkPreview, BulkPreviewed, BulkRun, previewBulk, runBulk } from './bulk.ts'
import { CaseFilter } from './case-filter.ts'
import { caseListing, countCases } from './export-cases.ts'
import { exportListing } from './export-list.ts'
import { Id } from './model.ts'
import { ProblemItem, problemList, problemListing, WorkListFilter, WorkListPage } from './problem-list.ts'
import {
  ChangedView,
  changeView,
  listViews,
  NewView,
  removeView,
  SavedView,
  saveView,
  WhichView,
} from './saved-views.ts'
import { SupervisionItem, supervisionList, supervisionListing } from './supervision-list.ts'
import { CaseSummary } from './views.ts'
import { WeeklyFilter, WeeklyPage, weeklyList, weeklyListing } from './weekly-list.ts'

const count = z.number().int()
const Kept = z.object({ id: Id })
const whole = <Item extends z.ZodType>(item: Item) =>
  z.object({ total: count, items: z.array(item), next: Id.describe('Ask for what comes after this one').nullable() })

export function listRoutes({ route }: Routes, house: House) {
  route({
    id: 'countCases',
    tag: 'lists',
    method: 'get',
    path: '/cases/count',
    permission: 'case.read',
    summary: 'How many cases this filter finds in my scope.',
    input: CaseFilter.omit({ cursor: true, limit: true }),
    output: z.object({ n: count }),
    refusals: ['input.invalid'],
    run: (caller, f) => countCases(house, caller, f),
  })
  for (const format of formats) {
    const named = (id: string) => `${id}${format === 'csv' ? 'Csv' : 'Xlsx'}`
    const file = {
      method: 'get',
      tag: 'lists',
      permission: 'case.read',
      refusals: ['input.invalid', 'export.busy'],
    } as const
    const says =
      'The first line and the header x-total-count say how many, the last that all are there. Each case is traced.'
    route({
      ...file,
      id: named('exportCases'),
      path: `/cases/export.${format}`,
      summary: `Every case of this filter as .${format}, streamed from one snapshot. ${says}`,
      input: CaseFilter.omit({ cursor: true, limit: true }),
      run: (caller, f) => exportListing(house, caller, caseListing({ limit: 1, ...f }), format),
    })
    route({
      ...file,
      id: named('exportWeekly'),
      path: `/weekly-list/export.${format}`,
      summary: `The weekly list as .${format}. ${says}`,
      input: WeeklyFilter,
      run: (caller, f) => exportListing(house, caller, weeklyListing(f), format),
    })
    route({
      ...file,
      id: named('exportProblems'),
      path: `/problem-list/export.${format}`,
      summary: `The problem list as .${format}. ${says}`,
      input: WorkListFilter,
      run: (caller, f) => exportListing(house, caller, problemListing(f), format),
    })
    route({
      ...file,
      id: named('exportSupervision'),
      path: `/supervision-list/export.${format}`,
      summary: `The supervision list as .${format}. ${says}`,
      input: WorkListFilter,
      run: (caller, f) => exportListing(house, caller, supervisionListing(f), format),
    })
  }
  route({
    id: 'weeklyList',
    tag: 'desk',
    method: 'get',
    path: '/weekly-list',
    permission: 'case.read',
    summary: 'The weekly list: registered this week, and still open from before, with how many each part has.',
    input: WeeklyPage,
    output: z.object({
      from: z.string(),
      to: z.string(),
      fresh: z.array(CaseSummary),
      older: z.array(CaseSummary),
      totals: z.object({ fresh: count, older: count }),
      next: z.object({ fresh: Id.nullable(), older: Id.nullable() }),
    }),
    refusals: [],
    run: (caller, input) => weeklyList(house, caller, input),
  })
  route({
    id: 'problemList',
    tag: 'lists',
    method: 'get',
    path: '/problem-list',
    permission: 'case.read',
    summary: 'What is not settled yet, by village and kind: cause, measure, who answers for it, until when. Traced.',
    input: WorkListPage,
    output: whole(ProblemItem),
    refusals: [],
    run: (caller, input) => problemList(house, caller, input),
  })
  route({
    id: 'supervisionList',
    tag: 'lists',
    method: 'get',
    path: '/supervision-list',
    permission: 'case.read',
    summary: 'Open cases supervised, late, sent back or on the duty list, by deadline, with who and until when.',
    input: WorkListPage,
    output: whole(SupervisionItem),
    refusals: [],
    run: (caller, input) => supervisionList(house, caller, input),
  })
  route({
    id: 'listViews',
    tag: 'lists',
    method: 'get',
    path: '/case-views',
    permission: 'case.read',
    summary: 'Saved views of the case list: mine, and those shared with the orgs of my posts.',
    input: z.object({}),
    output: z.object({ items: z.array(SavedView) }),
    refusals: [],
    run: (caller, input) => listViews(house, caller, input),
  })
  route({
    id: 'saveView',
    tag: 'lists',
    method: 'post',
    path: '/case-views',
    permission: 'case.read',
    status: 201,
    summary: 'Saves a filter with its columns under a name, for oneself or for an org one reads for.',
    input: NewView,
    output: Kept,
    refusals: ['input.invalid', 'org.unknown', 'view.too-many'],
    run: (caller, input) => saveView(house, caller, input),
  })
  route({
    id: 'changeView',
    tag: 'lists',
    method: 'post',
    path: '/case-views/{viewId}',
    permission: 'case.read',
    summary: 'Renames, changes or shares one of one’s own views; without an org it is one’s own again.',
    input: ChangedView,
    output: Kept,
    refusals: ['input.invalid', 'not-found', 'org.unknown'],
    run: (caller, input) => changeView(house, caller, input),
  })
  route({
    id: 'removeView',
    tag: 'lists',
    method: 'post',
    path: '/case-views/{viewId}/remove',
    permission: 'case.read',
    summary: 'Removes one of one’s own views, or one shared where one stands.',
    input: WhichView,
    output: Kept,
    refusals: ['not-found'],
    run: (caller, input) => removeView(house, caller, input),
  })
  route({
    id: 'previewBulk',
    tag: 'lists',
    method: 'post',
    path: '/cases/bulk/preview',
    permission: 'case.read',
    summary: 'What a step would do on each of these cases, or why not. Writes nothing.',
    input: BulkPreview,
    output: BulkPreviewed,
    refusals: ['input.invalid', 'bulk.too-many'],
    run: (caller, input) => previewBulk(house, caller, input),
  })
  route({
    id: 'runBulk',
    tag: 'lists',
    method: 'post',
    path: '/cases/bulk',
    permission: 'case.read',
    summary: 'Takes a step on each of these cases by itself; the result says of each what came of it.',
    input: BulkRun,
    output: BulkDone,
    refusals: ['input.invalid'],
    run: (caller, input) => runBulk(house, caller, input),
  })
}

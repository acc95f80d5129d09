/** Routes of records. Reading is open to every member, because scope decides what is there: one's own, and where a post reads the work of its units. */
import { z } from 'zod'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { receiveUpload } from '../cases/files.ts'
import { CaseFile, OrgRef, Receipt } from '../cases/views.ts'
import { formats } from '../kernel/sheets/sheet.ts'
import { exportRecords } from './export.ts'
import { recordFile, WhichRecordFile } from './files.ts'
import { addFollowUp, FollowUpPage, finishFollowUp, listFollowUps, RecordToCase, recordToCase } from './follow-ups.ts'
import { listKinds, listLedgers } from './kind-view.ts'
import { countRecords, listRecords } from './list.ts'
import {
  AddFollowUp,
  CorrectRecord,
  FinishFollowUp,
  Id,
  RecordFilter,
  RecordPage,
  TakeStep,
  WhichRecord,
  WithdrawRecord,
  WriteRecord,
} from './model.ts'
import { FindMembers, FindPlaces, findMembers, findPlaces } from './pickers.ts'
import { listPots, PotYear } from './pots.ts'
import { correctRecord, takeRecordStep, withdrawRecord, writeRecord } from './service.ts'
import { readRecord } from './view.ts'
import { FollowUpView, KindView, LedgerView, PotView, RecordItem, RecordView } from './views.ts'

const version = z.number().int()
const Changed = z.object({ id: Id, version })
const listed = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) })
const paged = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().describe('Ask for what comes after').nullable() })
const tag = 'records'

export function recordRoutes(routes: Routes, house: House) {
  reading(routes, house)
  writing(routes, house)
  followUps(routes, house)
}

function reading({ route }: Routes, house: House) {
  route({
    id: 'listRecordKinds',
    tag,
    method: 'get',
    path: '/record-kinds',
    permission: 'self',
    summary:
      'What is written down here: each kind with its form, its steps and who writes it, as the running schemes say.',
    input: z.object({}),
    output: listed(KindView),
    refusals: [],
    run: (caller, input) => listKinds(house, caller, input),
  })
  route({
    id: 'listLedgers',
    tag,
    method: 'get',
    path: '/ledgers',
    permission: 'self',
    summary: 'Ledgers: which kinds of records make up which book. Its rows are the records of these kinds.',
    input: z.object({}),
    output: listed(LedgerView),
    refusals: [],
    run: (caller, input) => listLedgers(house, caller, input),
  })
  route({
    id: 'listPots',
    tag,
    method: 'get',
    path: '/pots',
    permission: 'work.read',
    summary: 'Pots of money: set aside, asked for, approved and paid in a year, and what is left, by unit in my scope.',
    input: PotYear,
    output: z.object({ year: z.number().int(), items: z.array(PotView) }),
    refusals: ['input.invalid'],
    run: (caller, input) => listPots(house, caller, input),
  })
  route({
    id: 'listRecords',
    tag,
    method: 'get',
    path: '/records',
    permission: 'self',
    summary:
      'Records in my scope by filter, newest first: my own, those I took part in, and where a post reads it the work of its units.',
    input: RecordPage,
    output: paged(RecordItem),
    refusals: ['input.invalid'],
    run: (caller, f) => listRecords(house, caller, f),
  })
  route({
    id: 'countRecords',
    tag,
    method: 'get',
    path: '/records/count',
    permission: 'self',
    summary: 'How many records this filter finds in my scope.',
    input: RecordFilter,
    output: z.object({ n: z.number().int() }),
    refusals: ['input.invalid'],
    run: (caller, f) => countRecords(house, caller, f),
  })
  for (const format of formats)
    route({
      id: `exportRecords${format === 'csv' ? 'Csv' : 'Xlsx'}`,
      tag,
      method: 'get',
      path: `/records/export.${format}`,
      permission: 'self',
      summary: `Every record of this filter as .${format}, streamed from one snapshot; of one kind with a column for each field. The first line and the header x-total-count say how many, the last that all are there.`,
      input: RecordFilter,
      refusals: ['input.invalid', 'export.busy'],
      run: (caller, f) => exportRecords(house, caller, f, format),
    })
  route({
    id: 'getRecord',
    tag,
    method: 'get',
    path: '/records/{recordId}',
    permission: 'self',
    summary:
      'One record: its form as it was then, its steps, every version of it, what was promised and which requests were heard.',
    input: WhichRecord,
    output: RecordView,
    refusals: ['not-found'],
    run: (caller, input) => readRecord(house, caller, input),
  })
  route({
    id: 'getRecordFile',
    tag,
    method: 'get',
    path: '/records/{recordId}/files/{fileId}',
    permission: 'self',
    summary: 'A photo of a record, without place and device data, or its thumbnail.',
    input: WhichRecordFile,
    refusals: ['not-found'],
    run: (caller, input, ctx) => recordFile(house, caller, input, ctx.req.header('range')),
  })
  route({
    id: 'findRecordMembers',
    tag,
    method: 'get',
    path: '/record-members',
    permission: 'work.write',
    summary: 'Members a form may name: by part of their name, or those near a unit.',
    input: FindMembers,
    output: listed(z.object({ id: Id, name: z.string(), role: z.string(), org: OrgRef.nullable() })),
    refusals: ['input.invalid'],
    run: (caller, input) => findMembers(house, caller, input),
  })
  route({
    id: 'findRecordPlaces',
    tag,
    method: 'get',
    path: '/record-places',
    permission: 'work.write',
    summary: 'Places a form may name, by their kind.',
    input: FindPlaces,
    output: listed(z.object({ id: Id, name: z.string(), kind: z.string(), orgId: Id })),
    refusals: ['input.invalid'],
    run: (caller, input) => findPlaces(house, caller, input),
  })
}

function writing({ route }: Routes, house: House) {
  route({
    id: 'writeRecord',
    tag,
    method: 'post',
    path: '/records',
    permission: 'work.write',
    status: 201,
    summary:
      'Writes work down, once: sent again with the same key it is the same record. It counts at once, for all it counts to.',
    input: WriteRecord,
    output: z.object({ id: Id, version, again: z.boolean() }),
    refusals: [
      'input.invalid',
      'record.kind-unknown',
      'record.not-yours',
      'record.quorum',
      'record.key-reused',
      'org.unknown',
      'file.not-found',
    ],
    run: (caller, input) => writeRecord(house, caller, input),
  })
  route({
    id: 'uploadRecordFile',
    tag,
    method: 'post',
    path: '/records/files',
    permission: 'work.write',
    status: 201,
    upload: true,
    summary:
      'Uploads one photo, voice note or short video (multipart field `file`); use its id in a field of files. Never asked for.',
    input: z.object({}),
    output: CaseFile,
    refusals: ['file.type', 'file.size', 'file.unreadable', 'file.count'],
    run: (caller, _input, ctx) => receiveUpload(house, caller, ctx),
  })
  const change = [
    'not-found',
    'input.invalid',
    'record.changed',
    'record.withdrawn',
    'record.kind-unknown',
    'org.unknown',
  ] as const
  route({
    id: 'correctRecord',
    tag,
    method: 'post',
    path: '/records/{recordId}/correct',
    permission: 'work.write',
    summary:
      'Fills the form anew, with the reason; what stood before stays readable. One drawn from an older version is refused.',
    input: CorrectRecord,
    output: Changed,
    refusals: [...change, 'record.not-yours', 'record.quorum', 'file.not-found'],
    run: (caller, input) => correctRecord(house, caller, input),
  })
  route({
    id: 'withdrawRecord',
    tag,
    method: 'post',
    path: '/records/{recordId}/withdraw',
    permission: 'work.write',
    summary: 'Takes a record back, with the reason: it stays readable, counts for nobody and leaves the board.',
    input: WithdrawRecord,
    output: Changed,
    refusals: [...change, 'record.not-yours'],
    run: (caller, input) => withdrawRecord(house, caller, input),
  })
  route({
    id: 'takeRecordStep',
    tag,
    method: 'post',
    path: '/records/{recordId}/steps',
    permission: 'work.write',
    summary:
      'Takes the next step of a matter; none is skipped, and where the scheme says so not by the one who took the step before.',
    input: TakeStep,
    output: Changed,
    refusals: [...change, 'record.step-order', 'record.step-role', 'record.step-another', 'file.not-found'],
    run: (caller, input) => takeRecordStep(house, caller, input),
  })
}

function followUps({ route }: Routes, house: House) {
  route({
    id: 'listFollowUps',
    tag,
    method: 'get',
    path: '/follow-ups',
    permission: 'self',
    summary: 'What was promised, due first: mine, or everybody’s in my scope.',
    input: FollowUpPage,
    output: paged(FollowUpView),
    refusals: ['input.invalid'],
    run: (caller, input) => listFollowUps(house, caller, input),
  })
  route({
    id: 'addFollowUp',
    tag,
    method: 'post',
    path: '/records/{recordId}/follow-ups',
    permission: 'work.write',
    status: 201,
    summary: 'Adds something promised, with the day it is due.',
    input: AddFollowUp,
    output: z.object({ id: Id }),
    refusals: ['not-found', 'input.invalid', 'record.withdrawn'],
    run: (caller, input) => addFollowUp(house, caller, input),
  })
  route({
    id: 'finishFollowUp',
    tag,
    method: 'post',
    path: '/follow-ups/{followUpId}/finish',
    permission: 'work.write',
    summary: 'Says that what was promised is done.',
    input: FinishFollowUp,
    output: z.object({ id: Id }),
    refusals: ['not-found', 'input.invalid', 'follow-up.not-yours', 'follow-up.done'],
    run: (caller, input) => finishFollowUp(house, caller, input),
  })
  route({
    id: 'recordToCase',
    tag,
    method: 'post',
    path: '/records/{recordId}/cases',
    permission: 'case.register',
    status: 201,
    summary:
      'Writes down a request heard while this was done, as a case the record points to; with a follow-up, that promise is kept by it.',
    input: RecordToCase,
    output: Receipt,
    refusals: [
      'not-found',
      'input.invalid',
      'record.withdrawn',
      'follow-up.not-yours',
      'follow-up.done',
      'case.code-unknown',
      'intake.consent-missing',
      'intake.key-reused',
      'org.unknown',
      'file.not-found',
      'case.about-top',
      'case.member-unknown',
    ],
    run: async (caller, input) => {
      const receipt = await recordToCase(house, caller, input)
      house.nudge()
      return receipt
    },
  })
}

/** Routes of who has read what: looking at a case, taking it out, who has seen it, and what was unusual. */
import { z } from 'zod'
import type { House } from '../../access/command.ts'
import type { Routes } from '../../access/routes.ts'
import { CaseView, ResidentView } from '../views.ts'
import { deskFile, WhichFile } from './desk-file.ts'
import { exportCase } from './export.tsx'
import { casePrinted, listPrinted, PrintedList, readAsResident, readCase, WhichCase } from './read-case.ts'
import { noteReading, ReadingNote, ReviewPeriod, UnusualReading, unusualReading } from './review.ts'
import { SeenByPage, seenBy, WhichReads } from './seen-by.ts'

const Traced = z.object({ traced: z.number().int().describe('How many cases the trace names') })

export function readRoutes({ route }: Routes, house: House) {
  route({
    id: 'getCase',
    tag: 'desk',
    method: 'get',
    path: '/cases/{caseId}',
    permission: 'case.read',
    summary: 'One case with its whole history, and the steps open to me (`may`). Each look is traced.',
    input: WhichCase,
    output: CaseView,
    refusals: ['not-found'],
    run: (caller, input) => readCase(house, caller, input),
  })
  route({
    id: 'readAsResident',
    tag: 'desk',
    method: 'get',
    path: '/cases/{caseId}/as-resident',
    permission: 'case.read',
    summary: 'What the resident reads of this case, word for word; without the query code. Each look is traced.',
    input: WhichCase,
    output: ResidentView,
    refusals: ['not-found'],
    run: (caller, input) => readAsResident(house, caller, input),
  })
  route({
    id: 'getFile',
    tag: 'files',
    method: 'get',
    path: '/files/{fileId}',
    permission: 'case.read',
    summary:
      'The file as others see it, without place and device data, or its thumbnail. A photo carries the reader’s watermark; each look is traced.',
    input: WhichFile,
    refusals: ['not-found'],
    run: (caller, input, ctx) => deskFile(house, caller, input, ctx.req.header('range')),
  })
  route({
    id: 'exportCase',
    tag: 'desk',
    method: 'get',
    path: '/cases/{caseId}/export',
    permission: 'case.read',
    summary:
      'The case as one printable HTML file, contact masked, with a watermark of who took it out and when. Traced.',
    input: WhichCase,
    refusals: ['not-found'],
    run: (caller, input) => exportCase(house, caller, input),
  })
  route({
    id: 'casePrinted',
    tag: 'desk',
    method: 'post',
    path: '/cases/{caseId}/printed',
    permission: 'case.read',
    summary: 'Traces that the page of this case went to the printer.',
    input: WhichCase,
    output: Traced,
    refusals: ['not-found'],
    run: (caller, input) => casePrinted(house, caller, input),
  })
  route({
    id: 'listPrinted',
    tag: 'desk',
    method: 'post',
    path: '/cases/printed',
    permission: 'case.read',
    summary: 'Traces that a list of these cases went to the printer; those out of my scope are left out.',
    input: PrintedList,
    output: Traced,
    refusals: ['input.invalid'],
    run: (caller, input) => listPrinted(house, caller, input),
  })
  route({
    id: 'listCaseReads',
    tag: 'desk',
    method: 'get',
    path: '/cases/{caseId}/reads',
    permission: 'case.supervise',
    summary: 'Who has seen this case, newest first: one line a person and hour.',
    input: WhichReads,
    output: SeenByPage,
    refusals: ['not-found'],
    run: (caller, input) => seenBy(house, caller, input),
  })
  route({
    id: 'unusualReading',
    tag: 'desk',
    method: 'get',
    path: '/reads/unusual',
    permission: 'reads.review',
    summary: 'Reading out of the ordinary in the last days: what, how much, against what. Advice; nothing is barred.',
    input: ReviewPeriod,
    output: UnusualReading,
    refusals: [],
    run: (caller, input) => unusualReading(house, caller, input),
  })
  route({
    id: 'noteReading',
    tag: 'desk',
    method: 'post',
    path: '/reads/unusual/notes',
    permission: 'reads.review',
    status: 201,
    summary: 'Notes that a finding has been looked into.',
    input: ReadingNote,
    output: z.object({ at: z.iso.datetime() }),
    refusals: ['input.invalid', 'not-found', 'case.not-allowed'],
    run: (caller, input) => noteReading(house, caller, input),
  })
}

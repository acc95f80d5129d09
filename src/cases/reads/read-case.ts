/** Reading one case on the desk, printing it, printing a list: each look leaves its trace in the same transaction. */
import { z } from 'zod'
import { command, type Doing } from '../../access/command.ts'
import { alsoOpen } from '../../kernel/scope.ts'
import { Id } from '../model.ts'
import { openCase } from '../store.ts'
import { viewOpened } from '../view.ts'
import { viewAsResident } from '../view-resident.ts'
import type { CaseView } from '../views.ts'
import { type Part, type ReadKind, tracedColumns, traceReads } from './trace.ts'

export const WhichCase = z.object({ caseId: Id })
export const PrintedList = z.object({ caseIds: z.array(Id).min(1).max(1000) })

const has = (part: Part, is: boolean) => (is ? [part] : [])

/** Which parts this view showed. */
export function partsOf(view: Pick<CaseView, 'events' | 'contact'>): Part[] {
  return [
    'words',
    'story',
    ...has(
      'comments',
      view.events.some((e) => e.audience === 'desk'),
    ),
    ...has(
      'answer',
      view.events.some((e) => e.texts['answer'] !== undefined || e.texts['opinion'] !== undefined),
    ),
    ...has('contact-masked', view.contact !== null),
    ...has(
      'files',
      view.events.some((e) => e.files.length > 0),
    ),
  ]
}

/** A look at the whole case, with its trace. Refused with `not-found` outside the reader's scope, and then nothing is traced. */
async function look(d: Doing, caseId: string, kind: ReadKind): Promise<CaseView> {
  const row = await openCase(d.tx, caseId)
  const view = await viewOpened(d, row)
  await traceReads(d, [row], { kind, fields: partsOf(view) })
  return view
}

/** The case as the desk sees it. */
export const readCase = command(WhichCase, (d, { caseId }) => look(d, caseId, 'view'))

/** The case as its resident follows it, for the desk: the same words, none of the desk’s own. */
export const readAsResident = command(WhichCase, async (d, { caseId }) => {
  const row = await openCase(d.tx, caseId)
  const view = await viewAsResident(d, row, { base: '/api/v1/files', query: `caseId=${row.id}` })
  await traceReads(d, [row], {
    kind: 'view',
    fields: [
      'words',
      'story',
      ...has('answer', view.answer !== null),
      ...has('files', view.files.length > 0 || view.story.some((s) => s.files.length > 0)),
    ],
  })
  return view
})

/** What the browser tells when the page of a case goes to the printer. */
export const casePrinted = command(WhichCase, async (d, { caseId }) => {
  await look(d, caseId, 'print')
  return { traced: 1 }
})

/** The same for a printed list: a trace for each case on it that the caller may see, in one insert. */
export const listPrinted = command(PrintedList, async (d, { caseIds }) => {
  const rows = await d.tx.selectFrom('cases').select(tracedColumns).where('id', 'in', caseIds).execute()
  await alsoOpen(d.tx, { cases: rows.map((r) => r.id) })
  await traceReads(d, rows, { kind: 'print', fields: ['words'] })
  return { traced: rows.length }
})

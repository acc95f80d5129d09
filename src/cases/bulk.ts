/** One step on many cases: first what each row would do, then each in a transaction of its own, with a result by row. Never all or nothing. */
import { z } from 'zod'
import type { Caller } from '../access/caller.ts'
import { type Doing, type House, query } from '../access/command.ts'
import { Refusal, type RefusalCode, refusals } from '../kernel/errors.ts'
import { parseInput } from '../kernel/http/input.ts'
import { asRefusal, problemOf } from '../kernel/http/problem.ts'
import { type BulkAction, bulkActions, mostAtOnce } from './bulk-actions.ts'
import { CaseFilter, caseWhere } from './case-filter.ts'
import { stepOf } from './lifecycle.ts'
import { Id, needs, states } from './model.ts'
import { lookForWords } from './search/find.ts'
import { foresee, takeStepQuietly } from './service.ts'
import { type CaseRow, caseColumns, orgsById } from './store.ts'
import { names, orgRef, wordsOf } from './summary.ts'
import { OrgRef } from './views.ts'

const Step = z.object({
  action: z.enum(bulkActions),
  input: z.record(z.string(), z.unknown()).default({}).describe('What the step needs, the same for every row'),
})
export const BulkPreview = Step.extend({
  ids: z.array(Id).min(1).max(mostAtOnce).optional(),
  filter: CaseFilter.omit({ cursor: true, limit: true })
    .optional()
    .describe(`Every case of this filter, at most ${mostAtOnce}; only without ids`),
})
export const BulkRun = Step.extend({
  rows: z
    .array(z.object({ id: Id, version: z.number().int().describe('As the preview showed it') }))
    .min(1)
    .max(mostAtOnce),
})

const Why = z.object({
  code: z.enum(Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]),
  text: z.string().describe('In the reader’s language'),
})
export const BulkPreviewed = z
  .object({
    total: z.number().int(),
    will: z.number().int().describe('Rows that would do it'),
    rows: z.array(
      z.object({
        id: Id,
        number: z.string(),
        version: z.number().int(),
        opening: z.string(),
        from: z.enum(states),
        after: z
          .object({
            state: z.enum(states),
            holder: OrgRef.nullable(),
            person: z.string().nullable(),
            dueAt: z.iso.datetime().nullable(),
          })
          .describe('Where it would stand; null where it would be refused')
          .nullable(),
        refused: Why.nullable(),
      }),
    ),
    gone: z.number().int().describe('Named, and not in my sight'),
  })
  .meta({ id: 'BulkPreviewed' })
export const BulkDone = z
  .object({
    rows: z.array(
      z.object({
        id: Id,
        result: z.enum(['done', 'refused', 'changed', 'failed']),
        version: z.number().int().nullable(),
        refused: Why.nullable(),
      }),
    ),
  })
  .meta({ id: 'BulkDone' })

/** The step's own input, by the step's own schema; the same for each row, so it is refused once. */
const inputOf = (action: BulkAction, input: unknown, { language }: Caller): Record<string, unknown> =>
  parseInput(needs[stepOf[action].needs], input as never, language)

const inWords = (refusal: Refusal, { language }: Caller) => ({
  code: refusal.code,
  text: problemOf(refusal, language).title,
})

/** What each row would do: from where to where, with which deadline, or why not. Writes nothing. Refused with `bulk.too-many`. */
export const previewBulk = query(BulkPreview, async (d, { action, input, ids, filter }) => {
  const checked = inputOf(action, input, d.caller)
  if (!ids && !filter) throw new Refusal('input.invalid')
  await lookForWords(d, ids ? undefined : filter?.words)
  const rows = await d.tx
    .selectFrom('cases')
    .select(caseColumns)
    .$if(!!ids, (q) => q.where('id', 'in', ids ?? []))
    .$if(!ids && !!filter, (q) => q.where(caseWhere({ limit: mostAtOnce, ...filter }, d.house)))
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostAtOnce + 1)
    .execute()
  if (rows.length > mostAtOnce) throw new Refusal('bulk.too-many', { most: mostAtOnce })
  const orgs = await orgsById(d.tx)
  const seen: Foreseen[] = []
  for (const row of rows) seen.push(await foreseen(d, row, action, checked))
  const people = await names(
    d,
    seen.map((s) => s.after?.holderMemberId ?? null),
  )
  return {
    total: rows.length,
    will: seen.filter((s) => s.after).length,
    gone: ids ? new Set(ids).size - rows.length : 0,
    rows: seen.map(({ row, after, refused }) => ({
      id: row.id,
      number: row.number,
      version: row.version,
      opening: wordsOf(d, row),
      from: row.state as (typeof states)[number],
      after: after && {
        state: after.state,
        holder: orgRef(orgs, after.holderOrgId),
        person: people.get(after.holderMemberId ?? '') ?? null,
        dueAt: after.dueAt?.toISOString() ?? null,
      },
      refused,
    })),
  }
})
type Foreseen = Awaited<ReturnType<typeof foreseen>>

async function foreseen(d: Doing, row: CaseRow, action: BulkAction, input: Record<string, unknown>) {
  try {
    const { after } = await foresee(d, row, action, input)
    return { row, after, refused: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { row, after: null, refused: inWords(error, d.caller) }
  }
}

/**
 * Takes the step on each row by itself, through the command of a single step. A row that has changed since the preview is left as it is:
 * sending the same again therefore does nothing twice.
 */
export async function runBulk(house: House, caller: Caller, { action, input, rows }: z.output<typeof BulkRun>) {
  const checked = inputOf(action, input, caller)
  const done: z.output<typeof BulkDone>['rows'] = []
  for (const { id, version } of new Map(rows.map((r) => [r.id, r])).values()) {
    try {
      const after = await takeStepQuietly(action)(house, caller, { ...checked, caseId: id, version } as never)
      done.push({ id, result: 'done', version: after.version, refused: null })
    } catch (error) {
      // what failed for one row must not hide what was done for those before it
      const { refusal } = asRefusal(error, house)
      const result = !(error instanceof Refusal) ? 'failed' : refusal.code === 'case.changed' ? 'changed' : 'refused'
      done.push({ id, result, version: null, refused: inWords(refusal, caller) })
    }
  }
  if (done.some((r) => r.result === 'done')) house.nudge()
  return { rows: done }
}

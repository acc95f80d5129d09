/** The way of one step on many: asked, foreseen, taken a few rows at a time, told row by row. */
import { useState } from 'react'
import type { BulkAction } from '../../../src/cases/bulk-actions.ts'
import { api, type CaseQuery, call, Problem } from '../api.ts'
import type { CaseFilter } from '../cases/filter.ts'
import type { BulkPreviewed, BulkRow } from '../lists/queries.ts'
import { queryClient } from '../queries.ts'

/** So many rows a message: each has its own transaction, and the bar moves. */
const atATime = 20

export type BulkOf = { ids: string[] } | { filter: CaseFilter }
type Input = Record<string, unknown>

export function useBulk(action: BulkAction, of: BulkOf) {
  const [preview, setPreview] = useState<BulkPreviewed>()
  const [input, setInput] = useState<Input>({})
  const [results, setResults] = useState<ReadonlyMap<string, BulkRow>>(new Map())
  const [busy, setBusy] = useState(false)
  const [finished, setFinished] = useState(false)
  const [problem, setProblem] = useState<Problem>()

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const foresee = (given: Input) =>
    attempt(async () => {
      const which = 'ids' in of ? { ids: of.ids } : { filter: of.filter as CaseQuery }
      setPreview(await call(api.POST('/cases/bulk/preview', { body: { action, input: given, ...which } as never })))
      setInput(given)
    })
  /** What has no result yet. After a lost line it goes on where it stopped: a row done twice is refused as changed. */
  const run = () =>
    attempt(async () => {
      const told = new Map(results)
      const todo = (preview?.rows ?? []).filter((r) => r.after && !told.has(r.id))
      for (let i = 0; i < todo.length; i += atATime) {
        const rows = todo.slice(i, i + atATime).map(({ id, version }) => ({ id, version }))
        const reply = await call(api.POST('/cases/bulk', { body: { action, input, rows } }))
        for (const row of reply.rows) told.set(row.id, row)
        setResults(new Map(told))
      }
      setFinished(true)
      await queryClient.invalidateQueries()
    })
  return { preview, results, busy, finished, problem, foresee, run, back: () => setPreview(undefined) }
}
